// What needs mapping: mapped with one tap in the newest org document, and undone.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { office } from './admin_mock.mjs';
import { all_loaded, assert_whole, at_admin, reset, sizes, text } from './admin_support.mjs';
import { assert_clean, has_text, open_stage } from './support.mjs';

let stage;
before(async () => (stage = await open_stage()));
after(() => stage.close());
beforeEach(() => reset(stage.server));

const row_of = (key) => `#needs .unknown:has(.key:text-is("${key}"))`;
const stored = () => stage.server.org.document;
const person = (id) => stored().people.find((one) => one.id === id);

test('groups show what they hold back, largest amounts first', () =>
  at_admin(stage, async (page) => {
    await page.waitForSelector('#needs .group');

    const heads = await page.$$eval('#needs h3', (all) => all.map((one) => one.textContent));
    assert.deepEqual(heads, [
      'People 19 deals, €109K and $800 in the total, but in no person’s row',
      'Stages 5 deals, €31.0K not in the total',
      'Pipelines 2 deals not in the total',
      'Currencies 6 deals, kr740K not in the total',
      'Possible duplicates',
      'Incomplete',
      'Counted from another source 9 deals, €51.0K not in the total',
    ]);
    const people = await page.$$eval('#needs .group:first-of-type .key', (all) =>
      all.map((one) => one.textContent),
    );
    assert.deepEqual(people, ['77014203', 'سارة العتيبي', '88120']);
    assert.match(await text(page, '#needs'), /12 deals have no amount yet.*such as 123, 124, 125/);
    assert_clean(page);
  }));

test('what needs mapping is read again by itself', () =>
  at_admin(
    stage,
    async (page) => {
      await page.waitForSelector('#needs .group');
      stage.server.admin.needs.people[0].n += 5;

      await page.clock.runFor(11000);

      await has_text(page, '#needs h3', /^People 24 deals/);
    },
    { clock: true },
  ));

test('a proposal is accepted with one tap, keeps its place, and can be undone', () =>
  at_admin(stage, async (page) => {
    const row = row_of('77014203');
    await all_loaded(page);
    assert.equal(await text(page, row + ' .propose'), 'Ana Souza?');

    await page.click(row + ' .propose');
    await page.waitForSelector('.resolved');

    assert.deepEqual(person('ana'), { ...office().people[1], aliases: ['hubspot:77014203'] });
    assert.deepEqual({ ...stored(), people: 0 }, { ...office(), people: 0 });
    const rows = await page.$$eval('#needs .group:first-of-type li', (all) =>
      all.map((one) => one.textContent),
    );
    assert.match(rows[0], /^Mapped .*77014203.* to .*Ana Souza.*\.Undo$/);
    assert.equal(rows.length, 3);
    assert.equal(await page.evaluate(() => document.activeElement.className), 'resolved');
    await page.waitForFunction(
      () =>
        document.querySelector('#needs h3').textContent ===
        'People 5 deals, €16.6K and $800 in the total, but in no person’s row',
    );

    await page.click('text=Undo');
    await page.waitForSelector(row + ' .propose');

    assert.deepEqual(stored(), office());
    assert_clean(page);
  }));

test('selecting alone changes nothing; mapping does', () =>
  at_admin(stage, async (page) => {
    const row = row_of('88120');
    await page.waitForSelector(row + ' option[value=sara]', { state: 'attached' });
    assert.equal(await page.$(row + ' .propose'), null);
    assert.equal(await page.isDisabled(row + ' [type=submit]'), true);

    await page.selectOption(row + ' select', 'sara');
    assert.equal(stage.server.org.version, 3);

    await page.click(row + ' [type=submit]');
    await page.waitForSelector('.resolved');
    assert.deepEqual(person('sara').aliases, ['hubspot:88120']);
    await page.click('#needs header .text');
    await page.waitForSelector('.resolved', { state: 'detached' });
    assert.equal((await page.$$('#needs .group:first-of-type li')).length, 2);
  }));

