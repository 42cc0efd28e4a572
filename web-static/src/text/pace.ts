// Whether the target is within reach: one sentence and one sign, measured on one basis. The bar's
// mark and the chart's grey line use the same basis, and `sign` decides the colour of all of them.

import type { Hero } from '../view/hero';
import { counted } from './count';
import { no_value, round3, short_money, short_number, shown_difference } from './money';

const months = /^(January|February|March|April|August|September|October|November|December)$/;

export type Sign = 1 | 0 | -1 | null; // null: no pace yet

export interface Pace {
  sign: Sign;
  sentence: string;
  brief: string; // the same, shorter: "123K ahead of Sep"
}

export function pace_of(hero: Hero): Pace {
  const pace = hero.pace === null || hero.basis === null ? null : Number(hero.pace);
  if (pace === null) return pace_in_words(null, counted(hero.n, 'win', 'wins'), '');
  const size = short_number(Math.abs(pace));
  if (size === '0') return pace_in_words(0, 'level with ', hero.basis_label);
  return pace_in_words(
    pace > 0 ? 1 : -1,
    size + (pace > 0 ? ' ahead of ' : ' behind '),
    hero.basis_label,
  );
}

function pace_in_words(sign: Sign, words: string, basis: string): Pace {
  const brief = months.test(basis) ? basis.slice(0, 3) : basis;
  return { sign, sentence: words + basis, brief: words + brief };
}

// "of 600K · 188K to go in 4 days"
export function target_line(hero: Hero): string {
  if (hero.target === null) return 'no target set for this period';
  const of = 'of ' + short_money(hero.target);
  if (hero.value === null) return 'target ' + short_money(hero.target);
  if (hero.to_go === null) return of;
  if (Number(hero.to_go) <= 0)
    return percent_of(hero.value, hero.target) + ' ' + of + ' · target reached';
  const to_go = short_number(shown_difference(hero.value, hero.target)) + ' to go';
  return of + ' · ' + to_go + time_left(hero.days_left);
}

// "1 of them not priced": follows the number of wins, which includes these.
export function unpriced_part(hero: Hero): string {
  return (hero.unpriced >= hero.n ? 'none of them' : hero.unpriced + ' of them not') + ' priced';
}

// "118 %", rounded down: 99.9 % is below the target.
export function percent_of(value: string, target: string): string {
  const whole = Number(target);
  if (!(whole > 0)) return no_value;
  const percent = (Number(value) / whole) * 100;
  return Math.floor(round3(percent) > percent ? percent : round3(percent)) + ' %';
}

function time_left(days: number | null): string {
  if (days === null) return '';
  return days <= 0 ? ' today' : ' in ' + counted(days, 'day', 'days');
}
