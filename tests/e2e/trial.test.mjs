// The three nodes of deploy/trial.sh, with the files that compose.yaml uses too: nginx finds a node that
// works and the one that has a receipt, and everything ends with the script.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';

import { launch, path as chromium_path } from '../../web-static/chromium.mjs';
import { figure_is, open_wall } from './support/browser.mjs';
import { deal } from './support/events.mjs';
import { Live } from './support/live.mjs';
import { Trial, nodes, skip } from './support/trial.mjs';
import { until } from './support/until.mjs';

const win = (id) =>
  deal(id, { status: 'won', amount: '1.00' }, { occurred_at: new Date().toISOString() });
const redises = ['redis-1', 'redis-2', 'redis-3'];

test('three nodes behind nginx, as the trial starts them', { skip }, async (t) => {
  const trial = await Trial.start(t);
  const { front } = trial;
  const first = trial.pids;

  assert.equal((await front.get('/api/v1/org')).json.name, 'Harbour Street office');
  const live = await Live.open(t, front, { query: '?board=wall' });
  await live.until((frame) => frame.type === 'snapshot');
  const { seq } = await front.take(win('D-1'));
  await live.until((frame) => frame.type === 'delta' && frame.seq >= seq);

  // Without Redis: nodes take events, and nginx finds the node of each receipt.
  for (const name of redises) trial.signal(name, 'SIGSTOP');
  const receipts = [];
  for (let i = 0; i < 6; ++i) receipts.push((await front.take(win(`W-${i}`))).receipt);
  const takers = new Set(receipts.map((receipt) => receipt.slice(0, 2)));
  assert.ok(takers.size > 1, receipts.join());
  for (const name of redises) trial.signal(name, 'SIGCONT');
  for (const receipt of receipts)
    await until(`${receipt} is settled`, async () => {
      return (await front.get(`/api/v1/receipts/${receipt}`)).json.accepted === 1;
    });

  // Without one node: every event is still taken, and the node starts again.
  const replaced = trial.replace('n2', 'SIGKILL');
  for (let i = 0; i < 6; ++i) await front.take(win(`X-${i}`));
  await replaced;
  assert.notEqual(trial.pids.n2, first.n2);

  const all = Object.values({ ...first, n2_again: trial.pids.n2 });
  await trial.end();
  for (const id of all) assert.ok(!existsSync(`/proc/${id}`), `${id} has ended`);
});

const skip_wall = skip || (chromium_path ? false : 'no chromium on this system');

test('a wall stays up to date while its node is frozen, and while all nodes are replaced', {
  skip: skip_wall,
}, async (t) => {
  const trial = await Trial.start(t);
  const { front } = trial;
  const browser = await launch();
  t.after(() => browser.close());
  await front.take(win('W-first'));
  const page = await open_wall(t, browser, front);
  await page.evaluate(() => {
    window.not_reloaded = true;
    window.marked = false;
    const check = () => (window.marked ||= document.querySelector('.unshared') !== null);
    new MutationObserver(check).observe(document.body, { childList: true, subtree: true });
  });

  let won = 1;
  // A node that accepts connections and sends nothing: the wall gets no beats, nginx no response.
  const frozen = await trial.node_with_screen();
  trial.signal(frozen, 'SIGSTOP');
  await front.take(win('W-frozen'));
  await figure_is(page, `${++won}.00`);
  trial.signal(frozen, 'SIGCONT');
  for (const node of nodes) {
    const replaced = trial.replace(node, 'SIGTERM');
    await front.take(win(`W-${node}`));
    await figure_is(page, `${++won}.00`);
    await replaced;
  }

  assert.deepEqual(await page.evaluate(() => [window.not_reloaded, window.marked]), [true, false]);
});
