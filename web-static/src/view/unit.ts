// The unit of a figure, and its value as text: money stays the exact decimal text of the server,
// other units are JSON numbers.

import { money_in, number_in, text_in } from '../store/json';
import type { Json } from '../store/json';

export type Unit = 'money' | 'count' | 'ratio' | 'days' | 'seconds' | 'points';

const units: Unit[] = ['money', 'count', 'ratio', 'days', 'seconds', 'points'];

// Unknown units, which a newer server may send, are shown as plain numbers.
export function unit_in(from: Json, key: string): Unit {
  const text = text_in(from, key);
  return units.filter((unit) => unit === text)[0] || 'count';
}

// Null is *no value*.
export function value_in(from: Json, key: string, unit: Unit): string | null {
  if (unit === 'money') return money_in(from, key);
  const value = number_in(from, key);
  return value === null ? null : String(value);
}
