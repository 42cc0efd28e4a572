import type { View } from './view';

const ahead_max_ms = 10000; // by which our idea of the server's clock may be wrong

// When the office last heard anything, as far as the board tells; null when it tells of nothing. A
// deal may be dated later than now, which says nothing about when it came.
export function newest_of(view: View, now: number): number | null {
  const told = [view.office.newest || 0];
  for (const win of view.today) told.push(win.at);
  for (const moment of view.moments) told.push(moment.at, moment.received);
  const newest = Math.max(...told.filter((at) => at <= now + ahead_max_ms));
  return newest > 0 ? newest : null;
}
