// The three nodes of deploy/trial.sh, with the files that compose.yaml uses too: nginx finds the right
// node, whichever has gone, and everything ends with the script.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { deal } from './support/events.mjs';
import { Live } from './support/live.mjs';
import { binary, root, scratch, web } from './support/program.mjs';
import { free_port, skip as without_redis } from './support/redis.mjs';
import { Server } from './support/server.mjs';
import { until, within } from './support/until.mjs';

const nginx = ['nginx', '/usr/sbin/nginx'].some((name) => !spawnSync(name, ['-v']).error);
const skip = without_redis || (nginx ? false : 'nginx is not installed (deploy/packages.sh test)');

const win = (id) =>
  deal(id, { status: 'won', amount: '1.00' }, { occurred_at: new Date().toISOString() });

async function trial(t) {
  const port = await free_port(24);
  const dir = scratch(t);
  const env = { ...process.env, DEALBELL_BINARY: binary, DEALBELL_WEB: web };
  const args = ['--no-build', '--port', port, '--data', dir].map(String);
  const child = spawn(join(root, 'deploy/trial.sh'), args, { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  const over = new Promise((done) => child.on('close', done));
  t.after(() => child.kill('SIGTERM') && within('the trial ends', over));
  const settled = () => said.includes('Ctrl-C stops') || child.exitCode !== null;
  await until('three nodes', settled, 90_000);
  assert.equal(child.exitCode, null, said);
  return { child, over, port, dir, said: () => said };
}

function pids(said) {
  const lines = [...said.matchAll(/^ {2}(\S+) +pid (\d+)$/gm)];
  return Object.fromEntries(lines.map(([, name, pid]) => [name, Number(pid)]));
}

test('three nodes behind nginx, as the trial starts them', { skip }, async (t) => {
  const { child, over, port, dir, said } = await trial(t);
  const front = Object.assign(new Server(), { url: `http://127.0.0.1:${port}` });
  front.token = readFileSync(join(dir, 'n1/admin.token'), 'utf8').trim();
  const pid = pids(said());

  assert.equal((await front.get('/api/v1/org')).json.name, 'Harbour Street office');
  const live = await Live.open(t, front, { query: '?board=wall' });
  await live.until((frame) => frame.type === 'snapshot');
  const { seq } = await front.take(win('D-1'));
  await live.until((frame) => frame.type === 'delta' && frame.seq >= seq);

  // Without Redis: every node takes, and the receipt is found through nginx.
  for (const name of ['redis-1', 'redis-2', 'redis-3']) process.kill(pid[name], 'SIGSTOP');
  const receipts = [];
  for (let i = 0; i < 6; ++i) receipts.push((await front.take(win(`W-${i}`))).receipt);
  const takers = new Set(receipts.map((receipt) => receipt.slice(0, 2)));
  assert.ok(takers.size > 1, receipts.join());
  for (const name of ['redis-1', 'redis-2', 'redis-3']) process.kill(pid[name], 'SIGCONT');
  for (const receipt of receipts)
    await until(`${receipt} is settled`, async () => {
      return (await front.get(`/api/v1/receipts/${receipt}`)).json.accepted === 1;
    });

  // Without a node: nobody notices, and it comes back.
  process.kill(pid.n2, 'SIGKILL');
  for (let i = 0; i < 6; ++i) await front.take(win(`X-${i}`));
  const back = await until('n2 is back', () => / n2 is pid (\d+)/.exec(said())?.[1]);
  assert.notEqual(Number(back), pid.n2);
  await until('n2 is ready', async () => {
    return (await fetch(`http://127.0.0.1:${port + 2}/readyz`)).status === 200;
  });

  child.kill('SIGTERM');
  await within('the trial ends', over, 60_000);
  for (const id of [...Object.values(pid), back]) assert.ok(!existsSync(`/proc/${id}`), `${id} is gone`);
});
