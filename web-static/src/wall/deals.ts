// The deals behind the number, a page at a time, read into known-good rows.

import { get_json } from '../page/http';
import { is_object, money_in, number_in, object_in, text_in } from '../store/json';
import type { Json } from '../store/json';

export interface Deal {
  key: string;
  title: string;
  who: string;
  value: string | null;
  currency: string | null; // the amount's own
  priced: boolean; // part of the total
  at: number | null;
}

export interface Deals {
  total: string | null;
  n: number | null;
  rows: Deal[];
  next: string | null;
}

export const page_rows = 50;

export function fetch_deals(
  from: string,
  to: string,
  after: string | null,
  then: (deals: Deals | null) => void,
): () => void {
  const query = {
    measure: 'won_amount',
    from,
    to,
    limit: String(page_rows),
    ...(after ? { after } : {}),
  };
  const url = '/api/v1/deals?' + encoded(query);
  return get_json(url, (answer) =>
    then(answer.status === 200 && is_object(answer.json) ? read_deals(answer.json) : null),
  );
}

export function read_deals(json: Json): Deals {
  const rows = Array.isArray(json['rows']) ? json['rows'].filter(is_object).slice(0, 1000) : [];
  const total = object_in(json, 'total');
  const currency = text_in(json, 'currency');
  return {
    total: money_in(total, 'value'),
    n: number_in(total, 'n'),
    rows: rows.map((row) => ({
      // A refund is a row of its own beside its deal's.
      key: [row['source'], row['deal'], row['kind'], row['at']].join(' '),
      title: text_in(row, 'title') || text_in(row, 'customer') || text_in(row, 'deal') || '–',
      who: (text_in(row, 'name') || text_in(row, 'person') || '–') + refund(row),
      value: money_in(row, 'value'),
      currency: text_in(row, 'currency'),
      priced:
        money_in(row, 'value') !== null &&
        currency !== null &&
        text_in(row, 'currency') === currency,
      at: instant_in(row, 'at'),
    })),
    next: text_in(json, 'next'),
  };
}

function refund(row: Json): string {
  return row['kind'] === 'refund' ? ', refund' : '';
}

// ms since 1970 or an ISO instant, whichever the API of the day answers with.
function instant_in(row: Json, key: string): number | null {
  const parsed = Date.parse(text_in(row, key) || '');
  return number_in(row, key) || (isNaN(parsed) ? null : parsed);
}

function encoded(query: { [name: string]: string }): string {
  const pair = (name: string) => name + '=' + encodeURIComponent(query[name] as string);
  return Object.keys(query).map(pair).join('&');
}
