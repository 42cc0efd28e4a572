import assert from 'node:assert/strict';
import { test } from 'node:test';

import { question_of } from '#src/view/question';
import { from_snapshot } from '#src/store/board';
import { read_frame } from '#src/store/frames';
import { read_explained } from '#src/view/explained';
import { read_view } from '#src/view/view';
import { entry_origin, entry_value, entry_who, sorted_in_days } from '#src/text/entry';
import { own_board } from '../browser/own_boards.mjs';
import { board } from '../browser/boards.mjs';

const view_of = (tiles) =>
  read_view(
    from_snapshot(read_frame({ type: 'snapshot', board: 'b', epoch: 'e', rev: 1, at: 1, tiles })),
  );

const answer = {
  measure: 'won_amount',
  name: 'Won amount',
  unit: 'money',
  currency: 'EUR',
  seq: 8800,
  rule: 'won_amount/1',
  formula: 'What was won, less what was given back.',
  value: '580.00',
  n: 2,
  inputs: [
    { part: 'won', label: 'won deals', value: '600.00', unit: 'money', n: 2 },
    { part: 'refunded', label: 'refunds', value: '-20.00', unit: 'money', n: 1 },
  ],
};
const row = {
  part: 'won',
  deal: 'D-1',
  title: 'Acme',
  name: 'Ana Ruiz',
  value: '552.00',
  currency: 'EUR',
  amount: '1000.00',
  amount_currency: 'USD',
  rate: '0.92',
  percent: '60',
  role: 'revenue',
};
const explained = (rows, change = {}) => read_explained({ ...answer, rows, ...change });
const said = (one) => {
  const all = explained([one]);
  return entry_value(all.rows[0], all.currency);
};

test('a response without fields is a figure without a value and rows', () => {
  const { value, rows, inputs, next, formula } = read_explained({});

  assert.deepEqual(
    { value, rows, inputs, next, formula },
    {
      value: null,
      rows: [],
      inputs: [],
      next: null,
      formula: '',
    },
  );
});

test('a row is in the unit of its part, whatever the figure is in', () => {
  const inputs = [{ part: 'won', value: 3, unit: 'count', n: 3 }];

  const all = explained([{ part: 'won', value: 1 }], { unit: 'ratio', value: 0.5, inputs });

  assert.equal(all.value, '0.5');
  assert.equal(all.rows[0].value, '1');
  assert.equal(entry_value(all.rows[0], null), '1');
});

test('money as a JSON number is no value', () => {
  assert.equal(explained([{ ...row, value: 552 }]).rows[0].value, null);
});

test('a contribution is shown with all digits, the minus first', () => {
  assert.equal(said(row), '€552');
  assert.equal(said({ ...row, part: 'refunded', value: '-20.50' }), '\u2212€20.50');
});

test('a deal without a rate is shown in its own currency', () => {
  assert.equal(said({ ...row, value: null }), '$1,000 · no rate');
  assert.equal(said({ ...row, value: null, amount: null }), 'no amount');
});

test('a deal that counts as one shows its amount', () => {
  const inputs = [{ part: 'aging', label: 'stuck deals', value: 2, unit: 'count', n: 2 }];
  const of = (change) => {
    const all = explained([{ ...row, part: 'aging', value: 1, ...change }], {
      unit: 'count',
      inputs,
    });
    return entry_value(all.rows[0], null);
  };

  assert.equal(of({}), '$1,000');
  assert.equal(of({ value: 0.5 }), '0.5');
  assert.equal(of({ amount: null }), '1');
});

test('the rows of one day are sorted, the days stay in the server’s order', () => {
  const list = [
    ['a', '2026-11-23', null, '5'],
    ['b', '2026-11-23', null, '-70'],
    ['c', '2026-11-23', 9000, '1'],
    ['d', '2026-11-24', 1000, '2'],
    ['e', '2026-11-24', 5000, '2'],
    ['f', '2026-11-22', null, '3'],
  ].map(([title, day, at, value]) => ({ ...row, title, day, at, value }));

  const sorted = sorted_in_days(explained(list).rows);

  assert.equal(sorted.map(({ title }) => title).join(''), 'cbaedf');
});

test('share and conversion are shown where there are any', () => {
  const origin = (change) => entry_origin(explained([{ ...row, ...change }]).rows[0]);

  assert.equal(origin({}), '60 % of $1,000 at 0.92');
  assert.equal(origin({ percent: '100' }), '$1,000 at 0.92');
  assert.equal(origin({ rate: null, amount_currency: 'EUR', percent: 60 }), '60 % of €1,000');
  assert.equal(origin({ rate: null, amount_currency: 'EUR', percent: '100' }), '');
  assert.equal(origin({ rate: 'javascript:' }), '60 % of $1,000');
});

test('of several parts all but the first are named', () => {
  const who = (change) => {
    const all = explained([{ ...row, ...change }]);
    return entry_who(all.rows[0], all);
  };

  assert.equal(who({}), 'Ana Ruiz');
  assert.equal(who({ part: 'refunded' }), 'Ana Ruiz, refunds');
  assert.equal(who({ role: 'overlay' }), 'Ana Ruiz, overlay');
  assert.equal(who({ name: null, person: 'ana' }), 'ana');
});

test('the query for the hero, a person or a team has the period of the wall', () => {
  const view = view_of(board('wall'));
  const period = { measure: 'won_amount', from: '2026-11-01', to: '2026-12-01' };
  const query = (subject) => question_of(view, subject).query;

  assert.deepEqual(query({ is: 'hero' }), period);
  assert.deepEqual(query({ is: 'person', key: 'ben' }), { ...period, by: 'person', key: 'ben' });
  assert.deepEqual(query({ is: 'team', key: 'north' }), { ...period, by: 'team', key: 'north' });
  assert.equal(question_of(view, { is: 'person', key: 'nobody' }), null);
});

test('the query for a tile has its filters, which cannot override other parameters', () => {
  const tiles = own_board(2);
  Object.assign(tiles['tile:t2'].meta, {
    target_of: 'won_count',
    filters: { team: 'north', key: 'evil', limit: '9', pipeline: 7 },
  });
  const view = view_of(tiles);

  const tile = question_of(view, { is: 'tile', id: 't2', row: null });
  const person = question_of(view, { is: 'tile', id: 't2', row: 'ana' });

  const query = {
    measure: 'won_amount',
    from: '2026-11-01',
    to: '2026-12-01',
    of: 'won_count',
    team: 'north',
  };
  assert.deepEqual(tile.query, query);
  assert.deepEqual(person.query, { ...query, by: 'person', key: 'ana' });
  assert.equal(person.title, 'Ana Marković · Won by person, November');
  assert.equal(question_of(view, { is: 'tile', id: 'gone', row: null }), null);
  assert.equal(question_of(view, { is: 'tile', id: 't2', row: 'gone' }), null);
});

test('a changed figure changes `watched`', () => {
  const tiles = own_board(1);
  const before = question_of(view_of(tiles), { is: 'tile', id: 't1', row: null });
  tiles['tile:t1'].meta.value = '413000.00';

  const after = question_of(view_of(tiles), { is: 'tile', id: 't1', row: null });

  assert.notEqual(before.watched, after.watched);
});
