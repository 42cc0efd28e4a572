// What a closed socket means for us: the public table in server/wire/PROTOCOL.md, as data.

export type Next =
  'retry' | 'retry_when_told' | 'stay_away' | 'signed_out' | 'no_board' | 'too_many';

const table: { [code: number]: Next } = {
  1000: 'stay_away',
  1012: 'retry_when_told',
  4401: 'signed_out',
  4404: 'no_board',
  4429: 'too_many',
};

// Any code that is not in the table (1006 above all) is a lost link: try again.
export function after_close(code: number): Next {
  return table[code] || 'retry';
}

// Codes that only our server chooses. Whoever gets one has been talking to it; 1006 and its
// neighbours may be anybody's doing on the way.
export function is_ours(code: number): boolean {
  return code === 1012 || code >= 4000;
}
