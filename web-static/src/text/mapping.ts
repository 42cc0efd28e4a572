// What people won who are not mapped yet, in the same words on the wall, the start page and the admin
// page.

import { counted } from './count';
import { in_currency, short_money } from './money';

export const in_no_row = 'in the total, but in no person’s row';

// "3 people not mapped yet"
export function unmapped_people(n: number): string {
  return counted(n, 'person', 'people') + ' not mapped yet';
}

// "3 people not mapped yet: €1.23M in the total, but in no person’s row"
export function unmapped_text(n: number, amount: string | null, currency: string | null): string {
  const money = Number(amount || 0) === 0 ? '' : in_currency(short_money(amount), currency);
  return unmapped_people(n) + (money && ': ' + money + ' ' + in_no_row);
}
