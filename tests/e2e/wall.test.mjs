// The whole way: a deal is posted to the real server, and a real browser shows it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, path as chromium_path } from '../../web-static/chromium.mjs';
import { figure_is, open_wall, standing, watch } from './support/browser.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const options = { skip: chromium_path ? false : 'no chromium on this system' };

let browser;
before(async () => {
  if (!options.skip) browser = await launch();
});
after(() => browser?.close());

// The demo lives a hundred times slower than people do: what moves is ours.
const CALM = ['--demo', '--demo-rate', '0.01'];
async function demo(t) {
  const data = scratch(t);
  const server = await Server.start(t, data, { args: CALM });
  await make_mid_month(server);
  const { people } = (await server.get('/api/v1/org')).json;
  const before = Date.now() - 20 * 60_000; // too long ago to be celebrated
  const wins = people.slice(0, 5).map(({ id }, i) => deal_of(id, `${900 + i}.00`, before).won);
  const { seq } = await server.take(wins);
  await until('the wins are on the board', async () => (await board(server)).seq >= seq);
  return { server, data };
}

// In the first tenth of a month's working days the wall has no pace, and on its first day hardly a
// win. So that these tests run on every day, the days up to today are working days and those after it
// holidays, in a zone where it is daytime, and five people have a win of today.
async function make_mid_month(server) {
  const utc_hour = new Date().getUTCHours();
  const offset = utc_hour < 6 ? 6 : utc_hour >= 18 ? -6 : 0;
  const zone = offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
  const today = new Date(Date.now() + offset * 3_600_000);
  const holidays = [];
  for (let i = 1; i < 31; i++) {
    const day = new Date(today.getTime() + i * 86_400_000);
    if (day.getUTCMonth() === today.getUTCMonth()) holidays.push(day.toISOString().slice(0, 10));
  }
  const working_days = [
    'monday',
    'tuesday',
    'wednesday',
    'thursday',
    'friday',
    'saturday',
    'sunday',
  ];
  const { json: org } = await server.get('/api/v1/org');
  const calendar = { ...org.calendar, working_days, holidays };
  const { status, text } = await server.put('/api/v1/org', { ...org, zone, calendar });
  assert.equal(status, 200, text);
  await until('the board has this calendar', async () => {
    const { office } = (await board(server)).tiles;
    return office.meta.zone === zone && office.meta.state === 'running';
  });
}

const board = async (server) => (await server.get('/api/v1/boards/wall')).json;
const by_place = (ranking) =>
  Object.entries(ranking.rows)
    .sort(([, a], [, b]) => a.pos - b.pos)
    .map(([key]) => key);

// The screen shows as many of the board's rows as fit.
async function assert_standing(page, { tiles }) {
  const shown = await standing(page);
  assert.ok(shown.length >= 3);
  assert.deepEqual(shown, by_place(tiles.ranking).slice(0, shown.length));
}

// What the README pastes, for a person, at most a few seconds ago.
let story = 0;
function deal_of(person, amount, began = Date.now()) {
  const id = `D-${++story}`;
  const at = (n) => new Date(began + n * 1000).toISOString();
  return {
    key: `api:${id}`,
    won: {
      id: `${id}-won`,
      type: 'deal',
      occurred_at: at(0),
      deal: { id, title: 'Acme renewal', amount, currency: 'EUR', status: 'won', owner: person },
    },
    open: { id: `${id}-open`, type: 'deal', occurred_at: at(1), deal: { id, status: 'open' } },
    rewon: { id: `${id}-rewon`, type: 'deal', occurred_at: at(2), deal: { id, status: 'won' } },
  };
}

// The board once it stands at or after a receipt, with the deal counted in its figure.
const hero_changed = (server, from) =>
  until('the board has it', async () => {
    const now = await board(server);
    return now.tiles.hero.meta.value !== from && now;
  });

