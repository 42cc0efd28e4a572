// Own boards in a real browser, against the mock server.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { explained } from './mock_server.mjs';
import { own_board, own_tile } from './own_boards.mjs';
import {
  assert_clean,
  frames,
  has_text,
  open_page,
  open_stage,
  open_wall,
  rev_painted,
} from './support.mjs';

let stage;
before(async () => (stage = await open_stage()));
after(() => stage.close());

const phone = { width: 390, height: 844, isMobile: true, hasTouch: true };

async function on_board(scenario, body, options) {
  const page = await open_wall(stage, scenario, options);
  try {
    await body(page, (tiles, how) => stage.server.change(scenario, tiles, how));
    assert_clean(page);
  } finally {
    stage.server.explain = null;
    await page.context().close();
  }
}

const painted = (page, scenario) => rev_painted(page, stage.server.state(scenario).rev);
const text_of = (page, selector) => page.$eval(selector, (one) => one.textContent);
const asked = () => stage.server.explained[stage.server.explained.length - 1];

const boxes = (page, selector) =>
  page.$$eval(selector, (all) => all.map((one) => one.getBoundingClientRect().toJSON()));

for (const n of [1, 2, 3, 4, 5, 7, 12, 17, 24]) {
  test(`${n} tiles fill the wall without overlaps or cut texts`, () =>
    on_board('own' + n, async (page) => {
      const tiles = await boxes(page, '.tile');
      const grid = (await boxes(page, '.tiles'))[0];
      const footer = (await boxes(page, '.footer'))[0];

      assert.equal(tiles.length, n);
      const area = tiles.reduce((sum, box) => sum + box.width * box.height, 0);
      assert.ok(area > 0.7 * grid.width * grid.height, 'no holes');
      assert.ok(grid.bottom <= footer.top + 1);
      for (const box of tiles) {
        assert.ok(box.left >= grid.left - 1 && box.right <= grid.right + 1);
        assert.ok(box.top >= grid.top - 1 && box.bottom <= grid.bottom + 1);
      }
      const over = await page.$$eval('.tile', (all) =>
        all.filter((tile) => tile.scrollHeight > tile.clientHeight + 1).map((t) => t.textContent),
      );
      assert.deepEqual(over, []);
    }));
}

for (const n of [6, 12, 24]) {
  test(`no tile is without a period that the header does not show: ${n} tiles`, () => {
    const tile = stage.server.state('own' + n).tiles['tile:t3'];
    tile.meta = { ...tile.meta, period: '2026-Q4', period_label: 'Q4' };
    return on_board('own' + n, async (page) => {
      const titles = await page.$$eval('.tile h2', (all) => all.map((one) => one.textContent));

      assert.match(await text_of(page, '.header .period'), /^November · Mon 23 Nov$/);
      assert.equal(titles[2], 'Win rateQ4');
      if (n === 24) assert.match(titles[23], /2026$/);
      stage.server.forget('own' + n);
    });
  });
}

test('a reason for no value is never cut', () =>
  on_board('own24', async (page, change) => {
    const { meta } = stage.server.state('own24').tiles['tile:t2'];
    const none = { value: null, why: 'nothing', change: null, year_change: null };
    const keys = Object.keys(stage.server.state('own24').tiles['tile:t2'].rows);
    change({ 'tile:t2': { del: keys, meta: { ...meta, ...none } } });
    await painted(page, 'own24');

    assert.equal(await text_of(page, '[data-tile="t2"] .why'), 'nothing yet');
    const cut = await page.$$eval('.why', (all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent),
    );
    assert.deepEqual(cut, []);
    stage.server.forget('own24');
  }));

test('a wider tile shows no less than a narrow one', () =>
  on_board('own17', async (page) => {
    assert.match(await text_of(page, '[data-tile="t1"] .change'), /^up 12 % on October/);
  }));

test('figures of tiles as wide as each other are as large as each other', () =>
  on_board('own24', async (page) => {
    const sizes = await page.$$eval('.is_number .number_figure', (all) =>
      all.map((figure) => figure.style.fontSize),
    );

    assert.equal(new Set(sizes).size, 1);
  }));

test('a change is shown by arrow, word and colour', () =>
  on_board('own6', async (page) => {
    const [up, down] = await page.$$eval('.change', (all) =>
      ['up', 'down'].map((way) => {
        const line = all.find((one) => one.dataset.way === way);
        return {
          words: line.textContent,
          arrow: line.querySelectorAll('svg').length,
          colour: getComputedStyle(line).color,
        };
      }),
    );

    assert.match(up.words, /^up 12 % on October/);
    assert.match(down.words, /^down 4\.3 points on Oct/);
    assert.deepEqual([up.arrow, down.arrow], [1, 1]);
    assert.notEqual(up.colour, down.colour);
  }));

