// The setup of a new office with the real server.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';

import { launch } from '../../web-static/chromium.mjs';
import { binary, scratch, web } from '../e2e/support/program.mjs';
import { Server } from '../e2e/support/server.mjs';
import { assert_clean, open_page } from './support.mjs';

// Skipped only by hand without a build: tests/run.sh names the binary, which then must be there.
const built = existsSync(binary) && existsSync(web);
const skip = !built && !process.env.DEALBELL_BINARY && `not built: ${binary} and ${web}`;

test('a new office is set up after the first login, and the wall uses its currency', {
  skip,
}, async (t) => {
  assert.ok(built, `not built: ${binary} and ${web}`);
  const server = await Server.start(t, scratch(t));
  const browser = await launch();
  t.after(() => browser.close());
  const page = await open_page({ server, browser }, '/login', { timezoneId: 'Europe/Madrid' });
  await page.fill('#secret', server.token);
  await page.click('text=Log in >> nth=-1');

  await page.selectOption('#currency', 'GBP');
  await page.fill('#name', 'Northwind');
  await page.click('text=Save');
  await page.waitForSelector('.card');

  const { name, currency, zone } = (await server.get('/api/v1/org')).json;
  assert.deepEqual(
    { name, currency, zone },
    {
      name: 'Northwind',
      currency: 'GBP',
      zone: 'Europe/Madrid',
    },
  );
  await page.click('.card');
  await page.waitForSelector('.wall[data-rev] pre');
  assert.match(await page.textContent('pre'), /"currency":"GBP"/);
  assert.equal(await page.$('.setup'), null);
  assert_clean(page);
});
