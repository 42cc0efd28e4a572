// axe-core over every page in every state of the mock server: no finding, on a desk and on a phone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';

import { all_loaded, reset } from './admin_support.mjs';
import { board, scenarios as walls } from './boards.mjs';
import { own_scenarios } from './own_boards.mjs';
import { has_text, open_page, open_stage, open_wall } from './support.mjs';

const modules = createRequire(new URL('../../web-static/package.json', import.meta.url));
const axe_source = readFileSync(modules.resolve('axe-core/axe.min.js'), 'utf8');

const desk = { width: 1280, height: 720 };
const phone = { width: 390, height: 844, isMobile: true, hasTouch: true };
// The rules of WCAG 2 and axe's best practices, and one that axe still calls experimental: the name
// of a control contains the text that is seen on it.
const options = {
  resultTypes: ['violations'],
  rules: { 'label-content-name-mismatch': { enabled: true } },
};

let stage;
before(async () => (stage = await open_stage()));
after(() => stage.close());
beforeEach(() => {
  reset(stage.server);
  stage.server.explain = null;
  stage.server.listed = ['wall', 'own', 'demo', 'behind', 'unpriced', 'unmapped', 'empty'];
});

async function findings(page) {
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  await page.evaluate(axe_source);
  return page.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, options);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`),
    );
  }, options);
}

async function assert_accessible(page, state) {
  assert.deepEqual(await findings(page), [], state);
}

// Opens a page, brings it into a state, and checks that. `at` is its path.
function state(name, at, ready, size = desk) {
  test(`axe has no finding: ${name}`, async () => {
    const page = await open_page(stage, at, size);
    try {
      await ready(page);
      await assert_accessible(page, name);
    } finally {
      await page.context().close();
    }
  });
}

for (const [size, screen] of [
  ['desk', desk],
  ['phone', phone],
]) {
  test(`axe has no finding on any wall and any board: ${size}`, async () => {
    const boards = own_scenarios.filter((name) => !/\D(\d|1[13-9]|2[0-3])$/.test(name));
    for (const scenario of walls.concat(boards)) {
      if (scenario.startsWith('moment'))
        stage.server.change(scenario, { moments: { set: board(scenario).moments.rows } });
      const page = await open_wall(stage, scenario, screen);
      await assert_accessible(page, scenario);
      await page.context().close();
    }
  });

  state(
    `the sheet, ${size}`,
    '/wall/wall',
    async (page) => {
      await page.click('.figure');
      await page.waitForSelector('.sheet li');
    },
    screen,
  );
}

test('axe has no finding on a wall without a connection', async () => {
  const page = await open_wall(stage, 'wall', desk);
  stage.server.answering = false;
  stage.server.kill();
  await page.waitForSelector('.wall.stale');
  await assert_accessible(page, 'stale');
  stage.server.answering = true;
  await page.context().close();
});

state('a board that does not exist', '/wall/nowhere', (page) => page.waitForSelector('.unknown'));

test('axe has no finding on a sheet that cannot be loaded', async () => {
  const page = await open_wall(stage, 'own6', desk);
  stage.server.explain = () => null;
  await page.click('[data-tile=t1]');
  await has_text(page, '.sheet .hint', /cannot be loaded/);
  await assert_accessible(page, 'failed sheet');
  await page.context().close();
});

for (const [size, screen] of [
  ['desk', desk],
  ['phone', phone],
]) {
  state(`the boards, ${size}`, '/', (page) => page.waitForSelector('.card'), screen);
  state(`the login page, ${size}`, '/login', (page) => page.waitForSelector('#secret'), screen);
  state(
    `the sources with everything open, ${size}`,
    '/admin',
    async (page) => {
      await all_loaded(page);
      await page.click('#rejected-9 .head');
      await page.click('#rejected-9 summary');
      await page.click('#rejected-9 button:text-is("Try")');
      await page.waitForSelector('.outcomes');
      await page.click('#delivery-500 .head');
      await page.waitForSelector('#delivery-500 pre');
      await page.click('#token-HALL .head');
      await page.click('#token-HALL .inside > .answer button');
      await page.fill('#access input', 'TV');
      await page.click('#access button:text-is("Create token")');
      await has_text(page, '#access pre', /shown_once/);
    },
    screen,
  );
}

test('axe has no finding on the setup form and its refusal', async () => {
  stage.server.org = { version: 3, document: {} };
  stage.server.refuse_put = [412, 'another version'];
  const page = await open_page(stage, '/', desk);
  await page.waitForSelector('#currency');
  await assert_accessible(page, 'setup');
  await page.selectOption('#currency', 'other');
  await page.fill('#code', 'ISK');
  await page.fill('#zone', 'Europe/Berlin');
  await page.click('button[type=submit]');
  await page.waitForSelector('.refused');
  await assert_accessible(page, 'refused');
  await page.click('text=Not now');
  await page.waitForSelector('.todo');
  await assert_accessible(page, 'without a currency');
  await page.context().close();
});

test('axe has no finding when the server does not respond', async () => {
  stage.server.listed = null;
  const start = await open_page(stage, '/', desk);
  await start.waitForSelector('text=The server is not responding.');
  await assert_accessible(start, 'start');
  await start.context().close();
  const admin = await open_page(stage, '/admin', desk);
  await admin.waitForSelector('.sources');
  stage.server.answering = false;
  await admin.waitForSelector('main > .trouble');
  await assert_accessible(admin, 'admin');
  await admin.context().close();
});

test('axe has no finding on a login that failed', async () => {
  const page = await open_page(stage, '/login', desk);
  await page.waitForSelector('#secret');
  stage.server.answering = false;
  await page.fill('#secret', 'ABCD-EFGH');
  await page.click('button[type=submit]');
  await page.waitForSelector('#secret');
  await has_text(page, '[role=status]', /not valid/);
  await assert_accessible(page, 'failed login');
  await page.context().close();
});

for (const [name, change, ready] of [
  [
    'without a source',
    { sources: [], needs: {}, rejected: [], deliveries: [] },
    '#deliveries .note',
  ],
  [
    'for a viewer',
    { forbidden: ['sources', 'needs-mapping', 'rejected', 'deliveries'] },
    'text=can only view boards',
  ],
  ['without payloads', { forbidden: ['rejected', 'deliveries', 'tokens'] }, '#access .trouble'],
  ['without some parts', { absent: ['needs-mapping', 'sources'] }, '#needs .trouble'],
]) {
  test(`axe has no finding on the sources ${name}`, async () => {
    Object.assign(stage.server.admin, change);
    const page = await open_page(stage, '/admin', desk);
    await page.waitForSelector(ready);
    await assert_accessible(page, name);
    await page.context().close();
  });
}
