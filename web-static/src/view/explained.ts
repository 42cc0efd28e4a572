// Reads the response of /api/v1/explain.

import { count_in, is_object, money_in, number_in, text_in } from '../store/json';
import type { Json } from '../store/json';
import { unit_in, value_in } from './unit';
import type { Unit } from './unit';

export interface Input {
  part: string;
  label: string;
  value: string | null;
  unit: Unit;
  n: number | null;
}

export interface Entry {
  part: string;
  title: string;
  who: string | null;
  at: number | null;
  day: string | null;
  value: string | null; // its contribution to the figure; null: none
  currency: string | null;
  unit: Unit;
  amount: string | null; // of the deal, in amount_currency
  amount_currency: string | null;
  rate: string | null;
  percent: string | null;
  role: string | null;
  note: string | null;
}

export interface Explained {
  name: string;
  unit: Unit;
  currency: string | null;
  value: string | null;
  n: number;
  unpriced: number;
  why: string | null;
  formula: string;
  rule: string;
  seq: number | null;
  inputs: Input[];
  rows: Entry[];
  next: string | null;
}

export function read_explained(json: Json): Explained {
  const unit = unit_in(json, 'unit');
  const inputs = objects_in(json, 'inputs', 20).map((input) => read_input(input, unit));
  return {
    name: text_in(json, 'name') || '',
    unit,
    currency: text_in(json, 'currency'),
    value: value_in(json, 'value', unit),
    n: count_in(json, 'n'),
    unpriced: count_in(json, 'unpriced'),
    why: text_in(json, 'why'),
    formula: text_in(json, 'formula') || '',
    rule: text_in(json, 'rule') || '',
    seq: number_in(json, 'seq'),
    inputs,
    rows: objects_in(json, 'rows', 1000).map((row) => read_entry(row, inputs, unit)),
    next: text_in(json, 'next'),
  };
}

function read_input(input: Json, unit: Unit): Input {
  const own = text_in(input, 'unit') === null ? unit : unit_in(input, 'unit');
  const part = text_in(input, 'part') || '';
  return {
    part,
    label: text_in(input, 'label') || part.replace(/_/g, ' '),
    value: value_in(input, 'value', own),
    unit: own,
    n: number_in(input, 'n'),
  };
}

function read_entry(row: Json, inputs: Input[], unit: Unit): Entry {
  const part = text_in(row, 'part') || '';
  const input = inputs.filter((one) => one.part === part)[0];
  const own = input ? input.unit : unit;
  return {
    part,
    title:
      text_in(row, 'title') ||
      text_in(row, 'customer') ||
      text_in(row, 'deal') ||
      (input ? input.label : '–'),
    who: text_in(row, 'name') || text_in(row, 'person'),
    at: number_in(row, 'at'),
    day: text_in(row, 'day'),
    value: value_in(row, 'value', own),
    currency: text_in(row, 'currency'),
    unit: own,
    amount: money_in(row, 'amount'),
    amount_currency: text_in(row, 'amount_currency'),
    rate: decimal_in(row, 'rate'),
    percent: decimal_in(row, 'percent'),
    role: text_in(row, 'role'),
    note: text_in(row, 'note'),
  };
}

// A rate or a percentage, as text or as a number.
function decimal_in(row: Json, key: string): string | null {
  const number = number_in(row, key);
  const text = number === null ? text_in(row, key) : String(number);
  return text !== null && /^-?\d{1,12}(\.\d{1,12})?$/.test(text) ? text : null;
}

function objects_in(json: Json, key: string, most: number): Json[] {
  const list = json[key];
  return Array.isArray(list) ? list.filter(is_object).slice(0, most) : [];
}
