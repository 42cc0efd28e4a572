// The start page: one question for a new office, then the boards.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { assert_clean, open_page, open_stage } from './support.mjs';

let stage;
before(async () => (stage = await open_stage()));
after(() => stage.close());
beforeEach(() => {
  stage.server.org = { version: 3, document: unset() };
  stage.server.refuse_put = null;
  stage.server.listed = ['wall', 'demo', 'no_currency', 'empty'];
  stage.server.admin.forbidden = [];
});

const unset = () => ({
  week_start: 'monday',
  people: [{ id: 'ana', name: 'Ana' }],
  quotas: [{ period: '2026-11', amount: '600000.00' }],
});
const berlin = { timezoneId: 'Europe/Berlin' };

async function at_start(options, body) {
  const page = await open_page(stage, '/', options);
  try {
    await body(page);
  } finally {
    await page.context().close();
  }
}

test('a new office is asked for its currency, and the rest of its document is kept', () =>
  at_start(berlin, async (page) => {
    await page.selectOption('#currency', 'SEK');
    assert.equal(await page.inputValue('#zone'), 'Europe/Berlin');
    await page.fill('#name', 'Northwind');
    await page.click('button[type=submit]');
    await page.waitForSelector('.card');

    assert.deepEqual(stage.server.org, {
      version: 4,
      document: { ...unset(), name: 'Northwind', currency: 'SEK', zone: 'Europe/Berlin' },
    });
    assert.equal(await page.$('form'), null);
    assert_clean(page);
  }));

test('any other currency is three letters, however typed', () =>
  at_start(berlin, async (page) => {
    await page.selectOption('#currency', 'other');
    await page.fill('#code', 'isk');
    await page.click('button[type=submit]');
    await page.waitForSelector('.card');

    assert.equal(stage.server.org.document.currency, 'ISK');
    assert.equal('name' in stage.server.org.document, false);
  }));

test('no currency is chosen beforehand, and nothing is sent without one', () =>
  at_start(berlin, async (page) => {
    await page.waitForSelector('#currency');
    assert.equal(await page.inputValue('#currency'), '');

    await page.click('button[type=submit]');

    assert.equal(await page.$eval('#currency', (field) => field.checkValidity()), false);
    assert.equal(stage.server.org.version, 3);
  }));

test('what the office already says of itself is offered, not the browser’s guess', () => {
  stage.server.org.document = { ...unset(), name: 'Southwind', zone: 'Asia/Tokyo' };
  return at_start(berlin, async (page) => {
    await page.waitForSelector('#zone');

    assert.equal(await page.inputValue('#zone'), 'Asia/Tokyo');
    assert.equal(await page.inputValue('#name'), 'Southwind');
  });
});

for (const [status, detail, words] of [
  [412, 'another version', /Somebody else changed the office meanwhile\. Reload$/],
  [403, 'this token may only read', /This login may only read/],
  [401, 'no', /signed out/],
  [422, 'there is no such time zone', /^There is no such time zone\. $/],
]) {
  test(`a refusal is told in words and keeps what was typed: ${status}`, () => {
    stage.server.refuse_put = [status, detail];
    return at_start(berlin, async (page) => {
      await page.selectOption('#currency', 'EUR');
      await page.fill('#zone', 'Mars/Base');
      await page.click('button[type=submit]');
      await page.waitForSelector('.refused');

      assert.match(await page.textContent('.refused'), words);
      assert.equal(await page.inputValue('#zone'), 'Mars/Base');
      assert.equal(await page.inputValue('#currency'), 'EUR');
    });
  });
}

test('somebody who was faster is not overwritten', () =>
  at_start(berlin, async (page) => {
    await page.waitForSelector('#currency');
    stage.server.org = { version: 4, document: { currency: 'USD' } };

    await page.selectOption('#currency', 'EUR');
    await page.click('button[type=submit]');
    await page.waitForSelector('.refused');

    assert.equal(stage.server.org.document.currency, 'USD');
  }));

test('the question can wait, and is one click away from the boards', () =>
  at_start(berlin, async (page) => {
    await page.click('text=Not now');
    await page.waitForSelector('.card');
    await page.click('text=Set the office currency');
    await page.waitForSelector('#currency');

    assert_clean(page);
  }));

for (const [width, height] of [
  [1920, 1080],
  [390, 844],
]) {
  test(`the boards are cards with what they show, whole at ${width}×${height}`, () => {
    stage.server.org.document.currency = 'EUR';
    return at_start({ width, height }, async (page) => {
      await page.waitForSelector('.card');

      const cards = await page.$$eval('.card', (all) =>
        all.map((card) => [card.dataset.board, card.getAttribute('href'), card.textContent]),
      );
      assert.deepEqual(
        cards.map(([board, href]) => [board, href]),
        stage.server.listed.map((board) => [board, '/wall/' + board]),
      );
      const words = Object.fromEntries(cards.map(([board, , text]) => [board, text]));
      assert.match(words.wall, /Northwind.*€412K.*28\.0K ahead of October.*7 wins today/);
      assert.match(words.demo, /Demo data/);
      assert.doesNotMatch(words.wall, /Demo/);
      assert.match(words.empty, /No deals yet/);
      const out = await page.$$eval('main *', (all) =>
        all
          .filter((element) => element.getBoundingClientRect().right > innerWidth)
          .map((element) => element.className),
      );
      assert.deepEqual(out, []);
      assert_clean(page);
    });
  });
}

for (const [viewer, links] of [
  [false, ['/admin']],
  [true, []],
]) {
  test(`the sources are one click away for ${viewer ? 'nobody who may not see them' : 'admins'}`, () => {
    stage.server.org.document.currency = 'EUR';
    stage.server.admin.forbidden = viewer ? ['rejected', 'deliveries'] : [];
    return at_start({}, async (page) => {
      await page.waitForSelector('.card');

      const found = await page.$$eval('nav a', (all) => all.map((one) => one.getAttribute('href')));
      assert.deepEqual(found, links);
    });
  });
}

test('a server that does not answer is said, with a way on', () => {
  stage.server.listed = null;
  return at_start({}, async (page) => {
    await page.waitForSelector('text=does not answer');
    stage.server.listed = ['wall'];
    stage.server.org.document.currency = 'EUR';

    await page.click('text=Try again');

    await page.waitForSelector('.card');
  });
});
