// The wall in a real browser, against the mock server.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { hero, moment, race, ranking } from './boards.mjs';
import { assert_clean, frames, open_stage, open_wall, rev_painted, settled } from './support.mjs';

let stage;
before(async () => (stage = await open_stage()));
after(() => stage.close());

const overtaken = ranking(
  [
    ['ben', 'Ben Okafor', 'Ben'],
    ['ana', 'Ana Marković', 'Ana'],
    ['chloe', 'Chloé Laurent', 'Chloé'],
    ['dai', 'Dai Nguyen', 'Dai'],
    ['elif', 'Elif Kaya', 'Elif'],
  ],
  ['103800.00', '94420.00', '83480.00', '71600.00', '38200.00'],
);
const set = (rows) => ({ ranking: { set: rows } });

async function on_wall(scenario, body, options) {
  const page = await open_wall(stage, scenario, options);
  try {
    await body(page, (tiles, how) => stage.server.change(scenario, tiles, how));
    assert_clean(page);
  } finally {
    await page.context().close();
    stage.server.forget(scenario);
  }
}

const painted = (page, scenario) => rev_painted(page, stage.server.state(scenario).rev);

test('a delta slides a row to its place with one transform and moves no node', () =>
  on_wall('wall', async (page, change) => {
    await page.evaluate(() => {
      window.seen = { transitions: [], nodes: 0 };
      const rows = document.querySelector('.rows');
      rows.addEventListener('transitionrun', (e) => {
        if (e.target.classList.contains('row'))
          window.seen.transitions.push(e.target.dataset.key + ' ' + e.propertyName);
      });
      new MutationObserver((list) => (window.seen.nodes += list.length)).observe(rows, {
        childList: true,
      });
    });

    change({ ranking: { set: { ben: overtaken.rows.ben, ana: overtaken.rows.ana } } });
    await painted(page, 'wall');
    await settled(page);

    const seen = await page.evaluate(() => window.seen);
    assert.deepEqual(seen.transitions.sort(), ['ana transform', 'ben transform']);
    assert.equal(seen.nodes, 0);
    const tops = await page.$$eval('.row', (rows) =>
      Object.fromEntries(rows.map((row) => [row.dataset.key, row.getBoundingClientRect().top])),
    );
    assert.ok(tops.ben < tops.ana && tops.ana < tops.chloe);
  }));

test('a rising row passes in front of the row it overtakes', () =>
  on_wall('two', async (page, change) => {
    for (const [first, second] of [
      ['ben', 'ana'],
      ['ana', 'ben'],
    ]) {
      const rows = ranking(
        [
          [first, 'A', 'A'],
          [second, 'B', 'B'],
        ],
        ['5.00', '4.00'],
      ).rows;
      change(set(rows));
      await painted(page, 'two');

      const layer = (key) =>
        page.$eval(`.row[data-key=${key}]`, (row) => Number(getComputedStyle(row).zIndex));
      assert.ok((await layer(first)) > (await layer(second)));
    }
  }));

for (const scenario of ['wall', 'behind', 'over', 'negative', 'million', 'last_minute', 'zero']) {
  test(`figure, sentence, bar and chart agree in sign: ${scenario}`, () =>
    on_wall(scenario, async (page) => {
      const said = await page.evaluate(() => ({
        figure: Number(document.querySelector('.figure').dataset.value),
        pace: Number(document.querySelector('.pace').dataset.sign),
        words: document.querySelector('.pace').textContent,
        bar: { ...document.querySelector('.bar').dataset },
        race: { ...document.querySelector('.race').dataset },
      }));

      assert.equal(Math.sign(said.bar.fill - said.bar.mark), said.pace);
      assert.equal(Math.sign(said.race.this - said.race.last), said.pace);
      assert.match(said.words, { 1: /ahead of/, '-1': /behind/, 0: /level/ }[said.pace]);
      assert.equal(Number(said.bar.fill), said.figure);
      assert.equal(Number(said.race.this), said.figure);
    }));
}

test('the painted positions are a permutation', () =>
  on_wall('eight', async (page) => {
    const places = await page.$$eval('.row', (rows) =>
      rows.map((row) => Number(row.dataset.pos)).sort((a, b) => a - b),
    );

    assert.deepEqual(places, [1, 2, 3, 4, 5, 6, 7, 8]);
  }));

test('the figure counts up and ends on the new value', () =>
  on_wall('six', async (page, change) => {
    change({ hero: { meta: hero({ value: '424500.00', to_go: '175500.00', pace: '40500.00' }) } });
    await painted(page, 'six');

    await page.waitForFunction(() => document.querySelector('.figure').textContent === '€425K');
    assert.equal(await page.$eval('.figure', (figure) => figure.dataset.value), '424500.00');
  }));

