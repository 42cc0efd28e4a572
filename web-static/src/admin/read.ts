// What store/json.ts does not read: keys must come back to the server as they are, so that nothing
// may be cut off them.

import { is_object, money_in } from '../store/json';
import type { Json } from '../store/json';

export function whole_text(from: Json, key: string): string {
  const value = from[key];
  return typeof value === 'string' ? value : '';
}

export function objects_in(from: unknown, key: string): Json[] {
  const list = is_object(from) ? from[key] : null;
  return Array.isArray(list) ? list.filter(is_object) : [];
}

// Amounts by currency, each decimal text.
export interface Held {
  readonly [currency: string]: string;
}

export function held_in(from: Json, key: string): Held {
  const held: { [currency: string]: string } = {};
  const amounts = from[key];
  if (!is_object(amounts)) return held;
  for (const currency of Object.keys(amounts)) {
    const amount = money_in(amounts, currency);
    if (amount !== null && Number(amount) !== 0) held[currency] = amount;
  }
  return held;
}
