// The pages without a mouse, without sight, enlarged, in the system's colours, and on paper.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { moment } from './boards.mjs';
import { frames, has_text, open_page, open_stage, open_wall } from './support.mjs';

let stage;
before(async () => (stage = await open_stage()));
after(() => stage.close());

async function on_wall(scenario, body, options) {
  const page = await open_wall(stage, scenario, options);
  try {
    await body(page, (tiles) => stage.server.change(scenario, tiles));
  } finally {
    await page.context().close();
    stage.server.forget(scenario);
  }
}

// The name of the focused element, and whether it is a button.
const focused = (page) =>
  page.evaluate(() => {
    const { activeElement: one } = document;
    return [one.tagName, one.getAttribute('aria-label') || one.textContent].join(': ');
  });

async function tab_through(page, n, key = 'Tab') {
  const names = [];
  for (let i = 0; i < n; i++) {
    await page.keyboard.press(key);
    names.push(await focused(page));
  }
  return names;
}

test('Tab goes through the wall in the order in which it is seen, by buttons', () =>
  on_wall('wall', async (page, change) => {
    const { ana, elif } = stage.server.state('wall').tiles.ranking.rows;
    change({
      ranking: { set: { elif: { ...elif, pos: 1, rank: 1 }, ana: { ...ana, pos: 5, rank: 5 } } },
    });
    await frames(page, 3);

    const names = await tab_through(page, 6);

    assert.deepEqual(
      names.map((name) => name.split(',')[0]),
      [
        'BUTTON: €412K',
        'BUTTON: 1. Elif Kaya',
        'BUTTON: 2. Ben Okafor',
        'BUTTON: 3. Chloé Laurent',
        'BUTTON: 4. Dai Nguyen',
        'BUTTON: 5. Ana Marković',
      ],
    );
  }));

test('the parts of a tile follow it, in the order in which they are seen', () =>
  on_wall('own_ranks', async (page) => {
    const names = await tab_through(page, 4);

    assert.deepEqual(names.slice(1), [
      'BUTTON: 1. Ana Marković, 94.4K',
      'BUTTON: 2. Ben Okafor, 91.3K',
      'BUTTON: 3. Chloé Laurent, 83.5K',
    ]);
  }));

test('the sheet keeps the focus, and gives it back', () =>
  on_wall('wall', async (page) => {
    await tab_through(page, 3);
    const opener = await focused(page);
    for (const key of ['Enter', 'Space']) {
      await page.keyboard.press(key);
      await page.waitForSelector('.sheet li');

      const inside = () =>
        page.evaluate(() => document.querySelector('.sheet').contains(document.activeElement));
      for (const step of ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
        await page.keyboard.press(step);
        assert.equal(await inside(), true, step);
      }

      await page.keyboard.press('Escape');
      await page.waitForSelector('.sheet', { state: 'detached' });
      assert.equal(await focused(page), opener);
    }
  }));

test('a win is announced politely, once, and nothing else is', () =>
  on_wall('three', async (page, change) => {
    const said = () => page.textContent('.unseen[role=status]');
    assert.equal(await said(), '');

    change({ moments: { set: { d20: moment() } } });
    await has_text(page, '.unseen', /^Deal won: Ben Okafor, €12,500$/);

    assert.equal(await page.$('[role=alert], [aria-live=assertive]'), null);
    assert.equal(await page.getAttribute('.freshness', 'aria-live'), 'off');
    change({ moments: { del: ['d20'] } });
    await page.waitForSelector('.moment', { state: 'detached' });
    assert.match(await said(), /Ben Okafor/);
  }));

test('each page has a title of its own', async () => {
  const titles = [];
  for (const [path, ready] of [
    ['/wall/wall', '.wall[data-rev]'],
    ['/wall/own', '.wall[data-rev]'],
    ['/wall/nowhere', '.unknown'],
    ['/', '.card'],
    ['/login', '#secret'],
    ['/admin', '.sources'],
  ]) {
    const page = await open_page(stage, path);
    await page.waitForSelector(ready);
    titles.push(await page.title());
    await page.context().close();
  }

  assert.deepEqual(titles, [
    'November – Northwind',
    'Floor 2 – Northwind',
    'nowhere – Dealbell',
    'Dealbell: boards',
    'Dealbell: log in',
    'Dealbell: sources',
  ]);
});

for (const [width, height] of [
  [1440, 900],
  [1920, 1080],
  [1366, 768],
]) {
  test(`zooming to 200 % at ${width}×${height} doubles the text of a wall`, async () => {
    const sizes = async (options) => {
      const page = await open_wall(stage, 'wall', options);
      const found = await page.$$eval('.figure, .pace, .row .name, .note, .freshness', (all) =>
        all.map((one) => parseFloat(getComputedStyle(one).fontSize) * devicePixelRatio),
      );
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        'no sideways scrolling',
      );
      await page.context().close();
      return found;
    };
    const normal = await sizes({ width, height });
    const zoomed = await sizes({ width: width / 2, height: height / 2, deviceScaleFactor: 2 });

    assert.equal(zoomed.length, normal.length);
    zoomed.forEach((size, index) => assert.ok(size >= 1.95 * normal[index], `text ${index}`));
  });
}

// The colours of the bars and what is behind them, as pixels of a screenshot would have them.
const bars = (page) =>
  page.$$eval('.bar .track, .quota .track, .own_row > .line, .card .progress', (all) =>
    all.map((one) => {
      const fill = one.firstElementChild;
      const colour = (element) => getComputedStyle(element).backgroundColor;
      return [one.parentElement.className + '/' + one.className, colour(one), colour(fill)];
    }),
  );

for (const at of ['/wall/wall', '/wall/own6', '/']) {
  test(`the system's own colours keep the bars: ${at}`, async () => {
    const page = await open_page(stage, at, { forcedColors: 'active' });
    await page.waitForSelector('.bar, .own_row .line, .card .progress', {
      state: 'attached',
    });

    const found = await bars(page);

    assert.ok(found.length > 0);
    for (const [bar, ground, fill] of found) assert.notEqual(fill, ground, bar);
    await page.context().close();
  });

  test(`on paper the text is dark on white, and the bars are printed: ${at}`, async () => {
    const page = await open_page(stage, at);
    await page.waitForSelector('.bar, .own_row .line, .card .progress', {
      state: 'attached',
    });
    await page.emulateMedia({ media: 'print' });

    const found = await page.evaluate(() => {
      const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\d.]+/g).map((part) => {
          const c = Number(part) / 255;
          return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const colour = getComputedStyle(at).backgroundColor;
          if (!/^rgba.*, 0\)$/.test(colour)) return colour;
        }
        return 'rgb(255, 255, 255)';
      };
      const pale = [...document.querySelectorAll('#stage *')]
        .filter((one) =>
          [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
        )
        .filter((one) => {
          const [a, b] = [getComputedStyle(one).color, ground(one)].map(luminance);
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 5.5;
        })
        .map((one) => one.outerHTML.slice(0, 90));
      const exact = [...document.querySelectorAll('.track, .line, .progress')].map(
        (one) => getComputedStyle(one).printColorAdjust,
      );
      return { pale, exact: [...new Set(exact)], ground: ground(document.querySelector('#stage')) };
    });

    assert.deepEqual(found, { pale: [], exact: ['exact'], ground: 'rgb(255, 255, 255)' });
    for (const [bar, ground, fill] of await bars(page)) assert.notEqual(fill, ground, bar);
    await page.context().close();
  });
}
