import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apply_delta, from_snapshot } from '#src/store/board';
import { parse_frame } from '#src/store/frames';

const snapshot = (rev, rows) =>
  from_snapshot(frame({ type: 'snapshot', rev, tiles: { list: { rows, meta: { n: 1 } } } }));
const delta = (from, rev, list, epoch = 'e') =>
  frame({ type: 'delta', from, rev, epoch, tiles: { list } });
const frame = (message) =>
  parse_frame(JSON.stringify({ board: 'wall', epoch: 'e', at: 1, ...message }));
const rows_of = (board) => Object.fromEntries(board.tiles.get('list').rows);

test('a delta replaces whole rows, deletes rows and leaves the others', () => {
  const board = snapshot(1, { a: { pos: 1, x: 1 }, b: { pos: 2 }, c: { pos: 3 } });

  const applied = apply_delta(board, delta(1, 2, { set: { a: { pos: 2 } }, del: ['b'] }));

  assert.equal(applied.is, 'new');
  assert.deepEqual(rows_of(applied.board), { a: { pos: 2 }, c: { pos: 3 } });
  assert.equal(applied.board.rev, 2);
});

test('a row that is deleted and set in one delta is there', () => {
  const board = snapshot(1, { a: { pos: 1 } });

  const applied = apply_delta(board, delta(1, 2, { set: { a: { pos: 9 } }, del: ['a'] }));

  assert.deepEqual(rows_of(applied.board), { a: { pos: 9 } });
});

test('meta is replaced when it is sent and kept when it is not', () => {
  const board = snapshot(1, {});

  const kept = apply_delta(board, delta(1, 2, { set: {} })).board;
  const replaced = apply_delta(kept, delta(2, 3, { meta: { other: 2 } })).board;

  assert.deepEqual(kept.tiles.get('list').meta, { n: 1 });
  assert.deepEqual(replaced.tiles.get('list').meta, { other: 2 });
});

test('a delta that starts before our rev is applied: rows are absolute', () => {
  const board = snapshot(5, { a: { pos: 1 } });

  const applied = apply_delta(board, delta(3, 6, { set: { a: { pos: 2 } } }));

  assert.equal(applied.is, 'new');
});

test('a delta that is already applied is dropped', () => {
  const board = snapshot(5, {});

  assert.equal(apply_delta(board, delta(4, 5, {})).is, 'old');
  assert.equal(apply_delta(board, delta(2, 3, {})).is, 'old');
});

test('a delta from beyond our rev, of another epoch, or for an unknown board is a gap', () => {
  const board = snapshot(5, {});

  assert.equal(apply_delta(board, delta(6, 7, {})).is, 'gap');
  assert.equal(apply_delta(board, delta(5, 6, {}, 'other')).is, 'gap');
  assert.equal(apply_delta(null, delta(0, 1, {})).is, 'gap');
});

test('applying does not change the old board', () => {
  const board = snapshot(1, { a: { pos: 1 } });

  apply_delta(board, delta(1, 2, { set: { a: { pos: 7 } }, del: [] }));

  assert.deepEqual(rows_of(board), { a: { pos: 1 } });
});

test('any history cut into deltas, with some repeated or spanned, ends in the last state', () => {
  const seed = Number(process.env.SEED ?? 20261123);
  const random = seeded(seed);
  for (let round = 0; round < 200; round++) {
    const states = [{}];
    for (let rev = 1; rev < 30; rev++) states.push(mutated(states[rev - 1], random));
    let board = snapshot(0, states[0]);

    while (board.rev < 29) {
      const from = Math.max(0, board.rev - Math.floor(random() * 3));
      const rev = Math.min(29, board.rev + Math.floor(random() * 4));
      const applied = apply_delta(board, delta(from, rev, difference(states.slice(from, rev + 1))));
      if (applied.is === 'new') board = applied.board;
      assert.deepEqual(rows_of(board), states[board.rev], `seed ${seed}, round ${round}`);
    }
  }
});

// Touches every row that changed anywhere on the way, as the server's spanning deltas do.
function difference(states) {
  const last = states[states.length - 1];
  const keys = new Set(states.flatMap((state) => Object.keys(state)));
  const touched = [...keys].filter((key) => states.some((state) => state[key] !== last[key]));
  return {
    set: Object.fromEntries(touched.filter((key) => key in last).map((key) => [key, last[key]])),
    del: touched.filter((key) => !(key in last)),
  };
}

function mutated(state, random) {
  const next = { ...state };
  for (let i = 0; i < 3; i++) {
    const key = 'k' + Math.floor(random() * 8);
    if (random() < 0.3) delete next[key];
    else next[key] = { pos: Math.floor(random() * 100) };
  }
  return next;
}

function seeded(state) {
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
