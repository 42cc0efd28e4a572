import assert from 'node:assert/strict';
import { test } from 'node:test';

import { read_deals } from '#src/wall/deals';

const deal = {
  deal: 'D-1',
  source: 'api',
  kind: 'won',
  title: 'Acme',
  person: 'ana',
  name: 'Ana',
  value: '100.00',
  currency: 'EUR',
  at: 7,
};

test('a refund of a deal is a row of its own and says so', () => {
  const { rows } = read_deals({
    rows: [deal, { ...deal, kind: 'refund', value: '-20.00', at: 9 }],
  });

  assert.notEqual(rows[0].key, rows[1].key);
  assert.equal(rows[0].who, 'Ana');
  assert.equal(rows[1].who, 'Ana, refund');
});

test('only an amount in the currency of the total is a part of it', () => {
  const other = { ...deal, value: '500.00', currency: 'USD' };
  const none = { ...deal, value: null };
  const bare = { ...deal, currency: null };
  const refund = { ...deal, kind: 'refund', value: '-20.00' };

  const { rows } = read_deals({ currency: 'EUR', rows: [deal, other, none, bare, refund] });

  assert.deepEqual(
    rows.map((row) => row.priced),
    [true, false, false, false, true],
  );
  assert.equal(rows[1].currency, 'USD');
});

test('without a currency there is no sum to be a part of', () => {
  const { rows } = read_deals({ currency: null, rows: [{ ...deal, currency: null }] });

  assert.equal(rows[0].priced, false);
});

test('an answer without its fields is an empty list with no total', () => {
  assert.deepEqual(read_deals({}), { total: null, n: null, rows: [], next: null });
});

test('a deal without a title is called by what is known', () => {
  const { rows } = read_deals({ rows: [{ deal: 'D-2', customer: 'Globex' }, { deal: 'D-3' }] });

  assert.deepEqual(
    rows.map((row) => row.title),
    ['Globex', 'D-3'],
  );
  assert.equal(rows[0].value, null);
});