test(
  "the README's deal: stage, row, duplicate, taken back, won again without a party",
  options,
  async (t) => {
    const { server } = await demo(t);
    const page = await open_wall(t, browser, server);
    const start = await board(server);
    const last = (await standing(page)).at(-1);
    const { won, open, rewon, key } = deal_of(last, '480000.00');
    await watch(page);

    const receipt = await server.take(won);
    await page.waitForSelector(`.moment[data-deal="${key}"]`);
    const text = await page.textContent('.moment');
    const after = await hero_changed(server, start.tiles.hero.meta.value);
    await figure_is(page, after.tiles.hero.meta.value);

    assert.equal(receipt.accepted, 1);
    assert.match(text, /480,000/);
    assert.ok(text.includes(after.tiles.ranking.rows[last].name));
    assert.equal(by_place(after.tiles.ranking)[0], last, 'so much makes anybody first');
    await assert_standing(page, after);
    const { slides } = await page.evaluate(() => window.seen);
    assert.ok(
      slides.some(([row]) => row === last),
      'its row slid',
    );
    assert.deepEqual(new Set(slides.map(([, property]) => property)), new Set(['transform']));

    const again = await server.take(won);
    assert.deepEqual([again.accepted, again.duplicates, again.seq], [0, 1, receipt.seq]);
    assert.equal((await board(server)).rev, after.rev, 'a duplicate moves nothing');

    await server.take(open);
    await figure_is(page, start.tiles.hero.meta.value);
    await page.waitForSelector('.moment', { state: 'detached' });
    await assert_standing(page, start);

    await server.take(rewon);
    await figure_is(page, after.tiles.hero.meta.value);
    await assert_standing(page, after);
    assert.deepEqual((await board(server)).tiles.moments.rows[key], undefined);
    assert.deepEqual(
      (await page.evaluate(() => window.seen)).stages,
      [key],
      'one party, no second',
    );
    assert.deepEqual(page.red, []);
  },
);

test('the server is killed and comes back: the same page is right again', options, async (t) => {
  const { server: first, data } = await demo(t);
  const page = await open_wall(t, browser, first);
  await page.evaluate(() => (window.not_reloaded = true));
  const { value } = (await board(first)).tiles.hero.meta;

  page.outage = true;
  await first.kill();
  await page.waitForSelector('.wall.stale');
  assert.equal(await page.$eval('.figure', (figure) => figure.dataset.value), value);
  const second = await Server.start(t, data, { port: first.port, args: CALM });
  await make_mid_month(second); // a demo starts with its own org document
  assert.equal((await board(second)).tiles.hero.meta.value, value);
  await second.take(deal_of('ben', '48000.00').won);
  const after = await hero_changed(second, value);
  await page.waitForSelector('.wall:not(.stale)', { timeout: 60_000 });
  page.outage = false;
  await figure_is(page, after.tiles.hero.meta.value);
  await assert_standing(page, after);

  // And it goes on living, not only catching up.
  await second.take(deal_of('ben', '1000.00').won);
  const later = await hero_changed(second, after.tiles.hero.meta.value);
  await figure_is(page, later.tiles.hero.meta.value);
  assert.equal(await page.evaluate(() => window.not_reloaded), true);
  const lines = page.red.filter(
    ({ text, outage }) => !(outage && /WebSocket connection|net::ERR_|Failed to load/.test(text)),
  );
  assert.deepEqual(lines, []);
});

