// Rejected payloads, and the results of trying and replaying them.

import { count_in, flag_in, is_object, number_in, object_in, whole_text } from '../store/json';
import type { Json } from '../store/json';
import { isolated } from './isolate';
import { objects_in } from './read';

export interface Rejected {
  id: number;
  at: number; // ms
  source: string;
  code: string;
  message: string;
  pointer: string;
  bytes: number;
  body: string; // "" when it was not kept
  hook: boolean; // came as a webhook, so a mapping can be tried on it
  replayed_as: number | null; // seq; 0: dismissed
  count: number; // how often it came while it waited
  last_at: number; // ms
}

// What waits of one source for a decision.
export interface Waiting {
  source: string;
  rows: number;
  used: number; // of the source's share of the box, 0 to 1
}

export interface Page<Row> {
  rows: Row[];
  next: number | null; // the id before which the next page begins
  waiting?: Waiting[]; // of the rejected box
}

export function read_rejected(json: unknown): Page<Rejected> {
  const waiting = objects_in(json, 'waiting').map((from) => ({
    source: whole_text(from, 'source'),
    rows: count_in(from, 'rows'),
    used: number_in(from, 'used') || 0,
  }));
  const page = read_page(json, (from, id) => ({
    id,
    at: count_in(from, 'at'),
    source: whole_text(from, 'source'),
    code: whole_text(from, 'code'),
    message: whole_text(from, 'message'),
    pointer: whole_text(from, 'pointer'),
    bytes: count_in(from, 'bytes'),
    body: whole_text(from, 'body'),
    hook: flag_in(from, 'hook'),
    replayed_as: number_in(from, 'replayed_as'),
    count: count_in(from, 'count'),
    last_at: count_in(from, 'last_at'),
  }));
  return { ...page, waiting };
}

// "HubSpot: 12 waiting, 3 % of its space used."
export function waiting_text(title: string, { rows, used }: Waiting): string {
  const percent = used > 0 && used < 0.01 ? 'less than 1' : String(Math.floor(used * 100));
  const full = used >= 1 ? ' It is full: further ones are refused until some are decided.' : '';
  return isolated(title) + ': ' + rows + ' waiting, ' + percent + ' % of its space used.' + full;
}

export function read_page<Row>(json: unknown, read: (from: Json, id: number) => Row): Page<Row> {
  const rows: Row[] = [];
  for (const from of objects_in(json, 'rows')) {
    const id = number_in(from, 'id');
    if (id !== null) rows.push(read(from, id));
  }
  return { rows, next: is_object(json) ? number_in(json, 'next') : null };
}

// What one item of a payload would become.
export interface Outcome {
  item: number;
  kind: string; // event, ignored, failed
  text: string;
  event: Json | null;
  previous: Json | null; // the old values, as sent
}

export function read_outcomes(json: unknown): Outcome[] {
  return objects_in(json, 'outcomes').map((from) => ({
    item: count_in(from, 'item'),
    kind: whole_text(from, 'kind'),
    text:
      whole_text(from, 'reason') ||
      [whole_text(from, 'message'), whole_text(from, 'pointer')].filter((one) => one).join(' at '),
    event: is_object(from['event']) ? object_in(from, 'event') : null,
    previous: is_object(from['previous']) ? object_in(from, 'previous') : null,
  }));
}

// The result of a replay. `done`: the payload no longer needs a replay.
export function replay_text(json: unknown): { done: boolean; text: string } {
  const from = is_object(json) ? json : {};
  const first = objects_in(from, 'rejected')[0];
  const seq = number_in(from, 'seq');
  const as = seq ? ' as event ' + seq : '';
  if (whole_text(from, 'outcome') === 'rejected' || (first && count_in(from, 'accepted') === 0)) {
    const why = first ? whole_text(first, 'message') : '';
    return { done: false, text: 'Still rejected' + (why ? ': ' + why : '') + '.' };
  }
  if (count_in(from, 'accepted') > 0) return { done: true, text: 'Accepted' + as + '.' };
  if (count_in(from, 'duplicates') > 0)
    return { done: true, text: 'Duplicate: already stored' + as + '.' };
  return { done: true, text: 'Ignored: it contains nothing for the office.' };
}
