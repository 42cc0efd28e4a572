import type { Tile } from '../store/board';
import { count_in, money_in, number_in, text_in } from '../store/json';

export interface Hero {
  value: string | null;
  n: number;
  unpriced: number;
  target: string | null;
  to_go: string | null;
  days_left: number | null;
  basis: 'previous' | 'target' | null;
  basis_label: string;
  basis_value: string | null;
  pace: string | null; // value − basis_value
}

export function read_hero(tile: Tile | undefined): Hero {
  const meta = tile ? tile.meta : {};
  const basis = text_in(meta, 'basis');
  return {
    value: money_in(meta, 'value'),
    n: count_in(meta, 'n'),
    unpriced: count_in(meta, 'unpriced'),
    target: money_in(meta, 'target'),
    to_go: money_in(meta, 'to_go'),
    days_left: number_in(meta, 'days_left'),
    basis: basis === 'previous' || basis === 'target' ? basis : null,
    basis_label: text_in(meta, 'basis_label') || 'plan',
    basis_value: money_in(meta, 'basis_value'),
    pace: money_in(meta, 'pace'),
  };
}