test('a new person is added to the org document', () =>
  at_admin(stage, async (page) => {
    const row = row_of('88120');
    await page.waitForSelector(row);
    await page.selectOption(row + ' select', { label: 'New person …' });
    await page.fill(row + ' input', 'Dai Nguyen');
    await page.press(row + ' input', 'Enter');
    await page.waitForSelector('.resolved');

    assert.deepEqual(person('dai-nguyen'), {
      id: 'dai-nguyen',
      name: 'Dai Nguyen',
      aliases: ['hubspot:88120'],
    });
  }));

test('a stage is mapped with a status, which is not preselected', () =>
  at_admin(stage, async (page) => {
    const row = row_of('contractsent');
    await all_loaded(page);
    const select = (n) => `${row} select >> nth=${n}`;
    assert.equal(await page.inputValue(select(0)), 'new');
    assert.equal(await page.inputValue(select(2)), '');

    await page.selectOption(select(1), { label: 'New stage …' });
    await page.fill(row + ' input', 'Contract sent');
    assert.equal(await page.isDisabled(row + ' [type=submit]'), true);
    await page.selectOption(select(2), 'won');
    await page.click(row + ' [type=submit]');
    await page.waitForSelector('.resolved');

    assert.match(
      await text(page, '.resolved'),
      /Mapped .*contractsent.* to .*Contract sent.* in .*New business.* \(won\)\./,
    );
    const [first] = office().pipelines;
    assert.deepEqual(stored().pipelines[0], {
      ...first,
      stages: [
        ...first.stages,
        {
          id: 'contract-sent',
          name: 'Contract sent',
          aliases: ['pipedrive:contractsent'],
          status: 'won',
        },
      ],
    });
  }));

test('a stage that has a status keeps it', () =>
  at_admin(stage, async (page) => {
    const row = row_of('contractsent');
    await page.waitForSelector(row);
    await page.selectOption(row + ' select >> nth=0', 'partner');
    await page.selectOption(row + ' select >> nth=1', 'won');
    assert.equal(await page.inputValue(row + ' select >> nth=2'), 'won');
    assert.equal(await page.isDisabled(row + ' select >> nth=2'), true);

    await page.click(row + ' [type=submit]');
    await page.waitForSelector('.resolved');

    assert.deepEqual(stored().pipelines[1].stages, [
      { id: 'won', name: 'Won', status: 'won', aliases: ['pipedrive:contractsent'] },
    ]);
  }));

test('a pipeline is mapped', () =>
  at_admin(stage, async (page) => {
    const row = row_of('Partner deals');
    await page.waitForSelector(row);
    await page.selectOption(row + ' select', 'partner');
    await page.click(row + ' [type=submit]');
    await page.waitForSelector('.resolved');

    assert.deepEqual(stored().pipelines[1].aliases, ['hubspot:Partner deals']);
  }));

for (const [press, same, deal, of] of [
  ['.twin:nth-of-type(1) button', true, 'stripe:pi_1', 'hubspot:123'],
  ['.twin:nth-of-type(2) button', true, 'hubspot:123', 'stripe:pi_1'],
  ['.twins > button', false, 'stripe:pi_1', 'hubspot:123'],
]) {
  test(`possible duplicates are decided: ${press}`, () =>
    at_admin(stage, async (page) => {
      await has_text(
        page,
        '.twins',
        /Acme renewal€12,50023 Nov · Ana SouzaHubSpot · 123.*Invoice 2041€12,50024 Nov · no ownerStripe · pi_1/,
      );

      await page.click(press);
      await page.waitForSelector('.resolved');

      assert.deepEqual(stored().twins, [{ deal, of, same }]);
      assert.equal(await page.$('.twins'), null);
    }));
}

