// What every browser test needs: the built pages, the mock server, one Chromium, and a check that the
// console stays clean.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { launch } from '../../web-static/chromium.mjs';
import { MockServer } from './mock_server.mjs';

const web = join(dirname(fileURLToPath(import.meta.url)), '../../web-static');

export async function open_stage() {
  const dist = mkdtempSync(join(tmpdir(), 'dealbell-web-'));
  execFileSync(process.execPath, [join(web, 'build.mjs'), '--out', dist]);
  const server = await new MockServer(dist).start();
  const browser = await launch();
  return {
    server,
    browser,
    async close() {
      await browser.close();
      await server.stop();
      rmSync(dist, { recursive: true });
    },
  };
}

// Opens a scenario and waits until it is painted.
export async function open_wall(stage, scenario, options = {}) {
  const page = await open_page(stage, '/wall/' + scenario, options);
  await page.waitForSelector('.wall[data-rev]');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await frames(page, 3);
  return page;
}

// Opens a page of the stage's server in its own browser context. `red` collects the errors and
// warnings of the console; with `clock` the test controls the time (page.clock).
export async function open_page(stage, path, options = {}) {
  const { width = 1920, height = 1080, clock = false, ...rest } = options;
  const context = await stage.browser.newContext({ viewport: { width, height }, ...rest });
  const page = await context.newPage();
  page.red = [];
  page.on(
    'console',
    (line) => ['error', 'warning'].includes(line.type()) && page.red.push(line.text()),
  );
  page.on('pageerror', (error) => page.red.push(String(error)));
  if (clock) await page.clock.install();
  await page.goto(stage.server.url + path);
  return page;
}

export function frames(page, n) {
  return page.evaluate(
    (left) =>
      new Promise((done) => {
        const step = () => (left-- > 0 ? requestAnimationFrame(step) : done());
        step();
      }),
    n,
  );
}

// Waits until all running transitions have finished.
export function settled(page) {
  return page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished)).then(
      () => undefined,
    ),
  );
}

export function rev_painted(page, rev) {
  return page.waitForSelector(`.wall[data-rev="${rev}"]`);
}

// Waits until the element has this text. An element is often there before its text is.
export async function has_text(page, selector, text) {
  await page.waitForFunction(
    ([selector, source, flags]) => {
      const element = document.querySelector(selector);
      return element && new RegExp(source, flags).test(element.textContent);
    },
    [selector, text.source, text.flags],
  );
}

export function assert_clean(page) {
  assert.deepEqual(page.red, []);
}
