// Opens the wall of a real server in a real browser and records the page's errors.

// Logs in with the server's token and opens the wall; returns the page once its first board is shown.
// `page.red` collects errors and warnings of the console and uncaught exceptions, each with the value
// that `page.outage` had: a test sets it while it keeps the server down.
export async function open_wall(t, browser, server) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  t.after(() => context.close());
  await context.request.post(server.url + '/login', { data: { token: server.token } });
  const page = await context.newPage();
  page.red = [];
  page.outage = false;
  const note = (text) => page.red.push({ text, outage: page.outage });
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && note(line.text()));
  page.on('pageerror', (error) => note(String(error)));
  await page.goto(server.url + '/wall/wall');
  await page.waitForSelector('.wall[data-rev]');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}

// From now on window.seen records the moments shown, and which rows move by which CSS property.
export function watch(page) {
  return page.evaluate(() => {
    window.seen = { stages: [], slides: [] };
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) {
          if (!(node instanceof HTMLElement)) continue;
          const stage = node.matches('.moment') ? node : node.querySelector('.moment');
          if (stage instanceof HTMLElement) window.seen.stages.push(stage.dataset.deal);
        }
    }).observe(document.body, { childList: true, subtree: true });
    document.addEventListener('transitionrun', ({ target, propertyName }) => {
      if (target instanceof HTMLElement && target.matches('.row'))
        window.seen.slides.push([target.dataset.key, propertyName]);
    });
  });
}

// The keys of the ranking's rows on the screen, from top to bottom.
export function standing(page) {
  return page.$$eval('.row', (rows) =>
    rows
      .map((/** @type {HTMLElement} */ row) => ({
        key: row.dataset.key,
        top: row.getBoundingClientRect().top,
      }))
      .sort((a, b) => a.top - b.top)
      .map((row) => row.key),
  );
}

// Waits until the wall shows this figure and no row of the ranking moves any more.
export async function figure_is(page, value) {
  await page.waitForFunction(
    (wanted) => document.querySelector('.figure')?.getAttribute('data-value') === wanted,
    value,
  );
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((a) => /** @type {KeyframeEffect} */ (a.effect).target.matches('.row'))
        .map((a) => a.finished.catch(() => undefined)),
    ).then(() => undefined),
  );
}
