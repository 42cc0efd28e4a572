// Legible from the back of the room, whole at the edges, at three resolutions.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { board, scenarios as walls } from './boards.mjs';
import { own_scenarios } from './own_boards.mjs';
import { assert_clean, open_stage, open_wall } from './support.mjs';

// One number of tiles for each number of rows and columns.
const representative = own_scenarios.filter(
  (name) => !/\d/.test(name) || /\D(1|2|4|7|12|13|24)$/.test(name),
);
const scenarios = walls.concat(representative);

let stage;
before(async () => (stage = await open_stage()));
after(() => stage.close());

// Walls are laid out in viewport units: 4K is the picture of 1080p with four times the pixels, which
// costs a minute or two, so only the long run looks at it.
const sizes = [[1920, 1080], ...(process.env.DEALBELL_LONG ? [[3840, 2160]] : []), [1280, 720]];
const big = [
  '.row .name',
  '.row .value',
  '.pace',
  '.podium .name',
  '.podium .value',
  '.moment h2',
  '.moment .amount',
];

// Measures every visible text: its size in percent of the height, its contrast, and whether it leaves
// its box or the screen.
function measure({ big, root }) {
  // The final state of every transition.
  document.getAnimations().forEach((animation) => animation.finish());
  const found = { small: [], out: [], dim: [] };
  let texts = 0;
  const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  const clip = (element) => element.closest('.wins, .teams'); // these leave out what does not fit
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || element.closest('script, style, noscript')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const named = element.closest('.tile .about'); // of any length, so it may end in an ellipsis
    const box = (named || range).getBoundingClientRect();
    if (box.width === 0) continue;
    const holder = clip(element);
    if (holder && box.top >= holder.getBoundingClientRect().bottom - 1) continue;
    texts += 1;
    const percent = (parseFloat(getComputedStyle(element).fontSize) / innerHeight) * 100;
    const least = element.closest(big.join(',')) ? 5.19 : 2.99;
    if (percent < least) found.small.push(text.data + ' ' + percent.toFixed(2));
    const own = element.closest('.tile, .left, .right, .office, .wins .item, .layout, .moment');
    const limit = own ? own.closest('.tile, .left, .right') || own : null;
    const inside = (outer) => box.left >= outer.left - 2 && box.right <= outer.right + 2;
    if (!inside({ left: 0, right: innerWidth }) || box.bottom > innerHeight + 1 || box.top < -1)
      found.out.push('off screen: ' + text.data);
    else if (limit && !inside(limit.getBoundingClientRect()))
      found.out.push('out of its column: ' + text.data);
    else if (
      element.scrollWidth > element.clientWidth + 1 &&
      getComputedStyle(element).overflow === 'hidden' &&
      !named
    )
      found.out.push('cut: ' + text.data);
    const ratio = contrast(getComputedStyle(element).color, ground_of(element));
    if (ratio < 7) found.dim.push(text.data + ' ' + ratio.toFixed(1));
  }
  if (texts < 3) found.out.push('only ' + texts + ' texts');
  return found;

  function ground_of(element) {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\)$|transparent/.test(colour)) return colour;
    }
    return 'rgb(15, 19, 24)';
  }
  function contrast(a, b) {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  }
  function luminance(colour) {
    const [r, g, b] = colour.match(/[\d.]+/g).map((part) => {
      const c = Number(part) / 255;
      return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
}

for (const [width, height] of sizes) {
  test(`every text is large, bright and not cut off in every state at ${width}×${height}`, async () => {
    for (const scenario of scenarios) {
      const page = await open_wall(stage, scenario, { width, height });

      const found = await page.evaluate(measure, { big, root: 'body' });

      assert.deepEqual(found, { small: [], out: [], dim: [] }, scenario);
      assert_clean(page);
      await page.context().close();
    }
  });
}

test('a stale wall is dimmer and still bright enough to read', async () => {
  const page = await open_wall(stage, 'wall');
  stage.server.answering = false;
  stage.server.kill();
  await page.waitForSelector('.wall.stale');

  const found = await page.evaluate(measure, { big, root: 'body' });
  stage.server.answering = true;

  assert.deepEqual(found, { small: [], out: [], dim: [] });
  await page.context().close();
});

test('on a phone a moment is whole', async () => {
  for (const scenario of ['moment', 'moment_long', 'moment_first']) {
    stage.server.change(scenario, { moments: { set: board(scenario).moments.rows } });
    const page = await open_wall(stage, scenario, { width: 390, height: 844, isMobile: true });
    await page.waitForSelector('.moment');

    const { out } = await page.evaluate(measure, { big, root: '.moment' });

    assert.deepEqual(out, [], scenario);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    await page.context().close();
  }
});

test('on a phone the demo badge stands in the flow, over nothing', async () => {
  const page = await open_wall(stage, 'demo', { width: 390, height: 844, isMobile: true });

  const [ribbon, header, layout] = await page.$$eval('.ribbon, .header, .layout', (all) =>
    ['ribbon', 'header', 'layout'].map((name) =>
      all
        .find((element) => element.classList.contains(name))
        .getBoundingClientRect()
        .toJSON(),
    ),
  );

  assert.ok(ribbon.top >= header.bottom && ribbon.bottom <= layout.top);
  await page.context().close();
});

test('on a phone the wall is one column that scrolls, and the sheet fills the screen', async () => {
  const page = await open_wall(stage, 'wall', {
    width: 390,
    height: 844,
    isMobile: true,
    hasTouch: true,
  });

  const page_width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(page_width <= 390, 'no sideways scrolling: ' + page_width);
  const rows = await page.$$eval('.row .name', (names) =>
    names.map((name) => parseFloat(getComputedStyle(name).fontSize)),
  );
  assert.ok(Math.min(...rows) >= 18);

  await page.tap('.figure');
  await page.waitForSelector('.sheet li');
  const sheet = await page.$eval('.sheet', (element) => element.getBoundingClientRect().toJSON());
  assert.ok(sheet.width >= 388 && sheet.height >= 840);
  await page.tap('.close');
  await page.waitForSelector('.sheet', { state: 'detached' });
  assert_clean(page);
  await page.context().close();
});
