// Reads the tiles that are lists into rows ordered by `pos`. Each list is cut at what its place on
// the wall can show.

import type { Tile } from '../store/board';
import { count_in, flag_in, money_in, number_in, text_in } from '../store/json';
import type { Json } from '../store/json';
import { short_name } from './short_name';

export interface Ranked {
  key: string;
  rank: number | null;
  name: string;
  short: string;
  value: string | null;
  n: number;
  rise: number;
  gap: string | null;
  gap_rank: number | null;
  note: 'best_period' | 'wins_week' | null;
  week_n: number;
}

export interface Named {
  key: string;
  name: string;
  short: string;
  value: string | null;
}

export interface Win extends Named {
  at: number; // 0: only the day is known
}

export interface Moment extends Win {
  received: number;
  until: number;
  stage: boolean;
  why: string | null;
  nth_week: number | null;
  rank_from: number | null;
  rank_to: number | null;
  total_before: string | null;
  total_after: string | null;
  target: string | null;
}

export function read_ranking(tile: Tile | undefined): Ranked[] {
  return ordered(tile, 8, (key, row) => {
    const note = text_in(row, 'note');
    return {
      ...named(key, row),
      rank: number_in(row, 'rank'),
      n: count_in(row, 'n'),
      rise: count_in(row, 'rise'),
      gap: money_in(row, 'gap'),
      gap_rank: number_in(row, 'gap_rank'),
      note: note === 'best_period' || note === 'wins_week' ? note : null,
      week_n: count_in(row, 'week_n'),
    };
  });
}

export function read_named(tile: Tile | undefined, most: number): Named[] {
  return ordered(tile, most, named);
}

export function read_today(tile: Tile | undefined): Win[] {
  return ordered(tile, 6, (key, row) => ({ ...named(key, row), at: number_in(row, 'at') || 0 }));
}

export function read_moments(tile: Tile | undefined): Moment[] {
  return ordered(tile, 50, (key, row) => ({
    ...named(key, row),
    at: number_in(row, 'at') || number_in(row, 'received') || 0,
    received: number_in(row, 'received') || 0,
    until: number_in(row, 'until') || 0,
    stage: flag_in(row, 'stage'),
    why: text_in(row, 'why'),
    nth_week: number_in(row, 'nth_week'),
    rank_from: number_in(row, 'rank_from'),
    rank_to: number_in(row, 'rank_to'),
    total_before: money_in(row, 'total_before'),
    total_after: money_in(row, 'total_after'),
    target: money_in(row, 'target'),
  }));
}

function named(key: string, row: Json): Named {
  const name = text_in(row, 'name') || '–';
  const short = short_name(name, text_in(row, 'short') || name);
  return { key, name, short, value: money_in(row, 'value') };
}

export function ordered<T>(
  tile: Tile | undefined,
  most: number,
  read: (key: string, row: Json) => T,
): T[] {
  if (!tile) return [];
  const rows: { pos: number; row: T }[] = [];
  tile.rows.forEach((row, key) =>
    rows.push({ pos: number_in(row, 'pos') || 0, row: read(key, row) }),
  );
  rows.sort((a, b) => a.pos - b.pos);
  return rows.slice(0, most).map((entry) => entry.row);
}
