// Fetches a board over plain HTTP: for polling, and to find out why a live connection fails.

import { is_object } from '../store/json';
import { get_json } from './http';
import type { HttpResponse } from './http';

export interface Position {
  epoch: string;
  rev: number;
}

export interface BoardResponse {
  is: 'newer' | 'same' | 'logged_out' | 'no_board' | 'no_response';
  text: string; // the snapshot as a frame, if newer
  at: number; // ms, the server's clock to the second; 0: unknown
  unshared_since: number; // ms, as in a beat; 0: none
}

// The ETag is built from our position, because a proxy may remove the header from responses.
// Returns how to cancel.
export function fetch_board(
  board: string,
  position: Position | null,
  then: (response: BoardResponse) => void,
): () => void {
  return get_json(
    '/api/v1/boards/' + encodeURIComponent(board),
    (response) => {
      const { text, at, unshared_since } = response;
      then({ is: meaning(response), text, at, unshared_since });
    },
    position ? { 'If-None-Match': '"' + position.epoch + ':' + position.rev + '"' } : {},
  );
}

// Only responses that our server alone gives count: a proxy has its own page for every status, and
// the login page of a hotel network comes with 200.
function meaning({ status, json }: HttpResponse): BoardResponse['is'] {
  if (status === 304) return 'same';
  if (status === 401 || status === 403) return 'logged_out';
  if (status === 200 && is_object(json) && json['type'] === 'snapshot') return 'newer';
  return status === 404 && is_object(json) && json['code'] === 'not_found'
    ? 'no_board'
    : 'no_response';
}
