import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ServerClock } from '#src/store/server_clock';
import { Store } from '#src/store/store';

const snapshot = (rev, epoch = 'e') =>
  text({ type: 'snapshot', board: 'wall', epoch, rev, at: 1, tiles: {} });
const delta = (from, rev) =>
  text({ type: 'delta', board: 'wall', epoch: 'e', from, rev, at: 1, tiles: {} });
const beat = (rev, at = 1) => text({ type: 'beat', at, boards: { wall: rev }, sources: {} });
const text = JSON.stringify;

test('the first hello names the board, a later one also our position', () => {
  const store = new Store();

  const first = store.hello(['wall'], {});
  store.receive(snapshot(42, 'k3f9'), 0);
  const later = store.hello(['wall'], {});

  assert.deepEqual(first.boards, [{ board: 'wall' }]);
  assert.deepEqual(later.boards, [{ board: 'wall', epoch: 'k3f9', rev: 42 }]);
});

test('a snapshot is not news, a delta is', () => {
  const store = new Store();

  assert.deepEqual(store.receive(snapshot(1), 0), { do: 'paint', news: false });
  assert.deepEqual(store.receive(delta(1, 2), 0), { do: 'paint', news: true });
});

test('a gap causes one resync and not one per delta', () => {
  const store = new Store();
  store.receive(snapshot(1), 0);

  assert.deepEqual(store.receive(delta(3, 4), 0), { do: 'resync', board: 'wall' });
  assert.deepEqual(store.receive(delta(4, 5), 100), { do: 'nothing' });
  store.receive(snapshot(6), 200);
  assert.deepEqual(store.receive(delta(8, 9), 300), { do: 'resync', board: 'wall' });
});

test('a resync without a result is requested again', () => {
  const store = new Store();
  store.receive(snapshot(1), 0);
  store.receive(delta(3, 4), 0);

  assert.deepEqual(store.receive(delta(4, 5), 6000), { do: 'resync', board: 'wall' });
});

test('the state before a gap stays until the snapshot is here', () => {
  const store = new Store();
  store.receive(snapshot(1), 0);

  store.receive(delta(3, 4), 0);

  assert.equal(store.board('wall').rev, 1);
});

test('a beat with a newer rev means that a frame went missing', () => {
  const store = new Store();
  store.receive(snapshot(5), 0);

  assert.deepEqual(store.receive(beat(5), 0), { do: 'paint', news: false });
  assert.deepEqual(store.receive(beat(6), 0), { do: 'resync', board: 'wall' });
});

test('a snapshot of a new epoch replaces the old one even when its rev is lower', () => {
  const store = new Store();
  store.receive(snapshot(500), 0);

  store.receive(snapshot(3, 'other'), 0);

  assert.equal(store.board('wall').epoch, 'other');
});

test('a board is marked as not shared as long as the beats say so', () => {
  const store = new Store();
  const alone = (since) => text({ type: 'beat', at: 1, boards: {}, unshared_since: since });
  assert.equal(store.unshared_since, null);

  store.receive(alone(1795400000000), 0);
  assert.equal(store.unshared_since, 1795400000000);
  store.receive(snapshot(5), 0);
  assert.equal(store.unshared_since, 1795400000000); // only a beat has it
  store.receive(beat(6), 0);
  assert.equal(store.unshared_since, null); // also one that finds a frame missing

  store.receive(alone('since noon'), 0);
  assert.equal(store.unshared_since, null);
});

test('the server clock uses the frame with the shortest transit', () => {
  const clock = new ServerClock();

  clock.add_sample(10000 - 300, 0); // the server is 10 s ahead; these took 300, 20 and 90 ms
  clock.add_sample(20000 - 20, 10000);
  clock.add_sample(30000 - 90, 20000);

  assert.equal(clock.now(50000), 60000 - 20);
});

test('the server clock never goes back when its best frame is forgotten', () => {
  const clock = new ServerClock();
  clock.add_sample(5000 - 20, 0);
  let before = clock.now(0);
  for (let at = 5000; at < 500000; at += 5000) {
    clock.add_sample(5000 + at - 900, at);
    assert.ok(clock.now(at) > before);
    before = clock.now(at);
  }
  for (let i = 0; i < 1000; i++) clock.add_sample(5000 - 900, 0);
  assert.equal(clock.now(0), 5000 - 900);
});

test('the server clock follows a clock that was set', () => {
  const clock = new ServerClock();
  for (let i = 0; i < 12; i++) clock.add_sample(5000 + i, i);

  for (let i = 0; i < 12; i++) clock.add_sample(1000 + i, i);

  assert.equal(clock.now(0), 1000);
});
