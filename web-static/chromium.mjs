// The browser for tests and screenshots. Debian's headless shell comes first: it is the same engine
// without the browser around it, and needs a third of the resources.

import { existsSync } from 'node:fs';

import { chromium } from 'playwright-core';

export const path =
  process.env.DEALBELL_CHROMIUM ||
  [
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
  ].find((file) => existsSync(file));

export function launch() {
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
