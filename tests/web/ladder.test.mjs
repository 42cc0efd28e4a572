import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Ladder } from '#src/link/ladder';

const minute = 60000;
const new_ladder = () => new Ladder(() => 0.5); // no jitter

function fail(ladder, times, works = true, now = 0) {
  let moved = 0;
  for (let i = 0; i < times; i++) {
    ladder.failed();
    if (ladder.explained(works, now)) moved++;
  }
  return moved;
}

// When the next try is due, in whole minutes from `from` on.
function next_try(ladder, from) {
  for (let i = 0; i < 1000; i++) if (ladder.due(from + i * minute)) return i;
  return null;
}

test('three failures in a row while HTTP works are one step down', () => {
  const ladder = new_ladder();

  assert.equal(fail(ladder, 2), 0);
  assert.equal(ladder.rung, 'socket');
  assert.equal(fail(ladder, 1), 1);
  assert.equal(ladder.rung, 'stream');
});

test('three more are the next, and below polling there is nothing', () => {
  const ladder = new_ladder();

  fail(ladder, 6);
  assert.equal(ladder.rung, 'polling');

  assert.equal(fail(ladder, 100), 0);
});

test('a server that is away moves nobody, and what failed before it went does not count', () => {
  const ladder = new_ladder();

  fail(ladder, 100, false);
  fail(ladder, 2);
  fail(ladder, 1, false);
  fail(ladder, 2);

  assert.equal(ladder.rung, 'socket');
});

test('HTTP that works says nothing unless something failed', () => {
  const ladder = new_ladder();

  for (let i = 0; i < 10; i++) ladder.explained(true, 0);
  ladder.failed();
  for (let i = 0; i < 10; i++) ladder.explained(true, 0); // several answers to one failure

  assert.equal(ladder.rung, 'socket');
});

test('a rung that proved itself starts from nothing', () => {
  const ladder = new_ladder();

  fail(ladder, 2);
  ladder.proven();
  fail(ladder, 2);

  assert.equal(ladder.rung, 'socket');
});

test('a rung that held is left only when it fails for half a minute', () => {
  const ladder = new_ladder();
  ladder.proven();

  for (let now = 0; now < 30000; now += 1000) fail(ladder, 1, true, now);
  assert.equal(ladder.rung, 'socket');
  fail(ladder, 1, true, 30000);

  assert.equal(ladder.rung, 'stream');
});

test('on another network it does not matter what held', () => {
  const ladder = new_ladder();
  ladder.proven();

  ladder.hurry(0, true);
  fail(ladder, 3);

  assert.equal(ladder.rung, 'stream');
});

test('on the socket there is nothing to try', () => {
  const ladder = new_ladder();

  ladder.hurry(0, true);

  assert.equal(ladder.due(24 * 60 * minute), false);
  assert.equal(ladder.better(null), null);
});

test('a better rung is tried every five minutes', () => {
  const ladder = new_ladder();
  fail(ladder, 3);

  assert.equal(next_try(ladder, 0), 5);
  assert.equal(next_try(ladder, 5 * minute), 5);
  assert.equal(next_try(ladder, 10 * minute), 5);
});

test('the jitter spreads a floor of screens over half the time', () => {
  const first = new Ladder(() => 0);
  const last = new Ladder(() => 0.999);
  fail(first, 3);
  fail(last, 3);

  assert.equal(first.due(3.75 * minute), true);
  assert.equal(last.due(6.2 * minute), false);
  assert.equal(last.due(6.25 * minute), true);
});

test('what is tried is from the best down', () => {
  const ladder = new_ladder();
  fail(ladder, 3);
  assert.deepEqual([ladder.better(null), ladder.better('socket')], ['socket', null]);

  fail(ladder, 3);
  assert.deepEqual([ladder.better(null), ladder.better('socket')], ['socket', 'stream']);
  assert.equal(ladder.better('stream'), null);
});

test('a climb that does not hold ends where it began, and the next comes later each time', () => {
  const ladder = new_ladder();
  fail(ladder, 6);
  const waits = [];

  for (let i = 0; i < 6; i++) {
    ladder.climbed('stream', 0);
    ladder.climbed('socket', 0);
    assert.equal(fail(ladder, 1), 1);
    assert.equal(ladder.rung, 'polling');
    waits.push(next_try(ladder, 0));
    ladder.hurry(0, true);
  }

  assert.deepEqual(waits, [10, 20, 40, 60, 60, 60]);
});

test('a climb that held is forgiven everything', () => {
  const ladder = new_ladder();
  fail(ladder, 3);
  ladder.climbed('socket', 0);
  fail(ladder, 1);
  ladder.climbed('socket', 0);

  ladder.proven();
  assert.equal(fail(ladder, 2), 0);
  fail(ladder, 1, true, minute);

  assert.equal(ladder.rung, 'stream');
  assert.equal(next_try(ladder, minute), 5);
});

test('a restart just after a climb does not lead down', () => {
  const ladder = new_ladder();
  fail(ladder, 3);
  ladder.climbed('socket', 0);

  fail(ladder, 20, false);

  assert.equal(ladder.rung, 'socket');
});

test('who is told to hurry tries now, unless that was just done', () => {
  const ladder = new_ladder();
  fail(ladder, 3);

  ladder.hurry(30000, false);
  assert.equal(ladder.due(30000), false);
  ladder.hurry(minute, false);
  assert.equal(ladder.due(minute), true);
});

test('a clock that is set back does not put the next try off', () => {
  const ladder = new_ladder();
  ladder.failed();
  fail(ladder, 2);
  ladder.failed();
  ladder.explained(true, 1000 * minute);

  assert.equal(ladder.due(0), true);
});
