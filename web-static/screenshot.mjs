// Takes the README's screenshot: node screenshot.mjs URL FILE.png, with a demo office running at URL.
// Waits for a typical afternoon: wins today, a rising row, nothing on stage.

import { launch } from './chromium.mjs';

const [url, file] = process.argv.slice(2);
if (!file) {
  console.error('usage: node screenshot.mjs URL FILE.png');
  process.exit(2);
}
const timeout_ms = 30 * 60 * 1000; // a demo office wins a deal every few minutes

const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
await page.goto(new URL('/wall/wall', url).href);
await page.waitForFunction(is_typical, null, { timeout: timeout_ms, polling: 500 });
await page.evaluate(() => document.fonts.ready.then(() => undefined));
await page.screenshot({ path: file });
await browser.close();

function is_typical() {
  const count = (selector) => document.querySelectorAll(selector).length;
  const rises = [...document.querySelectorAll('.rise')].filter((rise) => rise.textContent);
  const still = document.getAnimations().length === 0;
  return count('.wins .item') >= 3 && rises.length > 0 && count('.moment, .stale') === 0 && still;
}
