// The small line under a name: what is within reach, or what is worth saying. A gap to the next place,
// never a shortfall.

import type { Ranked } from '../tiles/rows';
import { counted, in_words, ordinal } from './count';
import { short_number, shown_difference } from './money';

export function standing_note(row: Ranked, index: number, rows: Ranked[], period_kind: string): string {
  const wins = counted(row.n, 'win', 'wins');
  if (row.note === 'best_period') return wins + ', best ' + period_kind + ' yet';
  if (row.rank === null) return row.n ? wins : '';
  const above = next_higher(row, index, rows);
  if (!above && shares_place(row, rows)) return wins + ', shared ' + ordinal(row.rank);
  if (row.note === 'wins_week' || !above || row.gap_rank === null) {
    return row.week_n > 1 ? 'won ' + in_words(row.week_n) + ' this week' : wins;
  }
  const gap = short_number(shown_difference(row.value as string, above.value as string));
  const leads_alone = above.rank === 1 && !shares_place(above, rows);
  return gap + (leads_alone ? ' behind ' + above.short : ' to ' + ordinal(row.gap_rank));
}

function next_higher(row: Ranked, index: number, rows: Ranked[]): Ranked | null {
  if (row.value === null) return null;
  for (let i = index - 1; i >= 0; i--) {
    const above = rows[i] as Ranked;
    if (above.value !== null && Number(above.value) > Number(row.value)) return above;
  }
  return null;
}

function shares_place(row: Ranked, rows: Ranked[]): boolean {
  return rows.some((other) => other !== row && other.rank === row.rank);
}
