// What the office does not know yet, as /api/v1/needs-mapping tells of it, most money first.

import { count_in, is_object, money_in, object_in } from '../store/json';
import type { Json } from '../store/json';
import { held_in, objects_in, whole_text } from './read';
import type { Held } from './read';

// A key of a source's that stands for nothing we know.
export interface Unknown {
  kind: string; // "people", as the server calls its list
  source: string;
  key: string;
  within: string; // a stage's pipeline; "" when it has none
  n: number; // deals
  held: Held;
  proposed: string | null; // a person's id
}

export interface Incomplete {
  source: string;
  missing: string;
  n: number;
  deals: string[]; // some of them
}

export interface TwinDeal {
  source: string;
  id: string;
  title: string;
  amount: string | null;
  currency: string | null;
  day: string;
  customer: string;
  person: string; // name or id
}

export type Twins = [TwinDeal, TwinDeal];

export interface Needs {
  people: Unknown[];
  stages: Unknown[];
  pipelines: Unknown[];
  currencies: Unknown[];
  other_authority: Unknown[];
  incomplete: Incomplete[];
  twins: Twins[];
  rest: { readonly [list: string]: number }; // how many more there are of each
}

export function read_needs(json: unknown): Needs {
  const unknown = (key: string) =>
    objects_in(json, key)
      .map((from) => read_unknown(key, from))
      .sort(most_first);
  const twins = objects_in(json, 'twins').map((pair) => objects_in(pair, 'deals').map(read_deal));
  return {
    people: unknown('people'),
    stages: unknown('stages'),
    pipelines: unknown('pipelines'),
    currencies: unknown('currencies'),
    other_authority: unknown('other_authority'),
    incomplete: objects_in(json, 'incomplete').map(read_incomplete),
    twins: twins.filter((pair): pair is Twins => pair.length === 2),
    rest: counts_in(json, 'rest'),
  };
}

// What a row is known by, whatever else of it changes.
export function row_of(item: Unknown | Twins): string {
  if (Array.isArray(item)) return item.map(deal_key).join('\n');
  return [item.kind, item.source, item.within, item.key].join('\n');
}

// What is settled is no longer needed, but stays where it stood until somebody has seen it.
export function keep_settled(
  now: Needs,
  before: Needs | null,
  settled: { readonly [row: string]: unknown },
): Needs {
  if (!before) return now;
  const keep = <Item extends Unknown | Twins>(items: Item[], old: Item[]): Item[] => {
    const kept = items.slice();
    old.forEach((item, index) => {
      const is_there = items.some((one) => row_of(one) === row_of(item));
      if (settled[row_of(item)] && !is_there) kept.splice(index, 0, item);
    });
    return kept;
  };
  return {
    ...now,
    people: keep(now.people, before.people),
    stages: keep(now.stages, before.stages),
    pipelines: keep(now.pipelines, before.pipelines),
    twins: keep(now.twins, before.twins),
  };
}

export function alias_of(unknown: Unknown): string {
  return unknown.source === '' ? unknown.key : unknown.source + ':' + unknown.key;
}

export function deal_key(deal: TwinDeal): string {
  return deal.source + ':' + deal.id;
}

// All that a group holds back. Only ever painted, in three digits, so that doubles will do.
export function sum_held(all: Held[]): Held {
  const sums: { [currency: string]: number } = {};
  for (const held of all)
    for (const currency of Object.keys(held))
      sums[currency] = (sums[currency] || 0) + Number(held[currency]);
  const text: { [currency: string]: string } = {};
  for (const currency of Object.keys(sums)) text[currency] = (sums[currency] as number).toFixed(2);
  return text;
}

// For the order only: amounts of different currencies are neither added nor truly compared.
export function weight_of(held: Held): number {
  return Object.keys(held).reduce((most, one) => Math.max(most, Math.abs(Number(held[one]))), 0);
}

function most_first(a: Unknown, b: Unknown): number {
  return weight_of(b.held) - weight_of(a.held) || b.n - a.n;
}

function read_unknown(kind: string, from: Json): Unknown {
  const pipeline = whole_text(from, 'pipeline');
  return {
    kind,
    source: whole_text(from, 'source'),
    key: whole_text(from, 'key') || pipeline, // of other_authority it is the key
    within: whole_text(from, 'key') ? pipeline : '',
    n: count_in(from, 'n'),
    held: held_in(from, 'held_back'),
    proposed: whole_text(from, 'proposed') || null,
  };
}

function read_incomplete(from: Json): Incomplete {
  const deals = from['deals'];
  const is_text = (one: unknown): one is string => typeof one === 'string';
  return {
    source: whole_text(from, 'source'),
    missing: whole_text(from, 'missing'),
    n: count_in(from, 'n'),
    deals: Array.isArray(deals) ? deals.filter(is_text) : [],
  };
}

function read_deal(from: Json): TwinDeal {
  return {
    source: whole_text(from, 'source'),
    id: whole_text(from, 'id'),
    title: whole_text(from, 'title'),
    amount: money_in(from, 'amount'),
    currency: whole_text(from, 'currency') || null,
    day: whole_text(from, 'day'),
    customer: whole_text(from, 'customer'),
    person: whole_text(from, 'name') || whole_text(from, 'person'),
  };
}

function counts_in(from: unknown, key: string): { [list: string]: number } {
  const counts: { [list: string]: number } = {};
  const parts = is_object(from) ? object_in(from, key) : {};
  for (const list of Object.keys(parts)) counts[list] = count_in(parts, list);
  return counts;
}
