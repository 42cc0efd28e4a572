// How long to wait before the n-th attempt in a row (n from 0). Doubles from half a second to ten
// seconds and never gives up, because a wall screen has no user to press reload. The jitter (50 %
// to 100 %) keeps many screens from reconnecting at the same moment when a server comes back.
const first_ms = 500;
const longest_ms = 10000;

export function backoff_ms(attempt: number, random: () => number): number {
  const full = Math.min(longest_ms, first_ms * Math.pow(2, Math.min(attempt, 10)));
  return full * (0.5 + random() / 2);
}
