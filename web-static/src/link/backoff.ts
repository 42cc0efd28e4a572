// How long to wait before the n-th attempt in a row (n from 0). Doubles from half a second to ten
// and stays there for ever: a wall has nobody who would press reload. The jitter (50 % to 100 %)
// keeps a floor of screens from knocking all at once when a server comes back.
const first_ms = 500;
const longest_ms = 10000;

export function backoff_ms(attempt: number, random: () => number): number {
  const full = Math.min(longest_ms, first_ms * Math.pow(2, Math.min(attempt, 10)));
  return full * (0.5 + random() / 2);
}
