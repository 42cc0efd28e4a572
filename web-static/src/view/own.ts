// The tiles of an own board, which the org document defines: one figure, ranking or series each.

import type { Board, Tile } from '../store/board';
import { count_in, flag_in, number_in, object_in, text_in } from '../store/json';
import type { Json } from '../store/json';
import { ordered } from './rows';
import { short_name } from './short_name';
import { unit_in, value_in } from './unit';
import type { Unit } from './unit';

const tiles_max = 24; // of a board; more would not be legible
const rows_max = 400; // of a tile: more than the days of a year

export interface OwnRow {
  key: string;
  rank: number | null;
  name: string; // of a series: the label of the period
  short: string;
  value: string | null;
  n: number;
  unpriced: number;
}

export interface OwnTile {
  id: string;
  kind: 'number' | 'ranking' | 'series';
  title: string;
  measure: string;
  unit: Unit;
  currency: string | null;
  value: string | null;
  n: number;
  unpriced: number;
  rate: boolean; // a rate, shown with its n
  why: string | null;
  period_label: string;
  by: string | null;
  previous: string | null;
  previous_label: string;
  change: number | null;
  is_new: boolean; // there was nothing in the previous period
  year: string | null;
  year_label: string;
  year_change: number | null;
  quota: string | null;
  attainment: number | null;
  as_of: string | null; // a day
  better: 'more' | 'less' | null; // null: neither
  from: string | null; // period of an explanation
  to: string | null;
  target_of: string | null;
  filters: { [field: string]: string };
  rows: OwnRow[];
}

// Null when the board is the wall, which has a hero.
export function read_own(board: Board): OwnTile[] | null {
  if (board.tiles.has('hero')) return null;
  const tiles: { pos: number; tile: OwnTile }[] = [];
  board.tiles.forEach((tile, name) => {
    if (name.slice(0, 5) !== 'tile:') return;
    tiles.push({ pos: number_in(tile.meta, 'pos') || 0, tile: read_tile(name.slice(5), tile) });
  });
  tiles.sort((a, b) => a.pos - b.pos || (a.tile.id < b.tile.id ? -1 : 1));
  return tiles.slice(0, tiles_max).map((entry) => entry.tile);
}

function read_tile(id: string, tile: Tile): OwnTile {
  const { meta } = tile;
  const kind = text_in(meta, 'kind');
  const unit = unit_in(meta, 'unit');
  return {
    id,
    kind: kind === 'ranking' || kind === 'series' ? kind : 'number',
    title: text_in(meta, 'title') || text_in(meta, 'measure') || '–',
    measure: text_in(meta, 'measure') || '',
    unit,
    currency: text_in(meta, 'currency'),
    value: value_in(meta, 'value', unit),
    n: count_in(meta, 'n'),
    unpriced: count_in(meta, 'unpriced'),
    rate: flag_in(meta, 'rate'),
    why: text_in(meta, 'why'),
    period_label: text_in(meta, 'period_label') || '',
    by: text_in(meta, 'by'),
    previous: value_in(meta, 'previous', unit),
    previous_label: text_in(meta, 'previous_label') || '',
    change: number_in(meta, 'change'),
    is_new: flag_in(meta, 'new'),
    year: value_in(meta, 'year', unit),
    year_label: text_in(meta, 'year_label') || '',
    year_change: number_in(meta, 'year_change'),
    quota: value_in(meta, 'quota', unit),
    attainment: number_in(meta, 'attainment'),
    as_of: text_in(meta, 'as_of'),
    better: better_in(meta, unit),
    from: text_in(meta, 'from'),
    to: text_in(meta, 'to'),
    target_of: text_in(meta, 'target_of'),
    filters: texts_in(object_in(meta, 'filters')),
    rows: ordered(tile, rows_max, (key, row) => {
      const name = text_in(row, 'name') || text_in(row, 'label') || key || '–';
      return {
        key,
        rank: number_in(row, 'rank'),
        name,
        short: short_name(name, text_in(row, 'short') || name),
        value: value_in(row, 'value', unit),
        n: count_in(row, 'n'),
        unpriced: count_in(row, 'unpriced'),
      };
    }),
  };
}

const of_loss = /lost|loss|refund|stuck|overdue|slipped/;

// Which direction is good. Where the server does not say: less time is better, losses are neutral,
// and more of anything else is better.
function better_in(meta: Json, unit: Unit): 'more' | 'less' | null {
  const better = text_in(meta, 'better');
  if (better === 'more' || better === 'less') return better;
  if (better !== null || of_loss.test(text_in(meta, 'measure') || '')) return null;
  return unit === 'days' || unit === 'seconds' ? 'less' : 'more';
}

function texts_in(from: Json): { [field: string]: string } {
  const out: { [field: string]: string } = {};
  for (const field of Object.keys(from).slice(0, 20)) {
    const value = text_in(from, field);
    if (value !== null) out[field] = value;
  }
  return out;
}