test(
  'figure, sentence, bar and chart agree, on the screen and with the board',
  options,
  async (t) => {
    const { server } = await demo(t);
    const { value } = (await board(server)).tiles.hero.meta;
    await server.take(deal_of('ben', '48000.00').won); // on the first of a month there may be no other
    const { office, hero, race } = (await hero_changed(server, value)).tiles;
    const page = await open_wall(t, browser, server);
    await figure_is(page, hero.meta.value);
    assert.equal(office.meta.state, 'running');

    const said = await page.evaluate(() => {
      const data = (selector) =>
        /** @type {HTMLElement} */ (document.querySelector(selector)).dataset;
      return {
        figure: Number(data('.figure').value),
        sign: Number(data('.pace').sign),
        words: document.querySelector('.pace').textContent,
        bar: { ...data('.bar') },
        race: { ...data('.race') },
      };
    });

    assert.equal(said.figure, Number(hero.meta.value));
    assert.equal(said.sign, Math.sign(Number(hero.meta.pace)));
    assert.equal(Math.sign(said.bar.fill - said.bar.mark), said.sign);
    assert.equal(Math.sign(said.race.this - said.race.last), said.sign);
    assert.match(said.words, { 1: /ahead/, '-1': /behind/, 0: /level/ }[said.sign]);
    assert.equal(race.meta.now_this, hero.meta.value);
    assert.equal(race.meta.now_last, hero.meta.basis_value);
  },
);

test(
  'places are a permutation, ranks follow values, rises lead back to one',
  options,
  async (t) => {
    const { server } = await demo(t);
    for (const [person, amount] of [
      ['ana', '30000.00'],
      ['ben', '90000.00'],
      ['ana', '70000.00'],
    ]) {
      const { value } = (await board(server)).tiles.hero.meta;
      await server.take(deal_of(person, amount).won);
      const { ranking } = (await hero_changed(server, value)).tiles;

      const rows = Object.values(ranking.rows).sort((a, b) => a.pos - b.pos);
      assert.deepEqual(
        rows.map((row) => row.pos),
        rows.map((_, i) => i + 1),
      );
      rows.forEach((row, i) => {
        if (i === 0 || row.rank === null) return;
        const above = rows[i - 1];
        const same = row.value === above.value;
        assert.equal(row.rank, same ? above.rank : i + 1);
        assert.ok(Number(row.value) <= Number(above.value));
      });
      // Nobody outside the first eight can have been better this morning than everybody inside.
      const morning = rows.filter((row) => row.rank !== null).map((row) => row.rank + row.rise);
      assert.ok(morning.every((rank) => rank >= 1 && rank <= ranking.meta.of));
      assert.equal(new Set(morning).size, morning.length, `this morning: ${morning}`);
    }
  },
);

test('a click on the figure lists the deals behind it', options, async (t) => {
  const { server } = await demo(t);
  const page = await open_wall(t, browser, server);
  const { value } = (await board(server)).tiles.hero.meta;
  await server.take(deal_of('ben', '48000.00').won); // on the first of a month there may be no other
  const { hero, office } = (await hero_changed(server, value)).tiles;
  await figure_is(page, hero.meta.value);
  await page.waitForSelector('.moment', { state: 'detached' });
  const query = { from: office.meta.period_start, to: office.meta.period_end, limit: '1000' };
  const deals = (await server.get('/api/v1/deals?' + new URLSearchParams(query))).json;

  await page.click('.figure');
  await page.waitForSelector('.sheet li');

  assert.equal(deals.total.value, hero.meta.value);
  const cents = (text) => BigInt(text.replace('.', ''));
  const sum = deals.rows.reduce((all, row) => all + cents(row.value), 0n);
  assert.equal(sum, cents(hero.meta.value), 'the deals listed are the figure');
  assert.equal((await page.$$('.sheet li')).length, Math.min(50, deals.rows.length));
  await page.keyboard.press('Escape');
  await page.waitForSelector('.sheet', { state: 'detached' });
  assert.deepEqual(page.red, []);
});

test('a wall that nobody may see says so, and shows itself after the login', options, async (t) => {
  const server = await Server.start(t, scratch(t));
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();

  await page.goto(`${server.url}/login#code=${await server.login_code()}`);
  await page.waitForURL(server.url + '/'); // the login leads there
  await page.goto(server.url + '/wall/wall');
  await page.waitForSelector('.wall[data-rev]');

  assert.ok(await page.$('.wall.empty'), 'an office without deals says what to do next');
});
