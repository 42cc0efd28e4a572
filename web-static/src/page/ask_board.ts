// One board over plain HTTP: what polling lives on, and how to learn why another way fails.

import { is_object } from '../store/json';
import { get_json } from './http';
import type { Answer } from './http';

export interface Place {
  epoch: string;
  rev: number;
}

export interface BoardAnswer {
  is: 'newer' | 'same' | 'signed_out' | 'no_board' | 'no_answer';
  text: string; // of newer: the snapshot as a frame
  at: number; // ms, the server's clock to the second; 0: not said
  unshared_since: number; // ms, as in a beat; 0: not said
}

// Where we stand is our own ETag: it needs no answer that a proxy has left its header on. Returns
// how to give up.
export function ask_board(
  board: string,
  place: Place | null,
  then: (answer: BoardAnswer) => void,
): () => void {
  return get_json(
    '/api/v1/boards/' + encodeURIComponent(board),
    (answer) => {
      const { text, at, unshared_since } = answer;
      then({ is: meaning(answer), text, at, unshared_since });
    },
    place ? { 'If-None-Match': '"' + place.epoch + ':' + place.rev + '"' } : {},
  );
}

// Only what our server alone would say counts: a proxy has pages of its own for every status, and
// the one of a hotel's network even says 200.
function meaning({ status, json }: Answer): BoardAnswer['is'] {
  if (status === 304) return 'same';
  if (status === 401 || status === 403) return 'signed_out';
  if (status === 200 && is_object(json) && json['type'] === 'snapshot') return 'newer';
  return status === 404 && is_object(json) && json['code'] === 'not_found'
    ? 'no_board'
    : 'no_answer';
}