test('a moment takes the stage with name and amount, and leaves it', () =>
  on_wall('seven', async (page, change) => {
    change({ moments: { set: { d9: moment() } } });

    await page.waitForSelector('.moment[data-deal="d9"]');
    const text = await page.$eval('.moment', (element) => element.textContent);
    assert.match(text, /Ben Okafor/);
    assert.match(text, /€12,500/);
    assert.match(text, /3rd\s*2nd/);
    await page.waitForSelector('.moment', { state: 'detached' });
  }));

test('the bar of the moment jumps by exactly the deal', () =>
  on_wall('seven', async (page, change) => {
    change({ moments: { set: { d10: moment() } } });
    await page.waitForSelector('.moment[data-deal="d10"]');

    const parts = await page.evaluate(() => ({
      fill: parseFloat(document.querySelector('.total .fill').style.width),
      jump: parseFloat(document.querySelector('.total .jump').style.width),
    }));

    assert.ok(Math.abs(parts.fill - (399500 / 600000) * 100) < 0.01);
    assert.ok(Math.abs(parts.jump - (12500 / 600000) * 100) < 0.01);
  }));

test('a moment whose deal is reopened leaves the stage at once', () =>
  on_wall('seven', async (page, change) => {
    change({ moments: { set: { d11: moment() } } });
    await page.waitForSelector('.moment[data-deal="d11"]');

    change({ moments: { del: ['d11'] } });

    await page.waitForSelector('.moment', { state: 'detached', timeout: 5000 });
  }));

test('a win that does not take the stage lets its row glow', () =>
  on_wall('three', async (page, change) => {
    const { ben } = stage.server.state('three').tiles.ranking.rows;
    change(set({ ben: { ...ben, value: '92000.00', n: ben.n + 1 } }));
    await painted(page, 'three');

    const glowing = await page.$$eval('.row', (rows) =>
      rows
        .filter((row) => row.querySelector('.glow').getAnimations().length)
        .map((row) => row.dataset.key),
    );
    assert.deepEqual(glowing, ['ben']);
    assert.equal(await page.$('.moment'), null);
  }));

test('a falling row has no glow and no arrow', () =>
  on_wall('four', async (page, change) => {
    const { ana } = stage.server.state('four').tiles.ranking.rows;
    change(set({ ana: { ...ana, value: '92000.00', n: ana.n - 1, rise: -1 } }));
    await painted(page, 'four');

    assert.equal(
      await page.$eval('.row[data-key="ana"] .glow', (glow) => glow.getAnimations().length),
      0,
    );
    assert.equal(await page.$eval('.row[data-key="ana"] .rise', (rise) => rise.textContent), '');
  }));

test('nothing is animated when nothing happens', () =>
  on_wall('two', async (page) => {
    await settled(page);
    await frames(page, 70); // a second and a tick of the clock

    const moving = await page.evaluate(() => document.getAnimations().length);

    assert.equal(moving, 0);
  }));

test('five hundred deltas leave as many nodes as they found', () =>
  on_wall('names', async (page, change) => {
    const count = () => page.evaluate(() => document.getElementsByTagName('*').length);
    const rows = stage.server.state('names').tiles.ranking.rows;
    const keys = Object.keys(rows);
    const before = await count();

    for (let i = 0; i < 500; i++) {
      const key = keys[i % keys.length];
      change({
        ranking: { set: { [key]: { ...rows[key], n: i, value: (50000 + i * 10).toFixed(2) } } },
        hero: { meta: hero({ value: (412000 + i * 10).toFixed(2) }) },
        today: {
          set: {
            ['d' + (100 + i)]: {
              pos: 0,
              name: 'Ben',
              short: 'Ben',
              value: '10.00',
              at: Date.now(),
            },
          },
          del: ['d' + (99 + i), 'd7'],
        },
      });
    }
    await painted(page, 'names');
    await frames(page, 3);

    assert.equal(await count(), before);
  }));

test('a click on the figure opens its explanation, Esc closes it', () =>
  on_wall('wall', async (page) => {
    await page.click('.figure');
    await page.waitForSelector('.sheet li');

    assert.equal(await page.$eval('.sheet h2', (h) => h.textContent), '€412,000');
    assert.equal(await page.textContent('.sheet .head p'), 'Won in November');
    assert.match(await page.textContent('.formula'), /^What was won in the period/);
    assert.deepEqual(await page.$$eval('.sheet tr', (all) => all.map((one) => one.textContent)), [
      'won deals73€412,400',
      'refunds1−€400',
    ]);
    assert.equal(await page.textContent('.small'), 'rule won_amount/1 · as of event 8800');
    assert.equal((await page.$$('.sheet li')).length, 50);
    await page.click('.more');
    await page.waitForFunction(() => document.querySelectorAll('.sheet li').length === 74);
    assert.equal(await page.$('.more'), null);
    assert.deepEqual(stage.server.explained[0], {
      measure: 'won_amount',
      from: '2026-11-01',
      to: '2026-12-01',
      limit: '50',
    });
    await page.keyboard.press('Escape');
    await page.waitForSelector('.sheet', { state: 'detached' });
  }));

