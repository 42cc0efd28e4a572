// What the client does after a close code: the table in server/wire/PROTOCOL.md, as data.

export type CloseAction =
  | 'retry'
  | 'retry_after_drain'
  | 'closed'
  | 'logged_out'
  | 'no_board'
  | 'too_many';

const table: { [code: number]: CloseAction } = {
  1000: 'closed',
  1012: 'retry_after_drain',
  4401: 'logged_out',
  4404: 'no_board',
  4429: 'too_many',
};

// Any code that is not in the table (above all 1006) is a lost connection: try again.
export function action_after(code: number): CloseAction {
  return table[code] || 'retry';
}

// Codes that only our server sends: the connection did reach it. 1006 and its neighbours may come
// from any proxy on the way.
export function is_server_code(code: number): boolean {
  return code === 1012 || code >= 4000;
}
