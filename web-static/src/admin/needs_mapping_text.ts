import { counted } from '../text/count';
import { in_no_row } from '../text/mapping';
import { in_currency, short_money } from '../text/money';
import { weight_of } from './needs_mapping';
import type { Incomplete } from './needs_mapping';
import type { Amounts } from './read';

const currencies_max = 3;

// "€92.0K", "€92.0K and $1.20K", largest first; "" when there are none.
export function amounts_text(amounts: Amounts): string {
  const order = Object.keys(amounts).sort(
    (a, b) => weight_of({ [b]: amounts[b] as string }) - weight_of({ [a]: amounts[a] as string }),
  );
  const shown = order
    .slice(0, currencies_max)
    .map((currency) => in_currency(short_money(amounts[currency] as string), currency));
  const more = order.length - shown.length;
  if (more > 0) shown.push(counted(more, 'more currency', 'more currencies'));
  const last = shown.pop() || '';
  return shown.length > 0 ? shown.join(', ') + ' and ' + last : last;
}

// "14 deals, €92.0K not in the total". What an unmapped person won is in the total, see the wall.
export function held_back_text(n: number, amounts: Amounts, in_total: boolean): string {
  const money = amounts_text(amounts);
  const where = in_total ? ' ' + in_no_row : ' not in the total';
  return counted(n, 'deal', 'deals') + (money ? ', ' + money : '') + where;
}

// "12 deals have no amount yet"
export function incomplete_text(one: Pick<Incomplete, 'missing' | 'n'>): string {
  switch (one.missing) {
    case 'win':
      return counted(one.n, 'deal has a refund', 'deals have refunds') + ' but no win';
    case 'refund_amount':
      return counted(one.n, 'deal has', 'deals have') + ' a refund without an amount';
    case 'refund_deal':
      return counted(one.n, 'refund names', 'refunds name') + ' no deal';
    case 'activity_status':
      return counted(one.n, 'activity has', 'activities have') + ' no status, such as done';
  }
  const deals = counted(one.n, 'deal has ', 'deals have ');
  return deals + (one.missing ? 'no ' + one.missing + ' yet' : 'incomplete data');
}
