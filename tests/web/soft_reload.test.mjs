// When a page fetches itself anew, with the clock and the server in our hands.

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

test('a page that has run for a day is fetched anew between three and four at night', () => {
  const reload = page();

  at(reload, 20.9); // 02:54
  assert.equal(reloads, 0);
  at(reload, 21.99); // 03:59: whatever its turn was, it has come
  assert.equal(reloads, 1);
});

test('a page that was opened last evening is left alone', () => {
  const reload = new SoftReload(opened + 14 * hour, () => (reloads += 1));

  at(reload, 21.99);

  assert.equal(reloads, 0);
});

test('nothing is fetched anew while something is on stage, or when the night is over', () => {
  const reload = page();

  at(reload, 22.1); // 04:06
  at(reload, 45.95, false);

  assert.equal(reloads, 0);
});

test('a server that does not answer keeps the old page, and is asked again', () => {
  const reload = page();
  status = 0;

  at(reload, 21.99);
  assert.equal(reloads, 0);
  status = 200;
  at(reload, 22);

  assert.equal(reloads, 1);
});

test('the same build again is no reason, another one is', () => {
  const reload = page();
  reload.on_welcome('1', opened);
  reload.on_welcome('1', opened);
  at(reload, 1);
  assert.equal(reloads, 0);

  reload.on_welcome('2', opened);
  at(reload, 1);

  assert.equal(reloads, 1);
});
