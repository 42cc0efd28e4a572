// Own boards for every state of their tiles, as plain protocol JSON.

import { money, office } from './boards.mjs';

const people = [
  ['ana', 'Ana Marković', 'Ana', 94420],
  ['ben', 'Ben Okafor', 'Ben', 91310],
  ['chloe', 'Chloé Laurent', 'Chloé', 83480],
  ['dai', 'Dai Nguyen', 'Dai', 71600],
  ['elif', 'Elif Kaya', 'Elif', 38200],
  ['fatima', 'Fatima Haddad', 'Fatima', 21000],
  ['george', 'George Brandt', 'George', 9870.5],
  ['hana', 'Hana Sato', 'Hana', 0],
];

export function own_tile(change = {}) {
  return {
    kind: 'number',
    title: 'Won this month',
    measure: 'won_amount',
    unit: 'money',
    currency: 'EUR',
    value: '412000.00',
    n: 43,
    unpriced: 0,
    why: null,
    period: '2026-11',
    period_label: 'November',
    by: '',
    previous: '366800.00',
    previous_label: 'October, same day',
    change: 0.1232,
    new: false,
    year: '343000.00',
    year_label: 'November 2025',
    year_change: 0.2012,
    quota: null,
    attainment: null,
    as_of: null,
    from: '2026-11-01',
    to: '2026-12-01',
    target_of: null,
    filters: {},
    ...change,
  };
}

const bare = {
  previous: null,
  previous_label: '',
  change: null,
  year: null,
  year_label: '',
  year_change: null,
};

export function ranked(list = people, change = {}) {
  const rows = {};
  list.forEach(([key, name, short, value], index) => {
    const higher = list.filter((other) => other[3] > value).length;
    rows[key] = {
      pos: index + 1,
      rank: value === 0 ? null : higher + 1,
      name,
      short,
      value: change.unit === 'count' ? Math.round(value / 300) : money(value),
      n: value === 0 ? 0 : 9 - index,
      unpriced: 0,
    };
  });
  return tile({ kind: 'ranking', title: 'Won by person', by: 'person', ...bare, ...change }, rows);
}

function days(count = 23, change = {}) {
  const rows = {};
  for (let day = 1; day <= count; day++) {
    const key = '2026-11-' + String(day).padStart(2, '0');
    const free = [0, 6].includes(new Date(key).getUTCDay());
    const value = free ? 0 : 14000 + 11000 * Math.sin(day * 1.9) + 300 * day;
    rows[key] = { pos: day, label: String(day), value: money(Math.max(value, 0)), n: free ? 0 : 3 };
  }
  return tile({ kind: 'series', title: 'Won per day', by: 'day', ...change }, rows);
}

function months(change = {}) {
  const rows = {};
  const names = 'Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov'.split(' ');
  names.forEach((label, index) => {
    const value = index === 3 ? null : 0.31 + 0.08 * Math.sin(index * 1.3) + index * 0.01;
    rows['m' + index] = { pos: index + 1, label, value, n: 20 };
  });
  return tile(
    {
      kind: 'series',
      title: 'Win rate by month',
      measure: 'win_rate',
      unit: 'ratio',
      currency: null,
      value: 0.412,
      by: 'month',
      period_label: '12 months',
      ...bare,
      ...change,
    },
    rows,
  );
}

function teams() {
  return ranked(
    [
      ['north', 'North', 'North', 201000],
      ['south', 'South', 'South', 143000],
      ['web', 'Web', 'Web', 68000],
    ],
    { title: 'Won by team', by: 'team', value: '412000.00' },
  );
}

function tile(meta, rows = {}) {
  return { rows, meta: own_tile(meta) };
}

const rate = { unit: 'ratio', currency: null, rate: true };
const count = { unit: 'count', currency: null };

