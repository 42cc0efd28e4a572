// The admin page: the health of the sources, and what to do when one has a problem.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { all_loaded, assert_whole, at_admin, reset, sizes, text } from './admin_support.mjs';
import { assert_clean, has_text, open_stage } from './support.mjs';

let stage;
before(async () => (stage = await open_stage()));
after(() => stage.close());
beforeEach(() => reset(stage.server));

const refused_requests = (page) => page.red.filter((line) => !/status of 40[1349]/.test(line));

test('one line names the problems, and each source shows what to do', () =>
  at_admin(stage, async (page) => {
    await page.waitForSelector('.sources');

    assert.match(
      await text(page, '.verdict'),
      /^Pipedrive is silent · Stripe is failing · Close has not sent anything yet · last event \d+ s ago$/,
    );
    const rows = await page.$$eval('tbody.source', (all) =>
      all.map((one) => [one.dataset.source, one.className, one.textContent]),
    );
    assert.deepEqual(
      rows.map(([id, look]) => [id, look]),
      [
        ['hubspot', 'source ok'],
        ['pipedrive', 'source silent'],
        ['stripe', 'source failing'],
        ['close', 'source never'],
      ],
    );
    assert.match(rows[0][2], /^HubSpotdelivering\d+ s ago1215 usualnonenonenone$/);
    assert.match(
      rows[1][2],
      /Silent for 3 h; usually 15 deliveries an hour .*\. Is the webhook still active/,
    );
    assert.match(
      rows[2][2],
      /39 %123.*12 deliveries had a wrong signature.*newest refusal: mismatch/,
    );
    assert.match(
      rows[3][2],
      /never0usual rate unknown–.*webhook address in Close to \/hooks\/close\./,
    );
    assert_clean(page);
  }));

test('all is well in one line, with an age that is updated', () => {
  const { admin } = stage.server;
  admin.sources = admin.sources.slice(0, 1);
  return at_admin(stage, async (page) => {
    await page.waitForSelector('.verdict.well');
    const first = await text(page, '.verdict');
    assert.match(first, /^1 source, delivering · last event \d+ s ago$/);

    await page.waitForFunction(
      (before) => document.querySelector('.verdict').textContent !== before,
      first,
    );

    assert.equal(await page.$('.advice'), null);
    assert.equal(await text(page, '.verdict [role=status]'), '1 source, delivering');
  });
});

test('changes are polled; nothing else is rendered, and the focus stays', () =>
  at_admin(stage, async (page) => {
    await all_loaded(page);
    await page.focus('#deliveries .row:nth-child(3) .head');
    await page.evaluate(() => {
      window.painted = [];
      new MutationObserver((all) =>
        all
          .filter(({ target, oldValue }) => target.nodeType !== 3 || target.data !== oldValue)
          .map(({ target }) => (target.nodeType === 3 ? target.parentElement : target))
          .filter((element) => !element.closest('.age'))
          .forEach((element) => window.painted.push(element.className || element.tagName)),
      ).observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
        characterDataOldValue: true,
      });
    });

    await page.waitForResponse(/\/sources$/);
    stage.server.admin.sources[0].gaps = 7;
    await page.waitForSelector('[data-source=hubspot] [data-label=Gaps]:text-is("7")');

    // Its figure, the class of that, and the advice below it.
    const painted = await page.evaluate(() => window.painted);
    assert.deepEqual(painted.sort(), ['poor', 'poor', 'source ok']);
    assert.equal(await page.evaluate(() => document.activeElement.className), 'head');
    assert_clean(page);
  }));

test('an unavailable server is reported, and the old state is shown as stale', () =>
  at_admin(stage, async (page) => {
    await page.waitForSelector('.sources');
    stage.server.answering = false;
    await page.waitForSelector('main > .trouble');

    assert.match(await text(page, 'main > .trouble'), /returned an error \(503\)/);
    assert.equal(await page.$eval('main', (main) => main.classList.contains('stale')), true);
    assert.equal((await page.$$('tbody.source')).length, 4);

    stage.server.answering = true;
    await page.waitForSelector('main:not(.stale)');
    assert.equal(await page.$('main > .trouble'), null);
  }));

test('an office without sources shows how to connect one', () => {
  Object.assign(stage.server.admin, { sources: [], needs: {}, rejected: [], deliveries: [] });
  stage.server.org.document.currency = 'USD';
  return at_admin(stage, async (page) => {
    await page.waitForSelector('.teach');
    await has_text(page, '.teach', /USD/);
    assert.equal(await text(page, '.verdict'), 'No source is connected yet');
    const [settings, address, curl] = await page.$$eval('.teach pre', (all) =>
      all.map((one) => one.textContent),
    );

    const { public_url, sources } = JSON.parse(settings);
    assert.equal(public_url, stage.server.url);
    assert.deepEqual(
      sources.map(({ id, auth }) => [id, auth.scheme, Object.keys(auth.secrets[0])]),
      [
        ['hubspot', 'hubspot-v3', ['env']],
        ['generic', 'bearer', ['env']],
      ],
    );
    assert.equal(address, stage.server.url + '/hooks/hubspot');
    assert.ok(curl.startsWith('curl -i ' + stage.server.url + '/hooks/generic'));
    const event = JSON.parse(/-d '(.*)'/.exec(curl)[1]);
    assert.equal(event.deal.currency, 'USD');
    await has_text(page, '#needs .note', /Nothing to map: everything received is in the figures\./);
    await has_text(page, '#rejected .note', /Nothing was rejected\./);
    await has_text(page, '#deliveries .note', /No deliveries yet\./);
    assert_clean(page);
  });
});

