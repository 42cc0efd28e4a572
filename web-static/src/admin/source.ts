// A source and its health, from /api/v1/sources.

import { number_in, count_in, whole_text } from '../store/json';
import { objects_in } from './read';

export type State = 'ok' | 'silent' | 'failing' | 'never' | 'unknown';

export interface Source {
  id: string;
  title: string;
  state: State;
  last: number | null; // ms: the last delivery, accepted or not
  last_accepted: number | null;
  per_hour: number | null;
  normal_per_hour: number | null; // at this hour of the week; null: not known yet
  error_share: number | null; // 0 to 1
  signature_failures: number;
  gaps: number;
  detail: string;
}

const states: State[] = ['ok', 'silent', 'failing', 'never'];

export function read_sources(json: unknown): Source[] {
  return objects_in(json, 'sources')
    .map((from): Source => {
      const id = whole_text(from, 'id');
      const state = states.filter((one) => one === from['state'])[0] || 'unknown';
      return {
        id,
        title: whole_text(from, 'title') || id,
        state,
        last: number_in(from, 'last'),
        last_accepted: number_in(from, 'last_accepted'),
        per_hour: number_in(from, 'per_hour'),
        normal_per_hour: number_in(from, 'normal_per_hour'),
        error_share: number_in(from, 'error_share'),
        signature_failures: count_in(from, 'signature_failures'),
        gaps: count_in(from, 'gaps'),
        detail: whole_text(from, 'detail'),
      };
    })
    .filter((source) => source.id !== '');
}
