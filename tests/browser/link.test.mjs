// An unattended wall in a real browser: what it does when the server is unavailable.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { hero } from './boards.mjs';
import { assert_clean, frames, open_stage, open_wall, rev_painted } from './support.mjs';

let stage;
beforeEach(async () => {
  if (stage) await stage.close();
  stage = await open_stage();
});
after(() => stage.close());

const mark = (page) => page.evaluate(() => (window.not_reloaded = true));
const marked = (page) => page.evaluate(() => window.not_reloaded === true);
const fresh = (page) => page.$eval('.freshness', (line) => line.textContent);

test('a killed socket dims the wall, which recovers without a reload', async () => {
  const page = await open_wall(stage, 'wall');
  await mark(page);

  stage.server.answering = false;
  stage.server.kill();
  await page.waitForSelector('.wall.stale');
  assert.match(await fresh(page), /as of \d\d:\d\d, reconnecting/);
  assert.equal(await page.$eval('.figure', (figure) => figure.dataset.value), '412000.00');

  stage.server.change('wall', { hero: { meta: hero({ value: '420000.00' }) } });
  stage.server.answering = true;
  await page.waitForSelector('.wall:not(.stale)');
  await rev_painted(page, 2);

  assert.equal(await page.$eval('.figure', (figure) => figure.dataset.value), '420000.00');
  assert.equal(await marked(page), true);
  const hello = stage.server.hellos[stage.server.hellos.length - 1];
  assert.deepEqual(hello.boards, [{ board: 'wall', epoch: 'e1', rev: 1 }]);
});

test('one outage causes one HTTP check, however often the socket is refused', async () => {
  const page = await open_wall(stage, 'wall');
  let refused = 0;
  const thrice = new Promise((done) =>
    page.on('websocket', (socket) => socket.on('close', () => ++refused === 3 && done())),
  );

  stage.server.answering = false;
  stage.server.kill();
  await thrice;
  await frames(page, 3);

  assert.equal(stage.server.asked, 1);
});

test('a silent server is detected by the missing beat', async () => {
  stage.server.beat_ms = 400;
  const page = await open_wall(stage, 'wall');

  // The mock beats every 5 s on its own: far over 2.5 × 400 ms.
  await page.waitForSelector('.wall.stale');
});

test('a lost frame is found by the next delta and repaired by one resync', async () => {
  const page = await open_wall(stage, 'wall');

  stage.server.change('wall', { hero: { meta: hero({ value: '430000.00' }) } }, { lost: true });
  stage.server.change('wall', {
    teams: { set: { north: { pos: 1, name: 'North', value: '1.00', n: 1 } } },
  });
  await rev_painted(page, 3);

  assert.equal(stage.server.resyncs, 1);
  assert.equal(await page.$eval('.figure', (figure) => figure.dataset.value), '430000.00');
  assert_clean(page);
});

test('a lost last frame is found by the next beat', async () => {
  const page = await open_wall(stage, 'wall');

  stage.server.change('wall', { hero: { meta: hero({ value: '430000.00' }) } }, { lost: true });
  stage.server.beat();
  await rev_painted(page, 2);

  assert.equal(stage.server.resyncs, 1);
});

test('a revoked screen stops and shows why', async () => {
  const page = await open_wall(stage, 'wall');

  stage.server.close(4401);
  await page.waitForSelector('.freshness.stopped');

  assert.match(await fresh(page), /logged out/);
  assert.equal(stage.server.hellos.length, 1);
});

test('a board that does not exist is reported with a link to the others', async () => {
  const page = await stage.browser.newPage();
  await page.goto(stage.server.url + '/wall/nowhere');

  await page.waitForSelector('.unknown');

  assert.match(await page.textContent('.unknown'), /^There is no board called “nowhere”\./);
  assert.equal(await page.$('text=Log in'), null);
  await page.click('.unknown a');
  await page.waitForURL(stage.server.url + '/');
  await page.close();
});

test('a new build reloads the page while nothing is on stage', async () => {
  const page = await open_wall(stage, 'wall');
  await mark(page);
  await page.evaluate(() => (Math.random = () => 0)); // do not spread over half a minute

  stage.server.build = 'mock-2';
  stage.server.kill();

  await page.waitForFunction(() => window.not_reloaded === undefined, null);
  await page.waitForSelector('.wall:not(.stale)');
});

test('the same build after a restart does not reload', async () => {
  const page = await open_wall(stage, 'wall');
  await mark(page);
  await page.evaluate(() => (Math.random = () => 0)); // as in the test above, where 2 s are enough

  stage.server.answering = false;
  stage.server.kill();
  await page.waitForSelector('.wall.stale');
  stage.server.answering = true;
  await page.waitForSelector('.wall:not(.stale)');
  await page.waitForTimeout(4000);

  assert.equal(await marked(page), true);
});

test('the page reports the painted version and its heap size', async () => {
  const page = await open_wall(stage, 'wall');

  const seen = await stage.server.next_seen();

  assert.equal(seen.rev, 1);
  assert.ok(Math.abs(seen.painted_at - Date.now()) < 60000);
  assert.ok(seen.heap > 0);
  await page.context().close();
});

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];

test('a board that is not shared says so on every kind of board, until the next beat without it', async () => {
  for (const scenario of ['wall', 'own6', 'empty'])
    for (const size of sizes) {
      stage.server.unshared_since = Date.now() - 1000;
      const page = await open_wall(stage, scenario, size);
      await page.waitForSelector('.unshared');

      assert.match(
        await page.textContent('.unshared'),
        /^Not shared since (\w+ )?\d\d:\d\d ?new deals are stored and appear later$/,
      );
      assert.equal(await page.$('.stale'), null);
      assert.match(await fresh(page), /^live/);
      assert.deepEqual(await hidden_parts(page, '.unshared'), [], scenario + ' ' + size.width);

      stage.server.unshared_since = undefined;
      stage.server.beat();
      await page.waitForSelector('.unshared', { state: 'detached' });
      assert_clean(page);
      await page.context().close();
    }
});

// The texts inside that are covered or off the screen before scrolling.
function hidden_parts(page, selector) {
  return page.$eval(selector, (outer) => {
    const hidden = [];
    for (const part of outer.children) {
      const box = part.getBoundingClientRect();
      for (const x of [box.left + 1, (box.left + box.right) / 2, box.right - 1]) {
        const hit = document.elementFromPoint(x, (box.top + box.bottom) / 2);
        if (hit !== part) hidden.push(part.textContent);
      }
    }
    return hidden;
  });
}
