import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { open_polling } from '#src/browser/polling';

const date = 'Mon, 23 Nov 2026 13:32:00 GMT';
const at = Date.parse(date);
const snapshot = (rev) => ({ type: 'snapshot', board: 'wall', epoch: 'e', rev, at, tiles: {} });

let requests;
let timers;
let unshared_since;
globalThis.XMLHttpRequest = class {
  headers = {};
  aborted = false;
  constructor() {
    requests.push(this);
  }
  open(method, url) {
    this.asked = method + ' ' + url;
  }
  setRequestHeader(name, value) {
    this.headers[name] = value;
  }
  getResponseHeader(name) {
    if (name === 'Dealbell-Unshared-Since') return unshared_since;
    return name === 'Date' ? date : null;
  }
  send() {}
  abort() {
    this.aborted = true;
    this.answer(0);
  }
  answer(status, body = '') {
    this.status = status;
    this.responseText = typeof body === 'string' ? body : JSON.stringify(body);
    this.onloadend();
  }
};
beforeEach(() => {
  requests = [];
  timers = [];
  unshared_since = null;
});

// A polling socket, what it said, and where the store behind it stands.
function polling() {
  const world = { said: [], codes: [], opened: 0, place: null };
  const after = (ms, then) => {
    const timer = { ms, then };
    timers.push(timer);
    return () => (timers = timers.filter((other) => other !== timer));
  };
  const socket = open_polling('wall', () => world.place, after);
  socket.onopen = () => world.opened++;
  socket.onmessage = (event) => world.said.push(JSON.parse(event.data));
  socket.onclose = (event) => world.codes.push(event.code);
  return Object.assign(world, { socket });
}

const last = () => requests[requests.length - 1];
const kinds = ({ said }) => said.map((frame) => frame.type);

function next_question() {
  assert.equal(timers.length, 1);
  const [timer] = timers.splice(0);
  timer.then();
}

test('the first answer is told as a server would: welcome, snapshot, beat', () => {
  const world = polling();

  last().answer(200, snapshot(7));

  assert.equal(last().asked, 'GET /api/v1/boards/wall');
  assert.equal(last().headers['If-None-Match'], undefined);
  assert.equal(world.opened, 1);
  assert.deepEqual(kinds(world), ['welcome', 'snapshot', 'beat']);
  assert.deepEqual(world.said[1], snapshot(7));
  assert.equal(world.said[0].now, at);
  assert.equal(world.said[2].at, at);
});

test('it asks for what is newer than where we stand, and an unchanged board is heard', () => {
  const world = polling();
  world.place = { epoch: 'e', rev: 7 };
  last().answer(200, snapshot(7));
  world.said = [];

  next_question();
  assert.equal(last().headers['If-None-Match'], '"e:7"');
  last().answer(304);

  assert.deepEqual(kinds(world), ['beat']);
});

test('discard is what lasts longer than a pause and an answer that takes all its time', () => {
  const world = polling();
  last().answer(304);

  assert.ok(2.5 * world.said[0].beat_ms > timers[0].ms + last().timeout);
});

test('there is one question at a time', () => {
  polling();
  assert.deepEqual([requests.length, timers.length], [1, 0]);

  last().answer(304);
  assert.deepEqual([requests.length, timers.length], [1, 1]);
  next_question();

  assert.deepEqual([requests.length, timers.length], [2, 0]);
});

test('a first answer that is none closes it, for whatever reason', () => {
  const hotel = [200, '<html>Welcome</html>'];
  for (const [status, body] of [[0], [401], [403], [404, 'not here'], [429], [503], hotel]) {
    const world = polling();
    last().answer(status, body);
    assert.deepEqual([world.codes, world.said, timers.length], [[1006], [], 0], String(status));
  }
});

test('later one failure is let pass, the second in a row is not', () => {
  const world = polling();
  last().answer(304);
  for (const status of [503, 304, 503]) {
    next_question();
    last().answer(status);
  }
  assert.deepEqual(world.codes, []);

  next_question();
  last().answer(503);

  assert.deepEqual(world.codes, [1006]);
  assert.equal(timers.length, 0);
});

test('a board that does not exist is denied', () => {
  const world = polling();

  last().answer(404, { code: 'not_found', status: 404 });

  assert.deepEqual(kinds(world), ['welcome']);
  assert.deepEqual(world.said[0].denied, ['wall']);
});

test('closed in the middle of a question it says nothing and asks nothing', () => {
  const world = polling();

  world.socket.close();

  assert.equal(last().aborted, true);
  assert.deepEqual([world.said, world.codes, timers.length], [[], [], 0]);
});

test('closed during its pause, or by what it says, it asks no more', () => {
  const world = polling();
  last().answer(304);
  world.socket.close();
  assert.equal(timers.length, 0);

  const other = polling();
  other.socket.onmessage = () => other.socket.close();
  last().answer(304);
  assert.equal(timers.length, 0);
});

test('a server that may lack what others took says so in a header, and the beat says it on', () => {
  const world = polling();
  unshared_since = '1795438000000';
  last().answer(200, snapshot(1));
  assert.equal(world.said.find((frame) => frame.type === 'beat').unshared_since, 1795438000000);

  unshared_since = null;
  timers[0].then();
  last().answer(304);
  assert.ok(!('unshared_since' in world.said[world.said.length - 1]));
});
