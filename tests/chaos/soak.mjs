// Posts changes of a fixed set of deals to a real server with an open wall in Chromium, and compares the
// memory after a fifth of the time with that at the end. The server may grow by what each event of the
// log needs in its tables; the page must not grow, and must still show the server's figure.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { launch } from '../../web-static/chromium.mjs';
import { figure_is, open_wall } from '../e2e/support/browser.mjs';
import { deal } from '../e2e/support/events.mjs';
import { scratch } from '../e2e/support/program.mjs';
import { Random, seed } from '../e2e/support/random.mjs';
import { Server } from '../e2e/support/server.mjs';
import { until } from '../e2e/support/until.mjs';

const minutes = Number(process.env.DEALBELL_SOAK_MINUTES ?? 10);
const per_second = 20;
const people = ['ana', 'ben', 'chloe', 'dai', 'elif', 'finn', 'grace', 'hugo', 'iris', 'jonas'];
// A timestamp, an id, a change in a history, a dedupe entry, and the spare room of doubling tables.
const bytes_per_event_max = 2048;
const page_growth_max = 4e6; // the difference that one garbage collection makes

const resident = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
const open_files = (pid) => readdirSync(`/proc/${pid}/fd`).length;

async function page_memory(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  await client.detach();
  return {
    heap: usedSize,
    nodes: await page.evaluate(() => document.querySelectorAll('*').length),
  };
}

test(`a wall and its server do not grow in ${minutes} minutes`, {
  timeout: (minutes + 2) * 60_000,
}, async (t) => {
  t.diagnostic(`seed ${seed}`);
  const server = await Server.start(t, scratch(t), { args: ['--demo', '--demo-rate', '0.01'] });
  const browser = await launch();
  t.after(() => browser.close());
  const page = await open_wall(t, browser, server);
  const random = new Random('soak');
  const begun = Date.now();
  let sent = 0;
  let seq = 0;

  const one = () => {
    const id = 'S' + random.between(0, 200);
    const status = random.between(0, 3) ? 'won' : 'open';
    const fields = {
      status,
      owner: people[random.between(0, people.length)],
      amount: String(100 + random.between(0, 9000)),
      currency: 'EUR',
    };
    return deal(id, fields, { id: 'soak-' + ++sent, occurred_at: new Date().toISOString() });
  };
  const measure = async () => ({
    server: resident(server.process.pid),
    files: open_files(server.process.pid),
    sent,
    ...(await page_memory(page)),
  });
  const stream_until = async (end) => {
    // At a fixed rate: the events of a second are sent when that second has come.
    while (Date.now() < end) {
      const due = Math.floor(((Date.now() - begun) / 1000) * per_second);
      while (sent < due) ({ seq } = await server.take(one()));
      await new Promise((go) => setTimeout(go, 50));
    }
  };

  await stream_until(begun + minutes * 12_000);
  const early = await measure();
  await stream_until(begun + minutes * 60_000);
  const late = await measure();
  const { tiles } = await until('the board has every event', async () => {
    const { json } = await server.get('/api/v1/boards/wall');
    return json.seq >= seq && json;
  });

  t.diagnostic(`early ${JSON.stringify(early)}, late ${JSON.stringify(late)}`);
  assert.ok(
    late.server - early.server < (late.sent - early.sent) * bytes_per_event_max + 8e6,
    'the server grew',
  );
  assert.ok(late.heap - early.heap < page_growth_max, 'the page grew');
  assert.ok(late.nodes <= early.nodes + 60, 'the DOM grew');
  assert.ok(late.files <= early.files + 2, 'file descriptors were not released');
  assert.ok(late.sent > early.sent);
  await figure_is(page, tiles.hero.meta.value); // a page that no longer updates does not grow either
  assert.deepEqual(page.red, []);
});
