// Formats a figure of any unit: three significant digits and the unit.

import type { Unit } from '../view/unit';
import { full_money, in_currency, no_value, round3, short_number, symbol_of } from './money';

export interface Figure {
  symbol: string; // before it: the currency symbol
  value: number | null; // in `unit`, so 0.457 is 45.7
  unit: string; // behind it, with its space: " %", " days"
}

const hour_s = 3600;
const day_s = 24 * hour_s;

export function figure_of(value: string | null, unit: Unit, currency: string | null): Figure {
  if (value === null) return { symbol: '', value: null, unit: '' };
  const number = Number(value);
  switch (unit) {
    case 'money':
      return { symbol: symbol_of(currency), value: number, unit: '' };
    case 'ratio':
      return { symbol: '', value: percent(number), unit: ' %' };
    case 'days':
      return { symbol: '', value: number, unit: short_number(number) === '1' ? ' day' : ' days' };
    case 'seconds':
      return time_taken(number);
    case 'points':
      return { symbol: '', value: number, unit: number === 1 ? ' point' : ' points' };
    case 'count':
      return { symbol: '', value: number, unit: '' };
  }
}

// For a column of figures under a title with the currency: no symbol, the shortest unit.
export function brief_figure(value: string | null, unit: Unit): string {
  const figure = figure_of(value, unit, null);
  if (figure.value === null) return no_value;
  const behind = unit === 'points' ? '' : unit === 'days' ? ' d' : figure.unit;
  return short_number(figure.value) + behind.replace(' days', ' d');
}

// Three digits with symbol and unit: "€412K", "34.2 days".
export function sized_figure(value: string | null, unit: Unit, currency: string | null): string {
  const figure = figure_of(value, unit, currency);
  if (figure.value === null) return no_value;
  return in_currency(short_number(figure.value), unit === 'money' ? currency : null) + figure.unit;
}

// In a sentence, or where the exact figure matters: money with all its digits.
export function full_figure(value: string | null, unit: Unit, currency: string | null): string {
  if (value === null) return no_value;
  if (unit === 'money') return in_currency(full_money(value), currency);
  if (unit === 'count' && /^-?\d+(\.\d{1,4})?$/.test(value)) return full_money(value);
  const figure = figure_of(value, unit, currency);
  return short_number(figure.value as number) + figure.unit;
}

// Never rounds up to 100 %: 99.96 % is below the target.
function percent(ratio: number): number {
  const shown = round3(ratio * 100);
  return ratio < 1 && shown >= 100 ? 99.9 : shown;
}

function time_taken(seconds: number): Figure {
  const size = Math.abs(seconds);
  if (size < 59.95) return { symbol: '', value: seconds, unit: ' s' };
  if (size < hour_s) return { symbol: '', value: seconds / 60, unit: ' min' };
  if (size < 2 * day_s) return { symbol: '', value: seconds / hour_s, unit: ' h' };
  return { symbol: '', value: seconds / day_s, unit: ' days' };
}
