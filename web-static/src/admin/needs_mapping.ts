// Reads /api/v1/needs-mapping: what is not mapped yet, largest amounts first.

import { count_in, is_object, money_in, object_in, whole_text } from '../store/json';
import type { Json } from '../store/json';
import { amounts_in, objects_in } from './read';
import type { Amounts } from './read';

// A key of a source that is not mapped to anything in the org document.
export interface Unknown {
  kind: string; // the name of the list, such as "people"
  source: string;
  key: string;
  pipeline: string; // of a stage; else ""
  n: number; // deals
  held_back: Amounts;
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

export interface NeedsMapping {
  people: Unknown[];
  stages: Unknown[];
  pipelines: Unknown[];
  currencies: Unknown[];
  other_authority: Unknown[];
  incomplete: Incomplete[];
  twins: Twins[];
  rest: { readonly [list: string]: number }; // how many more there are in each list
}

export function read_needs_mapping(json: unknown): NeedsMapping {
  const unknown = (key: string) =>
    objects_in(json, key)
      .map((from) => read_unknown(key, from))
      .sort(largest_first);
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

// Identifies a row while its other fields change.
export function row_of(item: Unknown | Twins): string {
  if (Array.isArray(item)) return item.map(deal_key).join('\n');
  return [item.kind, item.source, item.pipeline, item.key].join('\n');
}

// Keeps resolved rows, which the server no longer lists, at their old position.
export function keep_resolved(
  now: NeedsMapping,
  before: NeedsMapping | null,
  resolved: { readonly [row: string]: unknown },
): NeedsMapping {
  if (!before) return now;
  const keep = <Item extends Unknown | Twins>(items: Item[], old: Item[]): Item[] => {
    const kept = items.slice();
    old.forEach((item, index) => {
      const is_there = items.some((one) => row_of(one) === row_of(item));
      if (resolved[row_of(item)] && !is_there) kept.splice(index, 0, item);
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

// The amounts that a group holds back, by currency. Doubles, because only three digits are shown.
export function sum_amounts(all: Amounts[]): Amounts {
  const sums: { [currency: string]: number } = {};
  for (const amounts of all)
    for (const currency of Object.keys(amounts))
      sums[currency] = (sums[currency] || 0) + Number(amounts[currency]);
  const text: { [currency: string]: string } = {};
  for (const currency of Object.keys(sums)) text[currency] = (sums[currency] as number).toFixed(2);
  return text;
}

// For sorting only: the largest amount, ignoring that currencies differ.
export function weight_of(amounts: Amounts): number {
  return Object.keys(amounts).reduce(
    (most, one) => Math.max(most, Math.abs(Number(amounts[one]))),
    0,
  );
}

function largest_first(a: Unknown, b: Unknown): number {
  return weight_of(b.held_back) - weight_of(a.held_back) || b.n - a.n;
}

function read_unknown(kind: string, from: Json): Unknown {
  const pipeline = whole_text(from, 'pipeline');
  return {
    kind,
    source: whole_text(from, 'source'),
    key: whole_text(from, 'key') || pipeline, // other_authority has no key of its own
    pipeline: whole_text(from, 'key') ? pipeline : '',
    n: count_in(from, 'n'),
    held_back: amounts_in(from, 'held_back'),
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
