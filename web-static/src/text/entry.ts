// The texts of one row behind a figure: how it contributes.

import type { Entry, Explained } from '../view/explained';
import { full_figure } from './figure';
import { full_money, in_currency } from './money';

// Its contribution, or why it has none, in its own currency.
export function entry_value(entry: Entry, currency: string | null): string {
  // A deal that counts as one: its amount says more.
  const one = entry.unit === 'count' && entry.amount !== null && Number(entry.value) === 1;
  if (one) return in_currency(full_money(entry.amount), entry.amount_currency);
  if (entry.value !== null) return full_figure(entry.value, entry.unit, entry.currency || currency);
  if (entry.amount === null) return entry.unit === 'money' ? 'no amount' : '–';
  return in_currency(full_money(entry.amount), entry.amount_currency) + ' · no rate';
}

// The rows of one day, newest first, and those without a time by their size. The days stay in the
// order of the server, which pages by them.
export function sorted_in_days(rows: Entry[]): Entry[] {
  const days = new Map<string | null, Entry[]>();
  rows.forEach((row) => days.set(row.day, (days.get(row.day) || []).concat(row)));
  const sorted: Entry[] = [];
  days.forEach((day) => sorted.push(...day.sort(by_time_and_size)));
  return sorted;
}

function by_time_and_size(a: Entry, b: Entry): number {
  return (
    (b.at || 0) - (a.at || 0) ||
    Math.abs(Number(b.value)) - Math.abs(Number(a.value)) ||
    Number(b.amount) - Number(a.amount) ||
    (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)
  );
}

// "60 % of $1,000 at 0.92": share and conversion, where there are any.
export function entry_origin(entry: Entry): string {
  const shared = entry.percent !== null && Number(entry.percent) !== 100;
  const converted = entry.rate !== null && entry.amount_currency !== entry.currency;
  if (entry.value === null || (!shared && !converted)) return '';
  const amount =
    entry.amount === null ? '' : in_currency(full_money(entry.amount), entry.amount_currency);
  const share = shared ? Number(entry.percent) + ' %' + (amount ? ' of ' : '') : '';
  return share + amount + (converted ? ' at ' + entry.rate : '');
}

// The person, with part and role where they differ from the usual: "Ana Ruiz, refunds, overlay".
export function entry_who(entry: Entry, explained: Explained): string {
  const input = explained.inputs.filter((one) => one.part === entry.part)[0];
  // Most rows belong to the first part, so it is not named.
  const part = input && input !== explained.inputs[0] ? input.label : null;
  const role = entry.role === 'revenue' ? null : entry.role;
  return [entry.who, part, role].filter((word) => word !== null).join(', ');
}