test('a viewer sees why the page is empty, and a link to log in', () => {
  stage.server.admin.forbidden = ['sources', 'needs-mapping', 'rejected', 'deliveries'];
  return at_admin(stage, async (page) => {
    await page.waitForSelector('text=can only view boards');

    assert.equal(await page.$('section'), null);
    assert.equal(await page.getAttribute('text=Log in as an admin', 'href'), '/login?next=/admin');
    assert.deepEqual(refused_requests(page), []);
  });
});

test('a login without access to payloads sees that in their sections', () => {
  stage.server.admin.forbidden = ['rejected', 'deliveries'];
  return at_admin(stage, async (page) => {
    await page.waitForSelector('#needs .group');
    await page.waitForSelector('#deliveries .trouble');

    for (const part of ['#rejected', '#deliveries']) {
      assert.match(
        await text(page, part + ' .trouble'),
        /may not see this\. An admin login is needed/,
      );
      assert.equal(await page.$(part + ' select'), null);
    }
    assert.equal((await page.$$('tbody.source')).length, 4);
    assert.deepEqual(refused_requests(page), []);
  });
});

test('a logged out user is redirected to the login page, and back', () => {
  stage.server.revoked = true;
  return at_admin(stage, async (page) => {
    await page.waitForURL(/\/login\?next=\/admin$/);
    stage.server.revoked = false;

    await page.fill('#secret', 'ABCD-EFGH');
    await page.click('button[type=submit]');

    await page.waitForURL(/\/admin$/);
    await page.waitForSelector('.sources');
  });
});

test('what this server does not provide is reported, and the rest works', () => {
  stage.server.admin.absent = ['needs-mapping', 'deliveries', 'sources'];
  return at_admin(stage, async (page) => {
    await page.waitForSelector('#rejected .row');
    await page.waitForSelector('#needs .trouble');

    for (const part of ['main >', '#needs', '#deliveries'])
      assert.match(await text(page, part + ' .trouble'), /does not provide this yet/);
    assert.equal(await page.$('#rejected .trouble'), null);
    assert.deepEqual(refused_requests(page), []);
  });
});

for (const [width, height] of sizes) {
  test(`nothing is cut off at ${width}×${height}, with everything open`, () => {
    stage.server.admin.deliveries[0].body = JSON.stringify({ long: 'x'.repeat(3000) });
    return at_admin(
      stage,
      async (page) => {
        await all_loaded(page);
        await page.click('#rejected-9 .head');
        await page.click('#rejected-9 summary');
        await page.click('#rejected-9 button:text-is("Try")');
        await page.click('#delivery-500 .head');
        await page.waitForSelector('#delivery-500 pre');
        await page.waitForSelector('.outcomes');

        await assert_whole(page);
        const small = await page.$$eval('main button, main select, main a', (all) =>
          all
            .filter((one) => one.offsetHeight > 0 && one.closest('nav') === null)
            .filter((one) => one.offsetHeight < 38)
            .map((one) => one.outerHTML.slice(0, 80)),
        );
        assert.deepEqual(small, []);
        assert_clean(page);
      },
      { width, height },
    );
  });
}

test('all text has enough contrast, greys included', () =>
  at_admin(stage, async (page) => {
    await all_loaded(page);
    await page.click('#rejected-9 .head');
    await page.waitForSelector('#rejected-9 pre');

    const { read, faint } = await page.$$eval('main *', (all) => {
      const luminance = (color) => {
        const parts = color
          .match(/[\d.]+/g)
          .slice(0, 3)
          .map((part) => {
            const c = part / 255;
            return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
          });
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
      };
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const color = getComputedStyle(at).backgroundColor;
          if (!/, 0\)$/.test(color)) return color;
        }
        return 'rgb(255, 255, 255)';
      };
      const own_text = (element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const read = all.filter((element) => own_text(element) && !element.closest(':disabled'));
      const faint = read
        .filter((element) => {
          const [a, b] = [getComputedStyle(element).color, ground(element)].map(luminance);
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 7;
        })
        .map((element) => element.outerHTML.slice(0, 80));
      return { read: read.length, faint };
    });
    assert.ok(read > 50);
    assert.deepEqual(faint, []);
  }));

test('everything can be reached by keyboard, and shows the focus', () =>
  at_admin(stage, async (page) => {
    await all_loaded(page);
    const reached = [];
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const { activeElement: one } = document;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        const name = one.getAttribute('aria-label') || one.textContent;
        return { name, seen: outlineStyle === 'solid' && outlineWidth === '2px', tag: one.tagName };
      });
      if (at.tag === 'BODY') break;
      assert.equal(at.seen, true, at.name);
      reached.push(at.name);
    }

    const wanted = ['Boards', 'Refresh Needs mapping', 'Ana Souza?', 'Person for 77014203'];
    assert.deepEqual(reached.slice(0, 4), wanted);
    for (const name of [
      'Source of rejected',
      'Replay all from HubSpot',
      'Outcome of deliveries',
      'Older',
    ])
      assert.ok(reached.includes(name), name);
  }));
