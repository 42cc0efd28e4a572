// A network that blocks WebSockets, or all live connections: the wall falls back to another transport
// and returns by itself, visible only in a title.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { hero } from './boards.mjs';
import { assert_clean, frames, open_page, open_stage, open_wall, rev_painted } from './support.mjs';

let stage;
let server;
beforeEach(async () => {
  stage = await open_stage();
  server = stage.server;
});
afterEach(() => stage.close());

const minute = 61000; // and a bit

const by = (page, way) => page.waitForSelector(`.freshness[title^="by ${way}"]`);
const by_socket = (page) =>
  page.waitForSelector('.wall:not(.stale) .freshness:not([title^="by "])');
const value = (page) => page.$eval('.figure', (figure) => figure.dataset.value);
const win = (amount) => server.change('wall', { hero: { meta: hero({ value: amount }) } });

// Whether the page is dimmed or reloaded from now on.
async function watch(page) {
  await page.evaluate(() => {
    window.dimmed = false;
    const look = () => (window.dimmed = window.dimmed || !!document.querySelector('.stale'));
    const changes = { subtree: true, childList: true, attributes: true };
    new MutationObserver(look).observe(document.body, changes);
    look();
  });
  return () => page.evaluate(() => window.dimmed);
}

// The browser reports a new network.
const new_network = (page) => page.evaluate(() => window.dispatchEvent(new Event('online')));

async function until(page, condition) {
  for (let left = 1800; !condition(); left--) {
    assert.ok(left > 0, 'it never came to this: ' + condition);
    await frames(page, 1);
  }
}

// Where streams are blocked as well: the page's clock is moved instead of waiting for each timeout.
async function open_polled() {
  const page = await open_page(stage, '/wall/wall', { clock: true });
  for (let opened = 1; opened <= 3; opened++) {
    await until(page, () => server.streams.length === opened);
    await page.clock.fastForward(12000);
  }
  return page;
}

async function open_by(way) {
  server.blocks_sockets = true;
  server.blocks_streams = way === 'polling';
  const page = server.blocks_streams ? await open_polled() : await open_wall(stage, 'wall');
  await by(page, way);
  return page;
}

test('where sockets are blocked the wall is live by event stream', async () => {
  const page = await open_by('event stream');

  assert.equal(await value(page), '412000.00');
  const dimmed = await watch(page);
  win('420000.00');
  await rev_painted(page, 2);

  assert.equal(await value(page), '420000.00');
  assert.deepEqual(server.streams, [{ board: 'wall' }]);
  assert.match(await page.textContent('.freshness'), /^live/);
  assert.equal(await dimmed(), false);
});

test('a stream resumes at the wall’s rev, and recovers from a lost frame by opening again', async () => {
  server.blocks_sockets = true;
  const page = await open_wall(stage, 'wall');

  server.answering = false;
  server.kill();
  await page.waitForSelector('.wall.stale');
  server.answering = true;
  await by(page, 'event stream');
  const dimmed = await watch(page);
  server.change('wall', { hero: { meta: hero({ value: '430000.00' }) } }, { lost: true });
  server.beat();
  await rev_painted(page, 2);

  assert.equal(await value(page), '430000.00');
  assert.deepEqual(server.streams, [
    { board: 'wall' },
    { board: 'wall', epoch: 'e1', rev: '1' },
    { board: 'wall' },
  ]);
  assert.equal(await dimmed(), false);
});

test('where streams are blocked as well the wall is live by polling', async () => {
  const page = await open_by('polling');

  assert.equal(await value(page), '412000.00');
  const dimmed = await watch(page);
  win('420000.00');
  await rev_painted(page, 2);

  assert.equal(await value(page), '420000.00');
  assert.match(await page.textContent('.freshness'), /^live/);
  assert.equal(await dimmed(), false);
});

for (const way of ['event stream', 'polling']) {
  test(`from ${way} it returns to the socket on a new network`, async () => {
    const page = await open_by(way);
    const dimmed = await watch(page);

    server.blocks_sockets = false;
    await new_network(page);
    await by_socket(page);
    win('420000.00');
    await rev_painted(page, 2);

    assert.equal(await value(page), '420000.00');
    assert.deepEqual(server.hellos[0].boards, [{ board: 'wall', epoch: 'e1', rev: 1 }]);
    assert.equal(server.listeners, 1);
    assert.equal(await dimmed(), false); // nor reloaded, which would have forgotten it
  });
}

test('a refused try is not visible', async () => {
  const page = await open_by('event stream');
  const dimmed = await watch(page);
  const { upgrades } = server;

  await new_network(page);
  await until(page, () => server.upgrades > upgrades);
  win('420000.00');
  await rev_painted(page, 2);

  assert.equal(await dimmed(), false);
  assert.equal(server.streams.length, 1);
});

test('an unavailable server does not change the transport', async () => {
  const page = await open_wall(stage, 'wall', { clock: true });

  server.answering = false;
  server.kill();
  for (let tries = 2; tries < 12; tries++) {
    await until(page, () => server.upgrades >= tries);
    await page.clock.fastForward(minute); // long enough for another HTTP check
  }
  server.answering = true;
  await new_network(page); // turning the clock now could time the answer out
  await by_socket(page);

  assert.deepEqual(server.streams, []);
});

test('a restart leaves a wall on the event stream', async () => {
  server.blocks_sockets = true;
  const page = await open_wall(stage, 'wall', { clock: true });
  await by(page, 'event stream');

  server.answering = false;
  server.drain(100);
  for (let opened = 2; opened < 8; opened++) {
    await until(page, () => server.streams_asked >= opened);
    await page.clock.fastForward(minute);
  }
  server.answering = true;
  await page.clock.fastForward(10000);

  await by(page, 'event stream');
  win('420000.00');
  await rev_painted(page, 2);
  assert.equal(await value(page), '420000.00');
});

for (const way of ['event stream', 'polling']) {
  test(`a revoked screen is reported on ${way} as well`, async () => {
    const page = await open_by(way);

    server.revoked = true;
    server.kill();
    await page.waitForSelector('.freshness.stopped');

    assert.match(await page.textContent('.freshness'), /logged out/);
  });
}

test('a board that does not exist is reported where sockets are blocked, too', async () => {
  server.blocks_sockets = true;

  const page = await open_page(stage, '/wall/nowhere');

  await page.waitForSelector('.unknown');
  assert.equal(server.streams.length, 0);
});

test('on an open network only the socket is used', async () => {
  const page = await open_wall(stage, 'wall');
  win('420000.00');
  await rev_painted(page, 2);

  assert.deepEqual([server.upgrades, server.streams.length, server.asked], [1, 0, 0]);
  assert_clean(page);
});