test('no value is a dash with the reason, and never a zero', () =>
  on_board('own12', async (page) => {
    const said = await page.$$eval('.tile', (all) =>
      all
        .filter((tile) => tile.querySelector('.why'))
        .map((tile) => [
          tile.querySelector('.number_figure').textContent,
          tile.querySelector('.why').textContent,
        ]),
    );

    assert.deepEqual(said, [
      ['–', 'covered'],
      ['–', 'too early to say'],
    ]);
  }));

test('deals that are not priced are shown beside the figure', () =>
  on_board('own6', async (page) => {
    assert.equal(await text_of(page, '[data-tile="t5"] .number_figure'), '43');
    assert.equal(await text_of(page, '[data-tile="t5"] .apart'), '+ 3 deals not priced');
  }));

test('a board without tiles says so, under the name of the board', () =>
  on_board('own_none', async (page) => {
    assert.match(await text_of(page, '.none'), /^No tiles yet/);
    assert.match(await text_of(page, '.office'), /Floor 2$/);
    assert.match(await text_of(page, '.freshness'), /^live/);
  }));

test('an office without deals shows what to do next on its own boards, too', () =>
  on_board('own_empty', async (page) => {
    assert.match(await text_of(page, 'pre'), /\/api\/v1\/events/);
  }));

test('states, units and kinds of a newer server are shown as well as they can be', () =>
  on_board('own_unknown', async (page) => {
    assert.equal(await text_of(page, '[data-tile="t1"] .number_figure'), '12');
    assert.equal(await text_of(page, '[data-tile="t2"] .why'), 'a new reason');
    assert.equal(await text_of(page, '[data-tile="t3"] .why'), 'nothing to measure yet');
  }));

test('without a currency the footer links to the setup form', () =>
  on_board('own_no_currency', async (page) => {
    assert.match(await text_of(page, '.footer'), /^Set the office currency at 127\.0\.0\.1/);
  }));

test('a changed figure counts to its new value', () =>
  on_board('own4', async (page, change) => {
    change({ 'tile:t1': { meta: own_tile({ pos: 1, value: '424500.00' }) } });
    await painted(page, 'own4');

    await page.waitForFunction(
      () => document.querySelector('[data-tile="t1"] .number_figure').textContent === '€425K',
    );
  }));

test('an overtaking slides two rows and moves no node', () =>
  on_board('own2', async (page, change) => {
    await page.evaluate(() => {
      window.seen = { moved: [], nodes: 0 };
      const rows = document.querySelector('.own_rows');
      rows.addEventListener('transitionrun', (e) => {
        if (e.target.classList.contains('own_row')) window.seen.moved.push(e.target.dataset.key);
      });
      new MutationObserver((list) => (window.seen.nodes += list.length)).observe(rows, {
        childList: true,
      });
    });
    const { ana, ben } = stage.server.state('own2').tiles['tile:t2'].rows;

    change({
      'tile:t2': {
        set: {
          ben: { ...ben, pos: 1, rank: 1, value: '99000.00' },
          ana: { ...ana, pos: 2, rank: 2 },
        },
      },
    });
    await painted(page, 'own2');
    await frames(page, 3);

    const seen = await page.evaluate(() => window.seen);
    assert.deepEqual(seen.moved.sort(), ['ana', 'ben']);
    assert.equal(seen.nodes, 0);
  }));

test('five hundred deltas leave as many nodes as they found', () =>
  on_board('own12', async (page, change) => {
    const count = () => page.evaluate(() => document.getElementsByTagName('*').length);
    const { tiles } = stage.server.state('own12');
    const people = Object.keys(tiles['tile:t2'].rows);
    const before = await count();

    for (let i = 0; i < 500; i++) {
      const key = people[i % people.length];
      const row = tiles['tile:t2'].rows[key];
      change({
        'tile:t1': { meta: { ...tiles['tile:t1'].meta, value: (412000 + i * 10).toFixed(2) } },
        'tile:t2': { set: { [key]: { ...row, value: (50000 + i * 7).toFixed(2), n: i } } },
        'tile:t4': {
          set: { '2026-11-23': { pos: 23, label: '23', value: (9000 + i).toFixed(2), n: 3 } },
        },
      });
    }
    await painted(page, 'own12');
    await frames(page, 3);

    assert.equal(await count(), before);
  }));

test('a lost server dims the board and shows its age; it recovers without a reload', () =>
  on_board('own5', async (page, change) => {
    await page.evaluate(() => (window.not_reloaded = true));

    stage.server.answering = false;
    stage.server.kill();
    await page.waitForSelector('.wall.stale');
    assert.match(await text_of(page, '.freshness'), /as of \d\d:\d\d, reconnecting/);
    assert.equal(await text_of(page, '[data-tile="t1"] .number_figure'), '€412K');
    change({ 'tile:t1': { meta: own_tile({ pos: 1, value: '500000.00' }) } });
    stage.server.answering = true;
    await page.waitForSelector('.wall:not(.stale)');
    await painted(page, 'own5');

    assert.equal(await page.evaluate(() => window.not_reloaded), true);
    page.red.length = 0; // refused sockets are logged to the console
  }));

