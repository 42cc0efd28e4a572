import { is_object, money_in } from '../store/json';
import type { Json } from '../store/json';

export function objects_in(from: unknown, key: string): Json[] {
  const list = is_object(from) ? from[key] : null;
  return Array.isArray(list) ? list.filter(is_object) : [];
}

// Amounts by currency, each decimal text.
export interface Amounts {
  readonly [currency: string]: string;
}

export function amounts_in(from: Json, key: string): Amounts {
  const amounts: { [currency: string]: string } = {};
  const raw = from[key];
  if (!is_object(raw)) return amounts;
  for (const currency of Object.keys(raw)) {
    const amount = money_in(raw, currency);
    if (amount !== null && Number(amount) !== 0) amounts[currency] = amount;
  }
  return amounts;
}
