// The rejected box and the deliveries: shown as they were sent, tried, replayed.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { at_admin, reset, text } from './admin_support.mjs';
import { assert_clean, has_text, open_stage } from './support.mjs';

let stage;
before(async () => (stage = await open_stage()));
after(() => stage.close());
beforeEach(() => reset(stage.server));

test('a rejected delivery shows its body as it was sent, and a dry run', () =>
  at_admin(stage, async (page) => {
    const row = '#rejected-9';
    await page.waitForSelector(row);
    assert.match(
      await text(page, row),
      /HubSpotno value for the id of the deal\/0\/objectId412 B$/,
    );
    assert.equal(await page.getAttribute(row + ' .head', 'aria-expanded'), 'false');

    await page.focus(row + ' .head');
    await page.keyboard.press('Enter');
    await page.waitForSelector(row + ' pre');
    assert.match(
      await text(page, row + ' pre'),
      /^\[\n {2}\{\n {4}"eventId": 9,\n {4}"objectId": 9007199254740993,/,
    );

    await page.click(row + ' button:text-is("Try")');
    await page.waitForSelector(row + ' .outcomes');
    assert.match(
      await text(page, row + ' .outcomes'),
      /^Dry run: 1 event, 1 ignored, 1 failed\. Nothing was stored\.Event: deal\{.*"amount": "12500\.00".*Before.*"stage": "proposal".*no value for the id at \/2\/objectId$/s,
    );
    assert.deepEqual(stage.server.admin.posts, [['/api/v1/rejected/9/try', '']]);
    assert_clean(page);
  }));

test('a corrected mapping is tried without being stored, and its errors are shown', () =>
  at_admin(stage, async (page) => {
    await page.click('#rejected-9 .head');
    await page.click('#rejected-9 summary');
    await page.fill('#rejected-9 textarea', '{"each":"$[*]"}');
    await page.click('text=Try this mapping');
    await page.waitForSelector('.outcomes');
    assert.deepEqual(stage.server.admin.posts, [['/api/v1/rejected/9/try', '{"each":"$[*]"}']]);

    stage.server.admin.refuse_post = [422, { detail: 'no rule emits anything', pointer: '/rules' }];
    await page.click('text=Try this mapping');
    await page.waitForSelector('#rejected .refused');

    assert.match(await text(page, '#rejected .refused'), /^No rule emits anything at \/rules\. $/);
    assert.equal(await page.inputValue('#rejected-9 textarea'), '{"each":"$[*]"}');
    assert.equal(await page.$('.outcomes'), null);
  }));

test('a replayed payload is marked in the list while it stays open', () =>
  at_admin(stage, async (page) => {
    await page.click('#rejected-9 .head');
    await page.click('#rejected-9 button:text-is("Replay")');
    await page.waitForSelector('#rejected-9.past');

    assert.match(await text(page, '#rejected-9 .said'), /Accepted as event 1309\./);
    assert.match(await text(page, '#rejected-9 .end'), /accepted as event 1309/);
    assert.equal(await page.$('#rejected-9 button:text-is("Replay")'), null);
  }));

test('a payload that is rejected again stays in the list', () =>
  at_admin(stage, async (page) => {
    await page.click('#rejected-7 .head');
    await page.click('#rejected-7 button:text-is("Replay")');
    await page.waitForSelector('#rejected-7 .said:text-is("Still rejected: id is taken.")');

    assert.equal(await page.isEnabled('#rejected-7 button:text-is("Replay")'), true);
  }));

test('all payloads of a source are replayed in batches', () =>
  at_admin(stage, async (page) => {
    await page.click('text=Replay all from HubSpot');
    await page.waitForSelector('#rejected-9.past');

    assert.deepEqual(
      stage.server.admin.posts.map(([path]) => path),
      ['/api/v1/sources/hubspot/replay', '/api/v1/sources/hubspot/replay?after=8'],
    );
    assert.match(await text(page, '.filters .said'), /HubSpot.*: 3 accepted\.$/);
    assert.equal(await page.$('text=Replay all from HubSpot'), null);
    assert.notEqual(await page.$('text=Replay all from Stripe'), null);
    assert_clean(page);
  }));

test('payloads that cannot be tried or replayed have no buttons for it', () =>
  at_admin(stage, async (page) => {
    await page.click('#rejected-5 .head'); // not a webhook: there is no mapping
    await page.click('#rejected-3 .head'); // its body was not kept
    await page.waitForSelector('#rejected-3 .inside .note');

    const offers = (row) =>
      page.$$eval(row + ' .inside button', (all) => all.map((one) => one.textContent));
    const dismiss = ['Dismiss', 'Dismiss all with this reason'];
    assert.deepEqual(await offers('#rejected-5'), ['Replay', ...dismiss]);
    assert.deepEqual(await offers('#rejected-3'), dismiss);
  }));

test('payloads are dismissed, one or all with the same reason', () =>
  at_admin(stage, async (page) => {
    await has_text(page, '#rejected', /HubSpot.*: 3 waiting, 62 % of its space used/);
    await has_text(page, '#rejected-8 .why', /sent 3 times, last /);
    await page.click('#rejected-8 .head');
    await page.click('#rejected-8 button:text-is("Dismiss")');
    await page.waitForSelector('#rejected-8.past');
    await page.click('#rejected-9 .head');
    await page.click('#rejected-9 button:text-is("Dismiss all with this reason")');
    await page.waitForSelector('#rejected-6.past');

    assert.match(await text(page, '#rejected-8 .end'), /^dismissed$/);
    assert.match(await text(page, '#rejected-9 .said'), /^2 dismissed\.$/);
    assert.deepEqual(
      stage.server.admin.posts.map(([path]) => path),
      ['/api/v1/rejected/8/dismiss', '/api/v1/sources/hubspot/dismiss?like=9'],
    );
    assert_clean(page);
  }));

test('a read-only login cannot replay, and sees why', () => {
  stage.server.admin.refuse_post = [403, { detail: 'this token may only read' }];
  return at_admin(stage, async (page) => {
    await page.click('text=Replay all from HubSpot');
    await page.waitForSelector('.filters .refused');

    assert.match(await text(page, '.filters .refused'), /read-only/);
    assert.equal(await page.isEnabled('text=Replay all from HubSpot'), true);
  });
});

test('deliveries are newest first, a few at a time, each one once', () =>
  at_admin(stage, async (page) => {
    await page.waitForSelector('#deliveries .row');
    const shown = () => page.$$eval('#deliveries .row', (all) => all.map((one) => one.id));
    assert.equal((await shown()).length, 20);

    await page.click('#deliveries >> text=Older');
    await page.waitForFunction(() => document.querySelectorAll('#deliveries .row').length === 40);
    await page.click('#deliveries >> text=Older');
    await page.waitForFunction(() => document.querySelectorAll('#deliveries .row').length === 45);

    assert.deepEqual(
      await shown(),
      Array.from({ length: 45 }, (_, i) => 'delivery-' + (500 - i)),
    );
    assert.equal(await page.$('#deliveries >> text=Older'), null);
    assert_clean(page);
  }));

test('deliveries are filtered by source and outcome', () =>
  at_admin(stage, async (page) => {
    await page.waitForSelector('#deliveries .row');
    await page.selectOption('[aria-label="Source of deliveries"]', 'stripe');
    await page.selectOption('[aria-label="Outcome of deliveries"]', 'unauthorized');
    await page.waitForFunction(() => document.querySelectorAll('#deliveries .row').length === 3);

    const rows = await page.$$eval('#deliveries .row', (all) => all.map((one) => one.textContent));
    for (const row of rows) assert.match(row, /Stripeunauthorized mismatch401 · .* ms · \d+ B$/);

    await page.selectOption('[aria-label="Source of deliveries"]', 'close');
    await page.waitForSelector('text=No deliveries match.');
    assert.equal(await page.isVisible('[aria-label="Source of deliveries"]'), true);
  }));

test('a delivery shows request and body as plain text, whatever they contain', () =>
  at_admin(stage, async (page) => {
    await page.click('#delivery-500 .head');
    await page.waitForSelector('#delivery-500 pre');

    const [request, body] = await page.$$eval('#delivery-500 pre', (all) =>
      all.map((one) => one.textContent),
    );
    assert.match(request, /"target": "\/hooks\/hubspot"/);
    assert.equal(body, '{\n  "n": 0,\n  "title": "<img src=x onerror=alert(1)>"\n}');
    assert.equal(await page.$('#delivery-500 img'), null);

    await page.click('#delivery-494 .head');
    await page.waitForSelector('#delivery-494 >> text=was not kept');
    await page.click('#delivery-500 .head');
    assert.equal(await page.$('#delivery-500 pre'), null);
    assert_clean(page);
  }));

test('refreshing adds new rows in front and keeps open ones open', () =>
  at_admin(stage, async (page) => {
    await page.click('#delivery-499 .head');
    await page.waitForSelector('#delivery-499 pre');
    const [first] = stage.server.admin.deliveries;
    stage.server.admin.deliveries.unshift({ ...first, id: 501 });

    await page.click('[aria-label="Refresh Deliveries"]');
    await page.waitForSelector('#delivery-501');

    assert.notEqual(await page.$('#delivery-499 pre'), null);
  }));
