// A client's copy of a board, by the rules of server/wire/PROTOCOL.md.

import assert from 'node:assert/strict';

// Applies a snapshot or a delta, and fails if the delta does not continue the board's revision.
export function applied(board, frame) {
  if (frame.type === 'snapshot') return structuredClone({ ...frame, type: undefined });
  assert.equal(frame.epoch, board.epoch);
  assert.ok(
    frame.from <= board.rev && board.rev < frame.rev,
    `${frame.from} ≤ ${board.rev} < ${frame.rev}`,
  );
  const next = structuredClone(board);
  Object.assign(next, { rev: frame.rev, seq: frame.seq, at: frame.at });
  for (const [id, change] of Object.entries(frame.tiles)) {
    const tile = (next.tiles[id] ??= { rows: {}, meta: {} });
    Object.assign((tile.rows ??= {}), change.set);
    for (const key of change.del ?? []) delete tile.rows[key];
    if (change.meta) tile.meta = change.meta;
  }
  return next;
}

/**
 * Reads frames until the board includes the event with this `seq`.
 * @param {import('./live.mjs').Live} live
 * @param {number} seq
 * @param {any} board
 */
export async function caught_up(live, seq, board = {}) {
  while (!(board.seq >= seq)) {
    const frame = await live.next();
    if (frame.board) board = applied(board, frame);
  }
  return board;
}

export const without_times = ({ tiles, rev, epoch }) => ({ tiles, rev, epoch });
