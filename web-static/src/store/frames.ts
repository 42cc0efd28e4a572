// Parses frames of the live protocol (server/wire/PROTOCOL.md). A frame that lacks a required field
// is null.

import { count_in, is_object, number_in, object_in, text_in } from './json';
import type { Json } from './json';

export interface TileChange {
  set: { [key: string]: Json };
  del: string[];
  meta: Json | null; // null: unchanged
}

interface State {
  board: string;
  epoch: string;
  rev: number;
  at: number;
  tiles: { [tile: string]: TileChange };
}

export interface Source {
  last: number | null; // ms, its last delivery
  state: string;
}

interface Beat {
  at: number;
  boards: { [board: string]: number };
  sources: Sources;
  unshared_since: number | null; // ms, since when new events wait for the shared log
}

export type Frame =
  | { type: 'welcome'; build: string; beat_ms: number; now: number; denied: string[] }
  | ({ type: 'snapshot' } & State)
  | ({ type: 'delta'; from: number } & State)
  | ({ type: 'beat' } & Beat)
  | { type: 'drain'; reconnect_in_ms: number };

export interface Sources {
  [name: string]: Source;
}

export const rows_max = 1000; // per tile; our tiles have tens of rows

export function parse_frame(text: string): Frame | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  return read_frame(json);
}

export function read_frame(json: unknown): Frame | null {
  if (!is_object(json)) return null;
  switch (json['type']) {
    case 'welcome':
      return {
        type: 'welcome',
        build: text_in(json, 'build') || '',
        beat_ms: number_in(json, 'beat_ms') || 5000,
        now: number_in(json, 'now') || 0,
        denied: texts(json['denied']),
      };
    case 'snapshot': {
      const state = read_state(json, 'rows');
      return state && { type: 'snapshot', ...state };
    }
    case 'delta': {
      const state = read_state(json, 'set');
      const from = number_in(json, 'from');
      return state && from !== null ? { type: 'delta', from, ...state } : null;
    }
    case 'beat':
      return {
        type: 'beat',
        at: number_in(json, 'at') || 0,
        boards: numbers(object_in(json, 'boards')),
        sources: read_sources(object_in(json, 'sources')),
        unshared_since: number_in(json, 'unshared_since'),
      };
    case 'drain':
      return { type: 'drain', reconnect_in_ms: count_in(json, 'reconnect_in_ms') };
    default:
      return null; // a newer server may send other types; ignore them
  }
}

function read_state(json: Json, rows_key: string): State | null {
  const board = text_in(json, 'board');
  const epoch = text_in(json, 'epoch');
  const rev = number_in(json, 'rev');
  if (board === null || epoch === null || rev === null || !is_object(json['tiles'])) return null;
  const tiles: { [tile: string]: TileChange } = {};
  for (const tile of Object.keys(json['tiles']).slice(0, 64)) {
    const change = object_in(json['tiles'], tile);
    tiles[tile] = {
      set: objects(object_in(change, rows_key)),
      del: texts(change['del']),
      meta: is_object(change['meta']) ? change['meta'] : null,
    };
  }
  return { board, epoch, rev, at: number_in(json, 'at') || 0, tiles };
}

function read_sources(from: Json): Sources {
  const sources: Sources = {};
  for (const name of Object.keys(from).slice(0, 64)) {
    const source = object_in(from, name);
    sources[name] = { last: number_in(source, 'last'), state: text_in(source, 'state') || 'ok' };
  }
  return sources;
}

function objects(from: Json): { [key: string]: Json } {
  const out: { [key: string]: Json } = {};
  for (const key of Object.keys(from).slice(0, rows_max)) {
    const value = from[key];
    if (is_object(value)) out[key] = value;
  }
  return out;
}

function numbers(from: Json): { [key: string]: number } {
  const out: { [key: string]: number } = {};
  for (const key of Object.keys(from)) {
    const value = number_in(from, key);
    if (value !== null) out[key] = value;
  }
  return out;
}

function texts(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is string => typeof item === 'string').slice(0, rows_max);
}
