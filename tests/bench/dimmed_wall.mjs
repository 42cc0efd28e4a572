// How long a wall in Chromium is dim, or marked as not shared, when one of three nodes behind nginx is
// stopped, killed or frozen, and when Redis' master is killed.
//
//   node tests/bench/dimmed_wall.mjs [ROUNDS]     default 3, two minutes each
//
// DEALBELL_BINARY and DEALBELL_WEB default to build/server/dealbell and build/web.

import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { launch } from '../../web-static/chromium.mjs';
import { figure_is, open_wall } from '../e2e/support/browser.mjs';
import { deal } from '../e2e/support/events.mjs';
import { Trial, nodes } from '../e2e/support/trial.mjs';

const rounds = Number(process.argv[2] ?? 3);
const times = {}; // fault and state → durations in ms

const win = (id) =>
  deal(id, { status: 'won', amount: '1.00' }, { occurred_at: new Date().toISOString() });

// Records in the page, for each frame, whether the wall is dim or marked.
function watch(page) {
  return page.evaluate(() => {
    window.periods = { dim: [], unshared: [] };
    const since = {};
    const check = (now) => {
      for (const [name, mark] of [
        ['dim', '.stale'],
        ['unshared', '.unshared'],
      ]) {
        const shown = document.querySelector(mark) !== null;
        if (shown) since[name] ??= now;
        else if (since[name]) {
          window.periods[name].push(Math.round(now - since[name]));
          delete since[name];
        }
      }
      requestAnimationFrame(check);
    };
    requestAnimationFrame(check);
  });
}

async function record(page, what) {
  const periods = await page.evaluate(() => {
    const seen = window.periods;
    window.periods = { dim: [], unshared: [] };
    return seen;
  });
  for (const [name, all] of Object.entries(periods))
    (times[`${what}: ${name}`] ??= []).push(...all);
}

test('a wall behind nginx', async (t) => {
  const trial = await Trial.start(t);
  const browser = await launch();
  t.after(() => browser.close());
  let won = 0;
  const win_deal = async () => {
    await trial.front.take(win(`W-${++won}`));
    await figure_is(page, `${won}.00`);
  };
  await trial.front.take(win(`W-${++won}`));
  const page = await open_wall(t, browser, trial.front);
  await watch(page);

  for (let round = 0; round < rounds; ++round) {
    for (const signal of ['SIGTERM', 'SIGKILL'])
      for (const node of nodes) {
        const replaced = trial.replace(node, signal);
        await win_deal();
        await replaced;
        await record(page, signal + ' of a node');
      }
    for (const node of nodes) {
      trial.signal(node, 'SIGSTOP');
      await win_deal();
      await pause(15_000); // six missed beats
      trial.signal(node, 'SIGCONT');
      await win_deal();
      await record(page, 'SIGSTOP of a node');
    }
  }
  trial.signal('redis-1', 'SIGKILL');
  await win_deal();
  await pause(10_000);
  await record(page, "SIGKILL of Redis' master");

  for (const [what, all] of Object.entries(times)) {
    all.sort((a, b) => a - b);
    const span = all.length ? `${all[0]} to ${all.at(-1)} ms, median ${all[all.length >> 1]}` : '';
    console.log(`${what}: ${all.length} times ${span}`);
  }
});
