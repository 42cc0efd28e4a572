// All boards, each with its current state.

import { get_json } from '../browser/http';
import { from_snapshot } from '../store/board';
import { read_frame } from '../store/frames';
import { is_object, text_in } from '../store/json';
import { read_view } from '../view/view';
import type { View } from '../view/view';

export interface Listed {
  board: string;
  view: View | null; // null: cannot be read right now
}

const boards_max = 24; // one request each

// `then` gets null when the server does not respond, and 'logged_out' when a login is needed.
export function fetch_boards(then: (boards: Listed[] | 'logged_out' | null) => void): void {
  get_json('/api/v1/boards', (response) => {
    if (response.status === 401) return then('logged_out');
    if (response.status !== 200) return then(null);
    const names = board_names(response.json).slice(0, boards_max);
    const found: Listed[] = names.map((board) => ({ board, view: null }));
    let missing = found.length;
    if (missing === 0) then(found);
    found.forEach((entry) =>
      fetch_view(entry.board, (view) => {
        entry.view = view;
        missing -= 1;
        if (missing === 0) then(found);
      }),
    );
  });
}

function fetch_view(board: string, then: (view: View | null) => void): void {
  get_json('/api/v1/boards/' + encodeURIComponent(board), (response) => {
    const frame = response.status === 200 ? read_frame(response.json) : null;
    then(frame && frame.type === 'snapshot' ? read_view(from_snapshot(frame)) : null);
  });
}

function board_names(json: unknown): string[] {
  const list = is_object(json) ? json['boards'] : null;
  if (!Array.isArray(list)) return [];
  const names = list.map((item: unknown) => (is_object(item) ? text_in(item, 'board') : null));
  return names.filter((name): name is string => name !== null);
}
