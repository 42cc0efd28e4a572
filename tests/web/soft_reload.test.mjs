// When a page reloads itself, with a clock and a server that the test controls.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { SoftReload } from '#src/browser/soft_reload';

const hour = 3600000;
const opened = Date.UTC(2026, 10, 23, 6);
let status;
let reloads;
globalThis.location = { href: 'http://wall/' };
globalThis.XMLHttpRequest = class {
  open() {}
  setRequestHeader() {}
  getResponseHeader = () => null;
  responseText = '';
  send() {
    this.status = status;
    this.onloadend();
  }
};
beforeEach(() => {
  status = 200;
  reloads = 0;
});

const page = () => new SoftReload(opened, () => (reloads += 1));
const at = (reload, hours, idle = true) =>
  reload.check(opened + hours * hour, opened + hours * hour, idle); // an office at UTC

test('a page that has run for a day reloads between three and four at night', () => {
  const reload = page();

  at(reload, 20.9); // 02:54
  assert.equal(reloads, 0);
  at(reload, 21.99); // 03:59: later than any of the random times
  assert.equal(reloads, 1);
});

test('a page that was opened last evening does not reload', () => {
  const reload = new SoftReload(opened + 14 * hour, () => (reloads += 1));

  at(reload, 21.99);

  assert.equal(reloads, 0);
});

test('it does not reload while something is on stage, or after four', () => {
  const reload = page();

  at(reload, 22.1); // 04:06
  at(reload, 45.95, false);

  assert.equal(reloads, 0);
});

test('while the server does not respond the page is kept, and it tries again', () => {
  const reload = page();
  status = 0;

  at(reload, 21.99);
  assert.equal(reloads, 0);
  status = 200;
  at(reload, 22);

  assert.equal(reloads, 1);
});

test('a new build reloads the page, the same one does not', () => {
  const reload = page();
  reload.on_welcome('1', opened);
  reload.on_welcome('1', opened);
  at(reload, 1);
  assert.equal(reloads, 0);

  reload.on_welcome('2', opened);
  at(reload, 1);

  assert.equal(reloads, 1);
});