test('a deal that is not in the sum is marked and shown in its own currency', () =>
  on_wall('unpriced', async (page) => {
    await page.click('.figure');
    await page.waitForSelector('.sheet li');

    const figures = await page.$$eval('.sheet li.apart .value', (all) =>
      all.map((value) => value.textContent),
    );
    assert.deepEqual(figures, ['$500 · no rate']);
    assert.equal(await page.textContent('.sheet p.apart'), '+ 1 deal not priced');
  }));

test('a deal shows its share, conversion and late booking', () =>
  on_wall('wall', async (page) => {
    await page.click('.figure');
    await page.waitForSelector('.sheet li');

    assert.deepEqual(await page.$$eval('.origin', (all) => all.map((one) => one.textContent)), [
      '60 % of $10,236 at 0.92',
      'booked late: belongs to 2026-10',
    ]);
  }));

test('a click on a person or a team opens its explanation', () =>
  on_wall('three', async (page) => {
    const last = () => stage.server.explained[stage.server.explained.length - 1];
    await page.click('.row[data-key="ben"]');
    await page.waitForSelector('.sheet li');
    assert.equal(last().by + ' ' + last().key, 'person ben');
    assert.equal(await page.textContent('.sheet .head p'), 'Ben Okafor · won in November');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.sheet', { state: 'detached' });

    await page.click('[data-team="south"]');
    await page.waitForSelector('.sheet li');
    assert.equal(last().by + ' ' + last().key, 'team south');
  }));

test('wins without a price are shown as a part of the wins', () =>
  on_wall('unpriced', async (page, change) => {
    assert.equal(await page.textContent('.aside'), '43 wins, 3 of them not priced');

    const nothing = { value: null, to_go: null, pace: null, basis_value: null };
    change({ hero: { meta: hero({ ...nothing, unpriced: 43 }) } });
    await painted(page, 'unpriced');

    assert.equal(await page.textContent('.figure'), '43 wins');
    assert.equal(await page.textContent('.target'), 'target 600K');
    assert.equal(await page.textContent('.aside'), 'none of them priced');
    assert.equal(await page.$('.bar'), null);
  }));

test('the amount that is in no row is shown below the rows', () =>
  on_wall('unmapped', async (page) => {
    assert.equal(await page.textContent('.unmapped'), '+ 1.23M by 3 people not mapped yet');
  }));

test('a fresh page knows the age of the data before the first beat', () => {
  stage.server.sources = {};
  return on_wall('six', async (page) => {
    assert.match(await page.textContent('.freshness'), /^live, data (\d+ \w+ ago|just now)$/);
  });
});

