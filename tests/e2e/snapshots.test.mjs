// A start from a snapshot gives the same figures as a start from the whole log, wherever the process was
// killed.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { deal, ndjson } from './support/events.mjs';
import { NDJSON } from './support/http.mjs';
import { run, scratch } from './support/program.mjs';
import { Random, seed } from './support/random.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const STATUSES = ['open', 'won', 'lost'];

// A server that takes a snapshot after every few events.
function start(t, data, events = 200) {
  const settings = join(data, 'settings.json');
  writeFileSync(settings, JSON.stringify({ snapshot_events: events }));
  return Server.start(t, data, { args: ['--config', settings] });
}

function files(data) {
  const folder = join(data, 'snapshots');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
const snapshots = (data) => files(data).filter((name) => name.endsWith('.snapshot'));

let made = 0;
function batch(random, n) {
  const events = Array.from({ length: n }, () => {
    const fields = {
      status: STATUSES[random.between(0, 3)],
      amount: `${random.between(1, 999)}.50`,
    };
    return deal(`D${random.between(0, 300)}`, fields, { id: `s${made++}` });
  });
  return ndjson(events);
}
async function post(server, body) {
  const answer = await server.post('/api/v1/events', body, { headers: { 'content-type': NDJSON } });
  assert.equal(answer.status, 200, answer.text);
}

async function figures(server) {
  const all = {};
  for (const measure of ['won_amount', 'won_count', 'open_amount', 'lost_count', 'win_rate'])
    all[measure] = await server.kpis(measure, { by: 'person' });
  return all;
}

async function digest(data) {
  const said = await run('verify', '--data', data);
  assert.equal(said.code, 0, said.err);
  return said.out;
}

test('kills during and after snapshots change nothing', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const random = new Random('snapshots');
  const data = scratch(t);
  let taken = 0;
  for (let kill = 0; kill < 12; ++kill) {
    const server = await start(t, data);
    for (let i = random.between(1, 12); i > 0; --i) await post(server, batch(random, 100));
    // The next snapshot begins after this response: the kill comes during it or just after.
    for (let i = random.between(0, 3000); i > 0; --i)
      await new Promise((turn) => setImmediate(turn));
    await server.kill();
    if (snapshots(data).length > 0) ++taken;

    const next = await start(t, data, 1e6);
    const from_snapshot = await figures(next);
    await next.kill();
    rmSync(join(data, 'snapshots'), { recursive: true, force: true });
    const refolded = await start(t, data, 1e6);
    assert.deepEqual(from_snapshot, await figures(refolded));
    await refolded.kill();
  }
  assert.ok(taken > 0, 'some snapshots were complete');
  await digest(data);
});

test('a clean stop writes a snapshot of the whole state, and the newest two are kept', async (t) => {
  const random = new Random('stop');
  const data = scratch(t);
  for (const last of [100, 200, 300]) {
    const server = await start(t, data, 1e6);
    await post(server, batch(random, 100));
    assert.equal((await server.stop()).code, 0);
    assert.ok(files(data).includes(`${last}.snapshot`));
  }
  assert.deepEqual(files(data), ['200.snapshot', '300.snapshot']);

  const idle = await start(t, data);
  const before = await figures(idle);
  await idle.stop();

  assert.deepEqual(files(data), ['200.snapshot', '300.snapshot'], 'nothing changed');
  const again = await start(t, data);
  assert.deepEqual(await figures(again), before);
});

test('snapshots are written while the server runs, and verify gives the same digest with and without', async (t) => {
  const random = new Random('running');
  const data = scratch(t);
  const server = await start(t, data, 150);
  for (let i = 0; i < 10; ++i) await post(server, batch(random, 100));
  await until('two snapshots', () => snapshots(data).length === 2);
  await server.kill();

  const with_them = await digest(data);

  rmSync(join(data, 'snapshots'), { recursive: true });
  assert.equal(with_them, await digest(data));
});

test('a damaged snapshot is reported, and the next older one is used', async (t) => {
  const random = new Random('damage');
  const data = scratch(t);
  for (let i = 0; i < 2; ++i) {
    const server = await start(t, data, 1e6);
    await post(server, batch(random, 100));
    await server.stop();
  }
  const expected = await digest(data);
  const path = join(data, 'snapshots', '200.snapshot');
  const bytes = readFileSync(path);
  bytes[bytes.length - 5] ^= 1;
  writeFileSync(path, bytes);
  writeFileSync(join(data, 'snapshots', '9000.snapshot'), bytes);

  const server = await start(t, data, 1e6);

  assert.match(server.process.err, /snapshot 9000 is not used: .*damaged/);
  assert.match(server.process.err, /snapshot 200 is not used: .*damaged/);
  assert.doesNotMatch(server.process.err, /snapshot 100 is not used/);
  await server.kill();
  assert.equal(await digest(data), expected);
});

test("another ledger's snapshots are not used", async (t) => {
  const random = new Random('other');
  const [mine, other] = [scratch(t), scratch(t)];
  for (const data of [mine, other]) {
    const server = await start(t, data, 1e6);
    await post(server, batch(random, 100));
    await server.stop();
  }
  const file = 'snapshots/100.snapshot';
  const expected = await digest(mine);

  writeFileSync(join(mine, file), readFileSync(join(other, file)));

  const server = await start(t, mine, 1e6);
  assert.match(server.process.err, /snapshot 100 is not used: it belongs to another log/);
  await server.kill();
  assert.equal(await digest(mine), expected);
});