test('on a phone the tiles are one column that scrolls, each whole', () =>
  on_board(
    'own12',
    async (page) => {
      const tiles = await boxes(page, '.tile');

      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
      assert.equal(new Set(tiles.map((box) => box.left)).size, 1);
      for (let i = 1; i < tiles.length; i++) assert.ok(tiles[i].top >= tiles[i - 1].bottom);
      const over = await page.$$eval('.tile', (all) =>
        all.filter((tile) => tile.scrollHeight > tile.clientHeight + 1).map((t) => t.textContent),
      );
      assert.deepEqual(over, []);
      const sizes = await page.$$eval('.tile p, .tile h2, .own_row, .under', (all) =>
        all.map((one) => parseFloat(getComputedStyle(one).fontSize)),
      );
      assert.ok(Math.min(...sizes) >= 11);

      await page.tap('[data-tile="t3"]');
      await page.waitForSelector('.sheet li');
      assert.equal(asked().measure, 'win_rate');
    },
    phone,
  ));

test('rates say of how many, and their bars are parts of 100 %', () =>
  on_board('own_rates', async (page) => {
    const rows = await page.$$eval('[data-tile="t1"] .own_row', (all) =>
      all.map((row) => [
        row.dataset.pos,
        row.querySelector('.of_n').textContent,
        row.querySelector('.line span').style.transform,
      ]),
    );
    assert.deepEqual(rows.sort(), [
      ['1', 'of 12', 'scaleX(0.93)'],
      ['2', 'of 7', 'scaleX(0.465)'],
      ['3', 'of 2', 'scaleX(1)'],
    ]);
    assert.match(await text_of(page, '[data-tile="t2"]'), /90\s*%of 21$/);
  }));

test('a click on a tile or a row requests the matching explanation', () =>
  on_board('own6', async (page) => {
    await page.click('[data-tile="t3"]');
    await page.waitForSelector('.sheet li');
    assert.deepEqual(asked(), {
      measure: 'win_rate',
      from: '2026-11-01',
      to: '2026-12-01',
      limit: '50',
    });
    await page.keyboard.press('Escape');
    await page.waitForSelector('.sheet', { state: 'detached' });

    await page.click('[data-tile="t2"] .own_row[data-key="ben"]');
    await page.waitForSelector('.sheet li');
    assert.equal(asked().by + ' ' + asked().key, 'person ben');
    assert.match(await text_of(page, '.sheet .head p'), /^Ben Okafor · Won by person/);
    await page.keyboard.press('Escape');

    await page.click('[data-tile="t4"] .hit[data-key="2026-11-11"]');
    await page.waitForSelector('.sheet li');
    assert.equal(asked().by + ' ' + asked().key, 'day 2026-11-11');
  }));

test('Enter opens the sheet, Esc gives the focus back, and only keys show where it is', () =>
  on_board('own6', async (page) => {
    const outline = () =>
      page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    await page.click('[data-tile="t1"]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.sheet', { state: 'detached' });
    assert.equal(await outline(), 'none');

    await page.keyboard.press('Tab');
    assert.equal(await outline(), 'solid');
    const focused = await page.evaluate(() => document.activeElement.dataset.tile);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.sheet li');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.sheet', { state: 'detached' });

    assert.equal(await page.evaluate(() => document.activeElement.dataset.tile), focused);
  }));

test('a sheet follows its figure, and closes with its tile', () =>
  on_board('own3', async (page, change) => {
    await page.click('[data-tile="t1"]');
    await page.waitForSelector('.sheet li');
    await page.click('.more');
    await page.waitForFunction(() => document.querySelectorAll('.sheet li').length === 74);
    stage.server.explain = (query) => ({ ...explained(query), value: '413000.00' });

    change({ 'tile:t1': { meta: own_tile({ pos: 1, value: '413000.00' }) } });

    await page.waitForFunction(
      () => document.querySelector('.sheet h2').textContent === '€413,000',
    );
    await page.waitForFunction(() => document.querySelectorAll('.sheet li').length === 50);
    assert.equal(asked().after, undefined);

    const state = stage.server.state('own3');
    state.tiles = own_board(2);
    delete state.tiles['tile:t1'];
    state.epoch = 'e2';
    stage.server.kill();
    await page.waitForSelector('.sheet', { state: 'detached' });
    page.red.length = 0;
  }));

test('a page of another figure than the one before starts the list over', () =>
  on_board('own3', async (page) => {
    await page.click('.tile');
    await page.waitForSelector('.sheet li');
    stage.server.explain = (query) => ({ ...explained(query), value: '999.00' });

    await page.click('.more');

    await page.waitForFunction(() => document.querySelector('.sheet h2').textContent === '€999');
    assert.equal((await page.$$('.sheet li')).length, 50);
  }));

test('an explanation that cannot be loaded is reported', async () => {
  const page = await open_page(stage, '/wall/own1');
  stage.server.explain = () => null;
  await page.waitForSelector('.tile');

  await page.click('.tile');
  await has_text(page, '.sheet .hint', /cannot be loaded right now/);

  stage.server.explain = null;
  await page.context().close();
});
