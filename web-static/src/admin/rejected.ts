// Rejected payloads, and the results of trying and replaying them.

import { count_in, flag_in, is_object, number_in, object_in, whole_text } from '../store/json';
import type { Json } from '../store/json';
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
  replayed_as: number | null; // seq
}

export interface Page<Row> {
  rows: Row[];
  next: number | null; // the id before which the next page begins
}

export function read_rejected(json: unknown): Page<Rejected> {
  return read_page(json, (from, id) => ({
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
  }));
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
