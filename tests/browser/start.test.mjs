// The start page: the setup form of a new office, then the boards.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { hero } from './boards.mjs';
import { assert_clean, has_text, open_page, open_stage } from './support.mjs';

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

test('the setup form stores the currency and keeps the rest of the document', () =>
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

test('any other currency is three letters, in upper or lower case', () =>
  at_start(berlin, async (page) => {
    await page.selectOption('#currency', 'other');
    await page.fill('#code', 'isk');
    await page.click('button[type=submit]');
    await page.waitForSelector('.card');

    assert.equal(stage.server.org.document.currency, 'ISK');
    assert.equal('name' in stage.server.org.document, false);
  }));

test('no currency is preselected, and nothing is sent without one', () =>
  at_start(berlin, async (page) => {
    await page.waitForSelector('#currency');
    assert.equal(await page.inputValue('#currency'), '');

    await page.click('button[type=submit]');

    assert.equal(await page.$eval('#currency', (field) => field.checkValidity()), false);
    assert.equal(stage.server.org.version, 3);
  }));

test('the form shows the values of the org document, not those of the browser', () => {
  stage.server.org.document = { ...unset(), name: 'Southwind', zone: 'Asia/Tokyo' };
  return at_start(berlin, async (page) => {
    await page.waitForSelector('#zone');

    assert.equal(await page.inputValue('#zone'), 'Asia/Tokyo');
    assert.equal(await page.inputValue('#name'), 'Southwind');
  });
});

for (const [status, detail, words] of [
  [412, 'another version', /Someone else has changed the org document\. Reload$/],
  [403, 'this token may only read', /This login is read-only/],
  [401, 'no', /logged out/],
  [422, 'there is no such time zone', /^There is no such time zone\. $/],
]) {
  test(`a refusal is shown and the form keeps its values: ${status}`, () => {
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

test('a concurrent change is not overwritten', () =>
  at_start(berlin, async (page) => {
    await page.waitForSelector('#currency');
    stage.server.org = { version: 4, document: { currency: 'USD' } };

    await page.selectOption('#currency', 'EUR');
    await page.click('button[type=submit]');
    await page.waitForSelector('.refused');

    assert.equal(stage.server.org.document.currency, 'USD');
  }));

test('the form can be skipped and opened again from the boards', () =>
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
  test(`the boards are cards with their figures, not cut off at ${width}×${height}`, () => {
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
  test(`${viewer ? 'viewers have no link' : 'admins have a link'} to the sources`, () => {
    stage.server.org.document.currency = 'EUR';
    stage.server.admin.forbidden = viewer ? ['rejected', 'deliveries'] : [];
    return at_start({}, async (page) => {
      await page.waitForSelector('.card');

      const found = await page.$$eval('nav a', (all) => all.map((one) => one.getAttribute('href')));
      assert.deepEqual(found, links);
    });
  });
}

test('the boards are read again, with the time of the figures, also when that fails', () => {
  stage.server.org.document.currency = 'EUR';
  return at_start({ clock: true }, async (page) => {
    await has_text(page, '.age', /^Figures of \d\d:\d\d, updated every ten seconds\.$/);
    assert.match(await page.textContent('[data-board=wall]'), /€412K/);

    stage.server.change('wall', { hero: { meta: hero({ value: '424500.00' }) } });
    await page.clock.runFor(11000);
    await has_text(page, '[data-board=wall]', /€425K/);

    stage.server.listed = null;
    await page.clock.runFor(11000);
    await has_text(page, '.age.away', /^The server is not responding\. Figures of \d\d:\d\d\.$/);
    assert.match(await page.textContent('[data-board=wall]'), /€425K/);
    stage.server.forget('wall');
  });
});

test('a server that does not respond is reported, with a button to try again', () => {
  stage.server.listed = null;
  return at_start({}, async (page) => {
    await page.waitForSelector('text=The server is not responding.');
    stage.server.listed = ['wall'];
    stage.server.org.document.currency = 'EUR';

    await page.click('text=Try again');

    await page.waitForSelector('.card');
  });
});
