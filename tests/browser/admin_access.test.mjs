// Who may come in: tokens are made and revoked, devices are logged out.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { assert_whole, at_admin, reset, sizes, text } from './admin_support.mjs';
import { assert_clean, has_text, open_stage } from './support.mjs';

let stage;
before(async () => (stage = await open_stage()));
after(() => stage.close());
beforeEach(() => reset(stage.server));

const hall = '#token-HALL';

for (const [width, height] of sizes)
  test(`the list says whose each device is: ${width}×${height}`, () =>
    at_admin(
      stage,
      async (page) => {
        await page.waitForSelector(hall);
        assert.match(await text(page, hall), /viewerTVs on the second floor.*2 devices$/);
        await page.click(hall + ' .head');
        await page.click('#token-ADMIN .head');
        await page.waitForSelector('#token-ADMIN .devices');

        const devices = await page.$$eval(hall + ' .which', (all) =>
          all.map((one) => one.textContent),
        );
        assert.match(
          devices[0],
          /^Samsung Internet on a Samsung TV10\.0\.0\.20 · connected · ends /,
        );
        assert.match(devices[1], /2001:db8:85a3.* · used .* · ends /);
        assert.match(
          await text(page, '#token-ADMIN .which'),
          /^Chrome on Windows \(this browser\)/,
        );
        assert.match(await text(page, '#access .group'), /Logins of version 0\.1Unknown browser/);
        await assert_whole(page);
        assert_clean(page);
      },
      { width, height },
    ));

test('a token is revoked after a question that says what ends', () =>
  at_admin(stage, async (page) => {
    await page.click(hall + ' .head');
    const answer = hall + ' .inside > .answer';
    await page.click(answer + ' button');
    await has_text(page, answer, /Logs out 2 devices at once\.Yes, revoke/);
    await page.click(answer + ' button:text-is("Keep")');
    assert.deepEqual(stage.server.admin.deletes, []);

    await page.click(answer + ' button');
    await has_text(page, answer, /Yes, revoke/);
    await page.click(answer + ' button');
    await page.waitForSelector(hall, { state: 'detached' });

    assert.deepEqual(stage.server.admin.deletes, ['/api/v1/tokens/HALL']);
    await has_text(page, '#access > .said', /^Revoked .*TVs on the second floor/);
    assert.equal(await page.evaluate(() => document.activeElement.className), 'said');
    assert_clean(page);
  }));

test('one device is logged out, its token stays', () =>
  at_admin(stage, async (page) => {
    await page.click(hall + ' .head');
    const device = hall + ' .devices li:last-child';
    await page.click(device + ' button');
    await has_text(page, device, /Yes, log out/);
    await page.click(device + ' button');
    await has_text(page, hall + ' .head', /1 device$/);

    assert.deepEqual(stage.server.admin.deletes, ['/api/v1/devices/D3']);
  }));

test('a new token is shown once', () =>
  at_admin(stage, async (page) => {
    await page.waitForSelector(hall);
    const create = '#access button:text-is("Create token")';
    assert.equal(await page.isEnabled(create), false);
    await page.fill('#access input', ' Lobby ');
    await page.click(create);
    await has_text(page, '#access pre', /^dbt_shown_once$/);
    await page.waitForSelector('#token-NEW');

    const [[path, body]] = stage.server.admin.posts;
    assert.equal(path, '/api/v1/tokens');
    assert.deepEqual(JSON.parse(body), { name: 'Lobby', role: 'viewer', expires_at: null });
    stage.server.admin.refuse_post = [409, { detail: 'there are 1,000 tokens already' }];
    await page.fill('#access input', 'One more');
    await page.click(create);
    await has_text(page, '#access .refused', /^There are 1,000 tokens already\./);
    assert.equal(await page.$('#access pre'), null);
    assert.equal(await page.inputValue('#access input'), 'One more');
  }));
