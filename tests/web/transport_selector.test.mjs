import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TransportSelector } from '#src/link/transport_selector';

const minute = 60000;
const new_selector = () => new TransportSelector(() => 0.5); // no jitter

function fail(selector, times, works = true, now = 0) {
  let moved = 0;
  for (let i = 0; i < times; i++) {
    selector.failed();
    if (selector.http_checked(works, now)) moved++;
  }
  return moved;
}

// When the next try is due, in whole minutes from `from` on.
function next_attempt(selector, from) {
  for (let i = 0; i < 1000; i++) if (selector.due(from + i * minute)) return i;
  return null;
}

test('three failures in a row while HTTP works change the transport', () => {
  const selector = new_selector();

  assert.equal(fail(selector, 2), 0);
  assert.equal(selector.transport, 'socket');
  assert.equal(fail(selector, 1), 1);
  assert.equal(selector.transport, 'stream');
});

test('three more change it again, and polling is the last', () => {
  const selector = new_selector();

  fail(selector, 6);
  assert.equal(selector.transport, 'polling');

  assert.equal(fail(selector, 100), 0);
});

test('while the server is down the transport is kept, and earlier failures do not count', () => {
  const selector = new_selector();

  fail(selector, 100, false);
  fail(selector, 2);
  fail(selector, 1, false);
  fail(selector, 2);

  assert.equal(selector.transport, 'socket');
});

test('a working HTTP check without a failure changes nothing', () => {
  const selector = new_selector();

  for (let i = 0; i < 10; i++) selector.http_checked(true, 0);
  selector.failed();
  for (let i = 0; i < 10; i++) selector.http_checked(true, 0); // several checks after one failure

  assert.equal(selector.transport, 'socket');
});

test('a proven transport starts with no failures', () => {
  const selector = new_selector();

  fail(selector, 2);
  selector.proven();
  fail(selector, 2);

  assert.equal(selector.transport, 'socket');
});

test('a proven transport is kept until it fails for half a minute', () => {
  const selector = new_selector();
  selector.proven();

  for (let now = 0; now < 30000; now += 1000) fail(selector, 1, true, now);
  assert.equal(selector.transport, 'socket');
  fail(selector, 1, true, 30000);

  assert.equal(selector.transport, 'stream');
});

test('on a new network nothing is proven', () => {
  const selector = new_selector();
  selector.proven();

  selector.try_soon(0, true);
  fail(selector, 3);

  assert.equal(selector.transport, 'stream');
});

test('on the socket there is nothing better to try', () => {
  const selector = new_selector();

  selector.try_soon(0, true);

  assert.equal(selector.due(24 * 60 * minute), false);
  assert.equal(selector.better(null), null);
});

test('a better transport is tried every five minutes', () => {
  const selector = new_selector();
  fail(selector, 3);

  assert.equal(next_attempt(selector, 0), 5);
  assert.equal(next_attempt(selector, 5 * minute), 5);
  assert.equal(next_attempt(selector, 10 * minute), 5);
});

test('the jitter spreads a floor of screens over half the time', () => {
  const first = new TransportSelector(() => 0);
  const last = new TransportSelector(() => 0.999);
  fail(first, 3);
  fail(last, 3);

  assert.equal(first.due(3.75 * minute), true);
  assert.equal(last.due(6.2 * minute), false);
  assert.equal(last.due(6.25 * minute), true);
});

test('better transports are tried from the best down', () => {
  const selector = new_selector();
  fail(selector, 3);
  assert.deepEqual([selector.better(null), selector.better('socket')], ['socket', null]);

  fail(selector, 3);
  assert.deepEqual([selector.better(null), selector.better('socket')], ['socket', 'stream']);
  assert.equal(selector.better('stream'), null);
});

test('a failed upgrade returns to where it began, and the next one waits longer', () => {
  const selector = new_selector();
  fail(selector, 6);
  const waits = [];

  for (let i = 0; i < 6; i++) {
    selector.upgraded('stream', 0);
    selector.upgraded('socket', 0);
    assert.equal(fail(selector, 1), 1);
    assert.equal(selector.transport, 'polling');
    waits.push(next_attempt(selector, 0));
    selector.try_soon(0, true);
  }

  assert.deepEqual(waits, [10, 20, 40, 60, 60, 60]);
});

test('a proven upgrade resets the wait', () => {
  const selector = new_selector();
  fail(selector, 3);
  selector.upgraded('socket', 0);
  fail(selector, 1);
  selector.upgraded('socket', 0);

  selector.proven();
  assert.equal(fail(selector, 2), 0);
  fail(selector, 1, true, minute);

  assert.equal(selector.transport, 'stream');
  assert.equal(next_attempt(selector, minute), 5);
});

test('a restart just after an upgrade keeps the transport', () => {
  const selector = new_selector();
  fail(selector, 3);
  selector.upgraded('socket', 0);

  fail(selector, 20, false);

  assert.equal(selector.transport, 'socket');
});

test('try_soon tries now, unless the last try was just now', () => {
  const selector = new_selector();
  fail(selector, 3);

  selector.try_soon(30000, false);
  assert.equal(selector.due(30000), false);
  selector.try_soon(minute, false);
  assert.equal(selector.due(minute), true);
});

test('a clock that is set back does not put the next try off', () => {
  const selector = new_selector();
  selector.failed();
  fail(selector, 2);
  selector.failed();
  selector.http_checked(true, 1000 * minute);

  assert.equal(selector.due(0), true);
});
