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

// A polling socket, the frames it delivered, and the position of the store behind it.
function polling() {
  const world = { frames: [], codes: [], opened: 0, position: null };
  const after = (ms, then) => {
    const timer = { ms, then };
    timers.push(timer);
    return () => (timers = timers.filter((other) => other !== timer));
  };
  const socket = open_polling('wall', () => world.position, after);
  socket.onopen = () => world.opened++;
  socket.onmessage = (event) => world.frames.push(JSON.parse(event.data));
  socket.onclose = (event) => world.codes.push(event.code);
  return Object.assign(world, { socket });
}

const last = () => requests[requests.length - 1];
const kinds = ({ frames }) => frames.map((frame) => frame.type);

function next_request() {
  assert.equal(timers.length, 1);
  const [timer] = timers.splice(0);
  timer.then();
}

test('the first response becomes a welcome, a snapshot and a beat', () => {
  const world = polling();

  last().answer(200, snapshot(7));

  assert.equal(last().asked, 'GET /api/v1/boards/wall');
  assert.equal(last().headers['If-None-Match'], undefined);
  assert.equal(world.opened, 1);
  assert.deepEqual(kinds(world), ['welcome', 'snapshot', 'beat']);
  assert.deepEqual(world.frames[1], snapshot(7));
  assert.equal(world.frames[0].now, at);
  assert.equal(world.frames[2].at, at);
});

test('it sends our position, and an unchanged board becomes a beat', () => {
  const world = polling();
  world.position = { epoch: 'e', rev: 7 };
  last().answer(200, snapshot(7));
  world.frames = [];

  next_request();
  assert.equal(last().headers['If-None-Match'], '"e:7"');
  last().answer(304);

  assert.deepEqual(kinds(world), ['beat']);
});

test('2.5 beats are longer than a pause and a request that runs into its timeout', () => {
  const world = polling();
  last().answer(304);

  assert.ok(2.5 * world.frames[0].beat_ms > timers[0].ms + last().timeout);
});

test('there is one request at a time', () => {
  polling();
  assert.deepEqual([requests.length, timers.length], [1, 0]);

  last().answer(304);
  assert.deepEqual([requests.length, timers.length], [1, 1]);
  next_request();

  assert.deepEqual([requests.length, timers.length], [2, 0]);
});

test('a failed first request closes it, for whatever reason', () => {
  const hotel = [200, '<html>Welcome</html>'];
  for (const [status, body] of [[0], [401], [403], [404, 'not here'], [429], [503], hotel]) {
    const world = polling();
    last().answer(status, body);
    assert.deepEqual([world.codes, world.frames, timers.length], [[1006], [], 0], String(status));
  }
});

test('later a single failure is ignored, a second in a row is not', () => {
  const world = polling();
  last().answer(304);
  for (const status of [503, 304, 503]) {
    next_request();
    last().answer(status);
  }
  assert.deepEqual(world.codes, []);

  next_request();
  last().answer(503);

  assert.deepEqual(world.codes, [1006]);
  assert.equal(timers.length, 0);
});

test('a board that does not exist is denied', () => {
  const world = polling();

  last().answer(404, { code: 'not_found', status: 404 });

  assert.deepEqual(kinds(world), ['welcome']);
  assert.deepEqual(world.frames[0].denied, ['wall']);
});

test('closed during a request it delivers and requests nothing more', () => {
  const world = polling();

  world.socket.close();

  assert.equal(last().aborted, true);
  assert.deepEqual([world.frames, world.codes, timers.length], [[], [], 0]);
});

test('closed during its pause, or by a frame, it requests nothing more', () => {
  const world = polling();
  last().answer(304);
  world.socket.close();
  assert.equal(timers.length, 0);

  const other = polling();
  other.socket.onmessage = () => other.socket.close();
  last().answer(304);
  assert.equal(timers.length, 0);
});

test('the header of a server that is not shared becomes a field of the beat', () => {
  const world = polling();
  unshared_since = '1795438000000';
  last().answer(200, snapshot(1));
  assert.equal(world.frames.find((frame) => frame.type === 'beat').unshared_since, 1795438000000);

  unshared_since = null;
  timers[0].then();
  last().answer(304);
  assert.ok(!('unshared_since' in world.frames[world.frames.length - 1]));
});