// In the order of a typical board.
const kit = [
  () => tile({ quota: '480000.00', attainment: 0.8583 }),
  () => ranked(),
  () =>
    tile({
      title: 'Win rate',
      measure: 'win_rate',
      ...rate,
      value: 0.4567,
      previous: 0.5,
      change: -0.0866,
      previous_label: 'October, same day',
      year: 0.41,
      year_change: 0.11,
    }),
  () => days(),
  () =>
    tile({
      title: 'Deals won',
      measure: 'won_count',
      ...count,
      value: 43,
      previous: 40,
      change: 0.075,
      year: null,
      year_change: null,
      unpriced: 3,
    }),
  () =>
    tile({
      title: 'Pipeline coverage',
      measure: 'coverage',
      ...rate,
      value: null,
      why: 'covered',
      ...bare,
      n: 14,
    }),
  () =>
    tile({
      title: 'Time to answer a lead',
      measure: 'response_time',
      unit: 'seconds',
      currency: null,
      value: 272,
      previous: 405,
      change: -0.328,
      year: null,
      year_change: null,
    }),
  () =>
    tile({
      title: 'Sales cycle',
      measure: 'cycle_days',
      unit: 'days',
      currency: null,
      value: 34.2,
      previous: 31,
      change: 0.103,
      year: null,
      year_change: null,
    }),
  () => teams(),
  () => months(),
  () =>
    tile({
      title: 'Landing at this pace',
      measure: 'run_rate',
      value: null,
      why: 'too_early',
      n: 1,
      ...bare,
    }),
  () =>
    tile({
      title: 'Contest points',
      measure: 'contest',
      unit: 'points',
      currency: null,
      value: 1284,
      previous: 0,
      change: null,
      new: true,
      year: null,
      year_change: null,
    }),
  () =>
    tile({
      title: 'Open pipeline',
      measure: 'open_amount',
      value: '2380000.00',
      n: 61,
      as_of: '2026-11-23',
      ...bare,
      unpriced: 1,
    }),
  () =>
    tile({
      title: 'Lost',
      measure: 'lost_amount',
      value: '58200.00',
      n: 9,
      previous: '43000.00',
      change: 0.353,
      year: null,
      year_change: null,
    }),
  () =>
    tile({
      title: 'Quota attainment',
      measure: 'attainment',
      ...rate,
      value: null,
      why: 'no_quota',
      ...bare,
    }),
  () => tile({ title: 'Refunds', measure: 'refunded_amount', value: '-3400.00', n: 2, ...bare }),
  () =>
    tile({
      title: 'Calls',
      measure: 'calls',
      ...count,
      value: 1204,
      previous: 1204,
      change: 0,
      year: null,
      year_change: null,
    }),
  () =>
    tile({
      title: 'Average deal',
      measure: 'average_deal',
      value: '9581.40',
      previous: '9000.00',
      change: 0.0646,
    }),
  () =>
    ranked(people.slice(0, 5), {
      title: 'Calls by person',
      measure: 'calls',
      ...count,
      value: 1204,
    }),
  () =>
    tile({
      title: 'Forecast accuracy',
      measure: 'forecast_accuracy',
      ...rate,
      value: 0.99996,
      ...bare,
    }),
  () =>
    tile({ title: 'New customers', measure: 'new_customers', ...count, value: 0, n: 0, ...bare }),
  () =>
    tile({
      title: 'Velocity per day',
      measure: 'velocity',
      value: null,
      why: 'too_few',
      n: 4,
      ...bare,
    }),
  () =>
    tile({
      title: 'Everything in several currencies, with a title that is far too long',
      value: null,
      why: 'mixed',
      currency: null,
      unpriced: 12,
      ...bare,
    }),
  () =>
    tile({
      title: 'Won this year',
      value: '4218000.00',
      period_label: '2026',
      period: '2026',
      previous_label: '2025, same day',
    }),
];

export function own_board(n, change = {}) {
  return board_of(
    kit.slice(0, n).map((make) => make()),
    change,
  );
}

function board_of(tiles, change = {}) {
  const board = {
    office: { rows: {}, meta: office({ title: 'Floor 2', period_label: null, ...change }) },
  };
  tiles.forEach((one, index) => {
    one.meta.pos = index + 1;
    one.meta.of = tiles.length;
    board['tile:t' + (index + 1)] = one;
  });
  return board;
}

const variants = {
  own: () => own_board(6),
  own_demo: () => own_board(4, { demo: true }),
  own_rank: () => board_of([ranked()]),
  own_ranks: () =>
    board_of([
      ranked(),
      teams(),
      ranked(people, { title: 'Calls by person', measure: 'calls', ...count, value: 1204 }),
    ]),
  own_rates: () => {
    const shares = ranked(people.slice(0, 3), { title: 'Win rate', ...rate, value: 0.9 });
    const values = [0.93, 0.465, 1];
    Object.values(shares.rows).forEach((row, index) => {
      Object.assign(row, { value: values[index], n: 12 - 5 * index });
    });
    Object.assign(Object.values(shares.rows)[2], { rank: null });
    return board_of([shares, tile({ title: 'Win rate', ...rate, value: 0.9, n: 21, ...bare })]);
  },
  own_series: () => board_of([days()]),
  own_lines: () => board_of([months(), days(8)]),
  own_none: () => board_of([]),
  own_empty: () => own_board(4, { state: 'empty', currency: null, needs_setup: 'currency' }),
  own_no_currency: () => {
    const board = own_board(4, { currency: null, needs_setup: 'currency' });
    for (const name of ['tile:t1', 'tile:t2', 'tile:t4']) {
      Object.assign(board[name].meta, {
        value: null,
        currency: null,
        why: 'mixed',
        unpriced: 43,
        change: null,
        year_change: null,
        quota: null,
        attainment: null,
      });
      for (const row of Object.values(board[name].rows))
        Object.assign(row, { value: null, rank: null });
    }
    return board;
  },
  own_unknown: () => {
    // As a newer server might send it: states, units and kinds that this page does not know.
    const board = board_of([tile({}), tile({}), ranked([]), days(0)]);
    Object.assign(board['tile:t1'].meta, { unit: 'parsecs', value: 12, kind: 'cloud' });
    board['tile:t2'].meta = { pos: 2, value: null, why: 'a_new_reason' };
    Object.assign(board['tile:t3'].meta, { value: null, why: 'nothing' });
    Object.assign(board['tile:t4'].meta, { value: null, why: 'nothing' });
    return board;
  },
};
for (let n = 1; n <= 24; n++) variants['own' + n] = () => own_board(n);

export const own_scenarios = Object.keys(variants);
export const own_variants = variants;
