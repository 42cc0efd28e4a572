// One board's state and the rules for applying frames to it. Boards are immutable: applying a frame
// returns a new one.

import type { Frame, TileChange } from './frames';
import type { Json } from './json';

export interface Tile {
  readonly rows: ReadonlyMap<string, Json>;
  readonly meta: Json;
}

export interface Board {
  readonly epoch: string;
  readonly rev: number;
  readonly at: number; // ms, server time
  readonly tiles: ReadonlyMap<string, Tile>;
}

export type Snapshot = Extract<Frame, { type: 'snapshot' }>;
export type Delta = Extract<Frame, { type: 'delta' }>;

// gap: the delta does not start at our rev, so a snapshot is needed. old: we already have it.
export type Applied = { is: 'new'; board: Board } | { is: 'old' } | { is: 'gap' };

const empty_tile: Tile = { rows: new Map(), meta: {} };

export function from_snapshot(frame: Snapshot): Board {
  const tiles = new Map<string, Tile>();
  for (const name of Object.keys(frame.tiles)) {
    tiles.set(name, changed(empty_tile, frame.tiles[name] as TileChange));
  }
  return { epoch: frame.epoch, rev: frame.rev, at: frame.at, tiles };
}

export function apply_delta(board: Board | null, delta: Delta): Applied {
  if (!board || delta.epoch !== board.epoch) return { is: 'gap' };
  if (delta.rev <= board.rev) return { is: 'old' };
  if (delta.from > board.rev) return { is: 'gap' };
  const tiles = new Map(board.tiles);
  for (const name of Object.keys(delta.tiles)) {
    tiles.set(name, changed(tiles.get(name) || empty_tile, delta.tiles[name] as TileChange));
  }
  return { is: 'new', board: { epoch: board.epoch, rev: delta.rev, at: delta.at, tiles } };
}

function changed(tile: Tile, change: TileChange): Tile {
  const rows = new Map(tile.rows);
  for (const key of change.del) rows.delete(key);
  for (const key of Object.keys(change.set)) rows.set(key, change.set[key] as Json);
  return { rows, meta: change.meta || tile.meta };
}
