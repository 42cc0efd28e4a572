import type { Tile } from '../store/board';
import { count_in, flag_in, money_in, number_in, text_in } from '../store/json';

export interface Office {
  name: string;
  title: string | null; // of an own board
  demo: boolean;
  zone: string; // IANA name
  utc_offset_s: number;
  currency: string | null;
  day: string | null; // office day, "2026-11-23"
  period: string;
  period_label: string;
  period_start: string | null;
  period_end: string | null; // exclusive
  day_n: number | null;
  day_m: number | null;
  state: 'empty' | 'opening' | 'running';
  needs_currency: boolean;
  needs_mapping: number;
  needs_mapping_amount: string | null;
  newest: number | null; // ms, when the last event arrived
}

export function read_office(tile: Tile | undefined): Office {
  const meta = tile ? tile.meta : {};
  const state = text_in(meta, 'state');
  return {
    name: text_in(meta, 'name') || 'Dealbell',
    title: text_in(meta, 'title'),
    demo: flag_in(meta, 'demo'),
    zone: text_in(meta, 'zone') || '',
    utc_offset_s: number_in(meta, 'utc_offset_s') || 0,
    currency: text_in(meta, 'currency'),
    day: text_in(meta, 'day'),
    period: text_in(meta, 'period') || '',
    period_label: text_in(meta, 'period_label') || '',
    period_start: text_in(meta, 'period_start'),
    period_end: text_in(meta, 'period_end'),
    day_n: number_in(meta, 'day_n'),
    day_m: number_in(meta, 'day_m'),
    state: state === 'empty' || state === 'opening' ? state : 'running',
    needs_currency: text_in(meta, 'needs_setup') === 'currency',
    needs_mapping: count_in(meta, 'needs_mapping'),
    needs_mapping_amount: money_in(meta, 'needs_mapping_amount'),
    newest: number_in(meta, 'newest'),
  };
}
