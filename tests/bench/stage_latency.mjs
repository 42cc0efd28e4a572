// How long after the response to a POST the deal is on the stage, in a real Chromium on this machine.
// Usage: node tests/bench/stage_latency.mjs BINARY WEB_DIR [DEALS]; prints ms, sorted, and the median.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { launch } from '../../web-static/chromium.mjs';

const [binary, web, deals = '9'] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), 'dealbell-latency-'));
const server = spawn(binary, [
  'serve',
  '--demo',
  '--demo-rate',
  '0.01',
  '--data',
  data,
  '--listen',
  '127.0.0.1:0',
  '--web',
  web,
]);
const url = await new Promise((found) =>
  createInterface(server.stdout).on(
    'line',
    (line) => line.startsWith('listening on ') && found(line.slice(13)),
  ),
);
const token = readFileSync(join(data, 'demo', 'admin.token'), 'utf8').trim();
const browser = await launch();

const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
await page.goto(url + '/wall/wall');
await page.waitForSelector('.hero');
const post = (id, occurred_at, deal) =>
  page.evaluate(
    async ({ token, body }) => {
      const answer = await fetch('/api/v1/events', {
        method: 'POST',
        headers: { Authorization: 'Bearer ' + token },
        body,
      });
      if (!answer.ok) throw new Error(await answer.text());
      await answer.json();
      return performance.now();
    },
    { token, body: JSON.stringify({ id, type: 'deal', occurred_at, deal }) },
  );

const times = [];
for (let i = 0; i < Number(deals); ++i) {
  await page.evaluate((key) => {
    const check = () => {
      if (document.querySelector(`section.moment[data-deal="${key}"]`))
        window.shown_at = performance.now();
      else requestAnimationFrame(check);
    };
    window.shown_at = 0;
    requestAnimationFrame(check);
  }, 'api:L' + i);
  const answered = await post('won' + i, new Date().toISOString(), {
    id: 'L' + i,
    amount: String(90000 + i * 1000),
    currency: 'EUR',
    status: 'won',
    owner: ['ana', 'ben', 'chloe'][i % 3],
  });
  await page.waitForFunction(() => window.shown_at > 0);
  times.push((await page.evaluate(() => window.shown_at)) - answered);
  // Reopens the deal, so that the stage is empty for the next one.
  await post('open' + i, new Date(Date.now() + 1000).toISOString(), {
    id: 'L' + i,
    status: 'open',
  });
  await page.waitForSelector('section.moment', { state: 'detached' });
}
await browser.close();
server.kill('SIGTERM');
rmSync(data, { recursive: true, force: true });
times.sort((a, b) => a - b);
console.log(
  'ms from response to stage:',
  times.map((t) => t.toFixed(0)).join(' '),
  ' median',
  times[times.length >> 1].toFixed(0),
);
