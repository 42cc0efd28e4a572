import { counted } from '../words/count';
import { in_currency, short_money } from '../words/money';
import { weight_of } from './needs';
import type { Incomplete } from './needs';
import type { Held } from './read';

const currencies_max = 3;

// "€92.0K", "€92.0K and $1.20K", most first; "" when no money is held back.
export function held_words(held: Held): string {
  const order = Object.keys(held).sort(
    (a, b) => weight_of({ [b]: held[b] as string }) - weight_of({ [a]: held[a] as string }),
  );
  const shown = order
    .slice(0, currencies_max)
    .map((currency) => in_currency(short_money(held[currency] as string), currency));
  const more = order.length - shown.length;
  if (more > 0) shown.push(counted(more, 'more currency', 'more currencies'));
  const last = shown.pop() || '';
  return shown.length > 0 ? shown.join(', ') + ' and ' + last : last;
}

// "14 deals, €92.0K not on the wall"
export function held_back(n: number, held: Held): string {
  const money = held_words(held);
  return counted(n, 'deal', 'deals') + (money ? ', ' + money : '') + ' not on the wall';
}

// "12 deals have no amount yet"
export function incomplete_words(one: Pick<Incomplete, 'missing' | 'n'>): string {
  const lack = one.missing ? 'no ' + one.missing : 'not all facts';
  return counted(one.n, 'deal has ', 'deals have ') + lack + ' yet';
}