test('an office without deals shows a command to send one', () =>
  on_wall('empty', async (page) => {
    const [first, ...rest] = (await page.textContent('pre')).split('\n');

    assert.match(first, /^TOKEN=\$\(cat data\/admin\.token\) +#/);
    assert.match(rest.join('\n'), /Bearer \$TOKEN"/);
  }));

test('without wins lately the wall shows the last podium, and what is open', () =>
  on_wall('old_import', async (page) => {
    assert.match(await page.textContent('.podium h2'), /^March’s podium/);
    assert.equal(await page.$('.race'), null);
    assert.deepEqual(await page.$$eval('.due > div', (all) => all.map((one) => one.textContent)), [
      '0deals due in November',
      '511K26 deals open in all',
      '8.00K1 deal past its date',
    ]);
  }));

test('when nobody ever won, the ranking says so', () =>
  on_wall('only_open_deals', async (page) => {
    assert.equal(
      await page.textContent('.nobody p'),
      'No wins in November yet. The ranking starts with the first.',
    );
  }));

test('without a currency the wins are counted, with a link to the setup form', () =>
  on_wall('no_currency', async (page) => {
    assert.equal(await page.textContent('.figure'), '43 wins');
    assert.match(await page.textContent('.aside'), /^Set the office currency at 127\.0\.0\.1:\d+/);
    assert.equal(await page.$('.race'), null);
    assert.match(await page.textContent('.due'), /14deals due in November/);

    await page.click('.aside a');

    await page.waitForURL(stage.server.url + '/');
  }));

test('the strip names a win without a price, without a dash for it', () =>
  on_wall('no_currency', async (page) => {
    const items = await page.$$eval('.wins .item', (all) => all.map((item) => item.textContent));

    assert.match(items[0], /^Ben, \d+ min ago$/);
    assert.doesNotMatch(items.join(), /–/);
  }));

test('names are whole where there is room', () =>
  on_wall('two', async (page, change) => {
    const { ana } = stage.server.state('two').tiles.ranking.rows;
    for (let n = 1; n <= 24; n++) {
      change(set({ ana: { ...ana, name: 'Ana M' + 'a'.repeat(n), rise: n % 2 ? 12 : 0 } }));
      await painted(page, 'two');

      const cut = await page.$$eval('.row .name', (all) =>
        all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
      );
      assert.deepEqual(cut, []);
    }
  }));

test('the strip shows the newest win, however long its name is', () =>
  on_wall('six', async (page, change) => {
    const long = 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft';
    const win = { pos: 0, name: long, short: long, value: '12500.00', at: Date.now() };
    change({ today: { set: { d99: win } } });
    await painted(page, 'six');

    const [strip, first, figure] = await page.evaluate(() =>
      ['.wins', '.wins .item', '.wins .item > span'].map((selector) =>
        document.querySelector(selector).getBoundingClientRect().toJSON(),
      ),
    );
    assert.ok(first.top >= strip.top - 1 && first.bottom <= strip.bottom + 1);
    assert.ok(figure.right <= strip.right + 1, 'the amount is not cut off');
  }));

test('a long word stays on the stage', () =>
  on_wall('eight', async (page, change) => {
    const name = 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft'.repeat(2);
    change({ moments: { set: { d40: moment({ name }) } } });
    await page.waitForSelector('.moment[data-deal="d40"] h2');

    const right = await page.$eval('.moment h2', (one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return range.getBoundingClientRect().right;
    });
    assert.ok(right <= 1920, String(right));
  }));

test('a day without wins shows its activities', () =>
  on_wall('zero', async (page) => {
    assert.equal(await page.textContent('.wins'), 'No wins yet today · 31 activities');
  }));

test('rises are aligned, however long the figures are', () =>
  on_wall('forty', async (page, change) => {
    const { ben, elif } = stage.server.state('forty').tiles.ranking.rows;
    change(
      set({ ben: { ...ben, value: '91310.00' }, elif: { ...elif, rise: 1, value: '900.00' } }),
    );
    await painted(page, 'forty');

    const edges = await page.$$eval('.rise', (all) =>
      all.filter((rise) => rise.textContent).map((rise) => rise.getBoundingClientRect().right),
    );
    assert.equal(edges.length, 2);
    assert.ok(Math.abs(edges[0] - edges[1]) < 1, String(edges));
  }));

test('with reduced motion nothing is animated', () =>
  on_wall(
    'wall',
    async (page, change) => {
      change({ moments: { set: { d12: moment() } } });
      await page.waitForSelector('.moment[data-deal="d12"]');
      await frames(page, 5);

      const drawn = await page.$eval('.confetti', (canvas) => canvas.width);
      assert.equal(drawn, 300); // the default: nothing was drawn
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    },
    { reducedMotion: 'reduce' },
  ));

for (const scenario of ['plan', 'plan_ahead', 'behind', 'wall']) {
  test(`the label of the grey line keeps clear of the dashed lines: ${scenario}`, () =>
    on_wall(scenario, async (page) => {
      const least = await page.evaluate(() => {
        const label = document.querySelector('.last_label').getBoundingClientRect();
        const box = document.querySelector('.race').getBoundingClientRect();
        const distances = [];
        for (const line of document.querySelectorAll('.race .required, .race .goal')) {
          const points = line.getAttribute('points').split(' ').filter(Boolean);
          const [a, b] = points.map((point) => point.split(',').map(Number));
          for (let part = 0; b && part <= 1; part += 0.002) {
            const at = (i) => (a[i] + (b[i] - a[i]) * part) / 100;
            const [x, y] = [box.left + at(0) * box.width, box.top + at(1) * box.height];
            const dx = Math.max(label.left - x, 0, x - label.right);
            distances.push(Math.hypot(dx, Math.max(label.top - y, 0, y - label.bottom)));
          }
        }
        return Math.min(...distances);
      });

      assert.ok(least >= 9 && least < Infinity, `${least} px`);
    }));
}

test('the chart ends where the figure is', () =>
  on_wall('tie', async (page, change) => {
    change({
      hero: { meta: hero({ value: '500000.00', pace: '116000.00', to_go: '100000.00' }) },
      race: {
        set: race(16, 20, 500000, 384000, 600000).rows,
        meta: race(16, 20, 500000, 384000, 600000).meta,
      },
    });
    await painted(page, 'tie');

    const end = await page.$eval('.race .this', (line) =>
      line.getAttribute('points').split(' ').pop(),
    );
    assert.equal(end, '78.00,16.67');
  }));
