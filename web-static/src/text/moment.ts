import type { Moment } from '../view/rows';
import { nth_in_words, ordinal } from './count';

// Why this deal is shown, in one line above the name.
export function moment_title(moment: Moment, period_label: string): string {
  if (moment.why === 'first_ever') return moment.short + '’s first deal ever';
  if (moment.why === 'record') return 'Biggest deal of ' + (period_label || 'the period');
  const nth = moment.nth_week;
  const tail = nth && nth > 0 ? ', ' + nth_in_words(nth) + ' this week' : '';
  return (moment.why === 'big' ? 'Big deal won' : 'Deal won') + tail;
}

// The rank gained: [from, to], ["", to] for a person new on the list, null when none was gained.
export function place_gained(moment: Moment): [string, string] | null {
  if (moment.rank_to === null) return null;
  if (moment.rank_from === null) return ['', ordinal(moment.rank_to)];
  if (moment.rank_from <= moment.rank_to) return null;
  return [ordinal(moment.rank_from), ordinal(moment.rank_to)];
}