test('a concurrent change is not overwritten: the mapping is applied to it', () =>
  at_admin(stage, async (page) => {
    const row = row_of('77014203');
    await page.waitForSelector(row + ' .propose');
    let others = 0;
    await page.route('**/api/v1/org', (route) => {
      if (route.request().method() === 'PUT' && others++ === 0)
        stage.server.org = { version: 4, document: { ...office(), name: 'Southwind' } };
      return route.continue();
    });

    await page.click(row + ' .propose');
    await page.waitForSelector('.resolved');

    assert.equal(stored().name, 'Southwind');
    assert.deepEqual(person('ana').aliases, ['hubspot:77014203']);
  }));

test('a mapping cannot be undone after another change, which is kept', () =>
  at_admin(stage, async (page) => {
    await page.click(row_of('77014203') + ' .propose');
    await page.waitForSelector('.resolved');
    stage.server.org = { version: 9, document: { ...stored(), name: 'Southwind' } };

    await page.click('text=Undo');
    await page.waitForSelector('#needs .refused');

    assert.match(await text(page, '#needs .refused'), /has changed since/);
    assert.equal(await page.$('button:text-is("Undo")'), null);
    assert.equal(stored().name, 'Southwind');
    assert.deepEqual(person('ana').aliases, ['hubspot:77014203']);
  }));

for (const [status, detail, words] of [
  [
    403,
    'this token may only read',
    /^This login is read-only\. An admin login is needed\. Log in$/,
  ],
  [412, 'another', /^Someone else is changing the org document/],
  [422, 'at most 1,000 characters', /^At most 1,000 characters\. $/],
]) {
  test(`a refusal is shown in the row, which stays: ${status}`, () => {
    stage.server.refuse_put = [status, detail];
    return at_admin(stage, async (page) => {
      const row = row_of('77014203');
      await page.click(row + ' .propose');
      await page.waitForSelector(row + ' .refused');

      assert.match(await text(page, row + ' .refused'), words);
      assert.equal(await page.isEnabled(row + ' .propose'), true);
      assert.deepEqual(stored(), office());
    });
  });
}

for (const [width, height] of sizes) {
  test(`a key of 2,000 characters and names from right to left stay in place at ${width}`, () => {
    const key = 'k'.repeat(2000);
    const { people, twins } = stage.server.admin.needs;
    people.push({
      source: 'hubspot',
      key,
      n: 1,
      held_back: { EUR: '999999.00' },
      proposed: 'sara',
    });
    stage.server.admin.sources[1].title = 'Anything that can POST: Zapier, Make, n8n, own scripts';
    stage.server.admin.rejected[1].source = 'pipedrive';
    twins[0].deals[0].title = 'عرض '.repeat(80);
    twins[0].deals[1].id = key;
    stage.server.admin.rejected[0].message = key;
    stage.server.admin.rejected[0].pointer = '/' + key;
    return at_admin(
      stage,
      async (page) => {
        await page.waitForSelector('#rejected .row');
        await page.waitForSelector(row_of(key));
        await assert_whole(page);
        const height_of = (selector) => page.$eval(selector, (one) => one.offsetHeight);
        assert.ok((await height_of(row_of(key) + ' .key')) < 80);

        await page.click(row_of(key) + ' .propose');
        await page.waitForSelector('.resolved');

        assert.deepEqual(person('sara').aliases, ['hubspot:' + key]);
        await assert_whole(page);
        assert_clean(page);
      },
      { width, height },
    );
  });
}

test('what new counting rules moved is said for a month', async () => {
  const moved = ['November 2026: won 1,204,500 → 1,198,000 EUR (refunds count)'];
  const change = { from: 1, to: 2, rules: ['refunds count'], moved, note: '' };
  const figure_change = { ...change, at: Date.now() - 86400000 };
  stage.server.admin.figure_change = figure_change;
  await at_admin(stage, async (page) => {
    await page.waitForSelector('#figures li');
    assert.match(await text(page, '#figures'), /counted differently.*Refunds count\..*1,198,000/s);
    assert_clean(page);
  });
  stage.server.admin.figure_change = { ...change, at: Date.now() - 40 * 86400000 };
  await at_admin(stage, async (page) => {
    await page.waitForSelector('#needs .group');
    assert.equal(await page.$('#figures'), null);
  });
});
