// What the tests of the admin page share: an office with some problems, and a page that shows it.

import assert from 'node:assert/strict';

import { AdminMock, office } from './admin_mock.mjs';
import { open_page } from './support.mjs';

export const sizes = [
  [1920, 1080],
  [390, 844],
];

export function reset(server) {
  server.admin = new AdminMock(server);
  server.org = { version: 3, document: office() };
  server.refuse_put = null;
  server.answering = true;
  server.revoked = false;
}

export async function at_admin(stage, body, options = {}) {
  const page = await open_page(stage, '/admin', options);
  try {
    await body(page);
  } finally {
    await page.context().close();
  }
}

// Waits until every section shows what the server has. They are loaded one by one: "Needs mapping" is
// there before the people and pipelines that its rows offer.
export async function all_loaded(page) {
  for (const part of [
    '.sources',
    '#needs .group',
    '#rejected .row',
    '#deliveries .row',
    '#access .row',
  ])
    await page.waitForSelector(part);
  await page.waitForSelector('#needs option[value=sara]', { state: 'attached' });
}

export const text = (page, selector) => page.textContent(selector);

// No element reaches over the edge, and the page does not scroll sideways.
export async function assert_whole(page) {
  const { count, out } = await page.$$eval('main *', (all) => ({
    count: all.length,
    out: all
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .filter((element) => !element.closest('thead, pre'))
      .map((element) => element.outerHTML.slice(0, 100)),
  }));
  assert.ok(count > 50);
  assert.deepEqual(out, []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
}
