import type { Ranked } from '../view/rows';
import { counted, in_words, ordinal } from './count';
import { short_number, shown_difference } from './money';
import { period_kind } from './time';

// A gap above this part of the next higher sum is out of reach.
const within_reach = 0.25;

// The small line under a name: the gap to the next rank, or something better when the gap is out of
// reach. Never how much is missing from a quota.
export function standing_note(row: Ranked, index: number, rows: Ranked[], period: string): string {
  const wins = wins_of(row);
  if (row.note === 'best_period') return wins + ', best ' + period_kind(period) + ' yet';
  if (row.rank === null) return wins;
  const this_week = row.week_n > 1 ? 'won ' + in_words(row.week_n) + ' this week' : wins;
  const above = next_higher(row, index, rows);
  if (!above) return shares_place(row, rows) ? wins + ', shared ' + ordinal(row.rank) : this_week;
  const gap = shown_difference(row.value as string, above.value as string);
  const hopeless = gap > within_reach * Number(above.value);
  if (hopeless && row.note === 'wins_week') return this_week;
  const leads_alone = above.rank === 1 && !shares_place(above, rows);
  // Without the currency symbol, which is in the title of the list.
  return (
    short_number(gap) +
    (leads_alone ? ' behind ' + above.short : ' to ' + ordinal(above.rank as number))
  );
}

export function wins_of(row: Ranked): string {
  return row.n > 0 ? counted(row.n, 'win', 'wins') : '';
}

function next_higher(row: Ranked, index: number, rows: Ranked[]): Ranked | null {
  if (row.value === null) return null;
  for (let i = index - 1; i >= 0; i--) {
    const above = rows[i] as Ranked;
    const higher = above.value !== null && Number(above.value) > Number(row.value);
    if (higher && above.rank !== null) return above;
  }
  return null;
}

function shares_place(row: Ranked, rows: Ranked[]): boolean {
  return rows.some((other) => other !== row && other.rank === row.rank);
}
