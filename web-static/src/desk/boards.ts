// The boards there are, each with what it shows now.

import { get_json } from '../page/http';
import { from_snapshot } from '../store/board';
import { read_frame } from '../store/frames';
import { is_object, text_in } from '../store/json';
import { read_view } from '../tiles/view';
import type { View } from '../tiles/view';

export interface Listed {
  board: string;
  view: View | null; // null: it does not say just now
}

const boards_max = 24; // one request each

// `then` gets null when nobody answers, and 'signed_out' when this browser must log in.
export function get_boards(then: (boards: Listed[] | 'signed_out' | null) => void): void {
  get_json('/api/v1/boards', (answer) => {
    if (answer.status === 401) return then('signed_out');
    if (answer.status !== 200) return then(null);
    const names = board_names(answer.json).slice(0, boards_max);
    const found: Listed[] = names.map((board) => ({ board, view: null }));
    let missing = found.length;
    if (missing === 0) then(found);
    found.forEach((entry) =>
      get_view(entry.board, (view) => {
        entry.view = view;
        missing -= 1;
        if (missing === 0) then(found);
      }),
    );
  });
}

function get_view(board: string, then: (view: View | null) => void): void {
  get_json('/api/v1/boards/' + encodeURIComponent(board), (answer) => {
    const frame = answer.status === 200 ? read_frame(answer.json) : null;
    then(frame && frame.type === 'snapshot' ? read_view(from_snapshot(frame)) : null);
  });
}

export function board_names(json: unknown): string[] {
  const list = is_object(json) ? json['boards'] : null;
  if (!Array.isArray(list)) return [];
  const names = list.map((item: unknown) => (is_object(item) ? text_in(item, 'board') : null));
  return names.filter((name): name is string => name !== null);
}
