import type { View } from './view';

const ahead_max_ms = 10000; // error of the estimated server clock

// When the newest data on the board arrived; null when the board shows none. Times in the future
// are left out: a deal may be dated later than it arrived.
export function newest_of(view: View, now: number): number | null {
  const times = [view.office.newest || 0];
  for (const win of view.today) times.push(win.at);
  for (const moment of view.moments) times.push(moment.at, moment.received);
  const newest = Math.max(...times.filter((at) => at <= now + ahead_max_ms));
  return newest > 0 ? newest : null;
}
