// Boards for every state of a wall, as plain protocol JSON. One function per scenario, all based on the
// same office in November.

export const now = Date.now();
const people = [
  ['ana', 'Ana Marković', 'Ana'],
  ['ben', 'Ben Okafor', 'Ben'],
  ['chloe', 'Chloé Laurent', 'Chloé'],
  ['dai', 'Dai Nguyen', 'Dai'],
  ['elif', 'Elif Kaya', 'Elif'],
  ['fatima', 'Fatima Haddad', 'Fatima'],
  ['george', 'George Brandt', 'George'],
  ['hana', 'Hana Sato', 'Hana'],
];
const values = [
  '94420.00',
  '91310.00',
  '83480.00',
  '71600.00',
  '38200.00',
  '21000.00',
  '9870.50',
  '2200.00',
];

export function running() {
  return {
    office: { rows: {}, meta: office() },
    hero: { rows: {}, meta: hero() },
    race: race(16, 20, 412000, 384000, 600000),
    ranking: ranking(people.slice(0, 5), values, {
      rises: { ben: 1, elif: 1 },
      notes: { ana: 'best_period', elif: 'wins_week' },
    }),
    teams: {
      rows: {
        north: { pos: 1, name: 'North', value: '201000.00', n: 21 },
        south: { pos: 2, name: 'South', value: '143000.00', n: 15 },
        web: { pos: 3, name: 'Web', value: '68000.00', n: 7 },
      },
      meta: { of: 3 },
    },
    podium: podium(),
    due: {
      rows: {},
      meta: { open_n: 14, open_amount: '380000.00', activities: 1204, activities_today: 31 },
    },
    today: {
      rows: {
        d7: { pos: 1, name: 'Ben Okafor', short: 'Ben', value: '12500.00', at: now - 130000 },
        d6: { pos: 2, name: 'Ana Marković', short: 'Ana', value: '8200.00', at: now - 10000000 },
        d5: { pos: 3, name: 'Elif Kaya', short: 'Elif', value: '4100.00', at: now - 15000000 },
        d4: { pos: 4, name: 'Dai Nguyen', short: 'Dai', value: null, at: now - 16000000 },
      },
      meta: { n: 7, value: '61200.00' },
    },
    moments: { rows: {}, meta: {} },
  };
}

export function office(change = {}) {
  return {
    name: 'Northwind',
    demo: false,
    zone: 'Europe/Berlin',
    utc_offset_s: 3600,
    currency: 'EUR',
    day: '2026-11-23',
    period: '2026-11',
    period_label: 'November',
    period_start: '2026-11-01',
    period_end: '2026-12-01',
    day_n: 16,
    day_m: 20,
    state: 'running',
    needs_setup: null,
    needs_mapping: 0,
    needs_mapping_amount: null,
    newest: now - 14000,
    ...change,
  };
}

export function hero(change = {}) {
  return {
    value: '412000.00',
    n: 43,
    unpriced: 0,
    target: '600000.00',
    to_go: '188000.00',
    days_left: 4,
    basis: 'previous',
    basis_label: 'October',
    basis_value: '384000.00',
    pace: '28000.00',
    ...change,
  };
}

export function race(done, days, mine, last, target, part = 0.6) {
  const rows = {};
  const now_x = done - 1 + part;
  const wave = (x) => x + Math.sin(x * 1.7) * 0.25;
  for (let x = 0; x <= days; x++) {
    rows[x] = {
      pos: x,
      this: x <= now_x ? money((mine * Math.max(wave(x), 0)) / wave(now_x)) : null,
      last: money(((last ?? 0) * Math.max(wave(x * 0.98), 0)) / wave(now_x * 0.98)),
    };
    if (last === null) rows[x].last = null;
  }
  return {
    rows,
    meta: {
      now_x,
      now_this: money(mine),
      now_last: last === null ? null : money(last),
      days,
      label_last: 'October',
      target: target === null ? null : money(target),
    },
  };
}

export function ranking(list, sums, { rises = {}, notes = {}, of } = {}) {
  const rows = {};
  list.forEach(([key, name, short], index) => {
    const value = sums[index];
    const higher = sums.slice(0, index).filter((sum) => Number(sum) > Number(value));
    const rank = Number(value) === 0 ? null : higher.length + 1;
    const above = higher[higher.length - 1];
    rows[key] = {
      pos: index + 1,
      rank,
      name,
      short: short ?? name,
      value,
      n: Number(value) === 0 ? 0 : Math.max(9 - index, 0),
      rise: rises[key] ?? 0,
      gap: above === undefined ? null : money(Number(above) - Number(value)),
      gap_rank:
        above === undefined ? null : sums.filter((sum) => Number(sum) > Number(above)).length + 1,
      note: notes[key] ?? null,
      week_n: rank === null ? 0 : 2,
    };
  });
  return { rows, meta: { of: of ?? list.length, label: 'Won in November' } };
}

// The middle of a month in which nothing was won, as in the one before.
function no_wins() {
  const b = running();
  const none = { target: null, to_go: null, basis: null, basis_value: null, pace: null };
  b.hero.meta = hero({ value: '0.00', n: 0, ...none });
  b.race = race(16, 20, 0, null, null);
  b.ranking = { rows: {}, meta: { of: 0, label: 'Won in November' } };
  b.teams = { rows: {}, meta: { of: 0 } };
  b.today = { rows: {}, meta: { n: 0, value: '0.00' } };
  b.due.meta = {
    open_n: 0,
    open_amount: '0.00',
    open_all_n: 26,
    open_all_amount: '511000.00',
    overdue_n: 1,
    overdue_amount: '8000.00',
    activities: null,
    activities_today: null,
  };
  return b;
}

function podium() {
  return {
    rows: {
      ana: { pos: 1, name: 'Ana Marković', short: 'Ana', value: '131000.00' },
      chloe: { pos: 2, name: 'Chloé Laurent', short: 'Chloé', value: '118000.00' },
      ben: { pos: 3, name: 'Ben Okafor', short: 'Ben', value: '97400.00' },
    },
    meta: { label: 'October', total: '566000.00' },
  };
}

export function moment(change = {}) {
  return {
    name: 'Ben Okafor',
    short: 'Ben',
    value: '12500.00',
    at: Date.now(),
    until: Date.now() + 30000,
    received: Date.now(),
    stage: true,
    why: 'big',
    nth_week: 3,
    rank_from: 3,
    rank_to: 2,
    total_before: '399500.00',
    total_after: '412000.00',
    target: '600000.00',
    ...change,
  };
}

export function money(number) {
  return number.toFixed(2);
}

const variants = {
  wall: () => running(),
  behind: () => {
    const b = running();
    b.hero.meta = hero({ value: '351000.00', to_go: '249000.00', pace: '-33000.00' });
    b.race = race(16, 20, 351000, 384000, 600000);
    return b;
  },
  demo: () => with_office({ demo: true }),
  six: () => with_people(6),
  seven: () => with_people(7),
  eight: () => with_people(8),
  two: () => with_people(2),
  one: () => with_people(1),
  three: () => with_people(3),
  four: () => with_people(4),
  forty: () => {
    const b = with_people(8);
    b.ranking.meta.of = 40;
    b.ranking.rows.hana.rise = 3;
    return b;
  },
  empty: () => with_office({ state: 'empty', currency: null, needs_setup: 'currency' }),
  opening: () => {
    const b = with_office({
      state: 'opening',
      day_n: 1,
      period_label: 'December',
      period: '2026-12',
    });
    b.hero.meta = hero({
      value: '4200.00',
      n: 1,
      to_go: '595800.00',
      days_left: 20,
      pace: null,
      basis_label: 'November',
    });
    b.podium.meta.label = 'November';
    b.race = race(1, 21, 4200, 9000, 600000);
    b.ranking = ranking(people.slice(0, 5), ['4200.00', '0.00', '0.00', '0.00', '0.00']);
    b.today.rows = { d1: b.today.rows.d7 };
    b.today.meta.n = 1;
    return b;
  },
  names: () => {
    const b = running();
    b.ranking = ranking(
      [
        ['a', 'Maximiliane Alexandra von Hohenstein-Wittelsbach', 'Maximiliane'],
        ['b', '王小明', '王小明'],
        ['c', 'محمد عبد الرحمن', 'محمد'],
        ['d', 'Ana María del Carmen Fernández', 'Ana F.'],
        ['e', 'Ana Maria da Conceição Ferreira dos Santos', 'Ana M.'],
      ],
      values,
    );
    b.today.rows.d6.short = '王小明';
    b.today.rows.d5.short = 'محمد';
    return b;
  },
  negative: () => {
    const b = running();
    b.hero.meta = hero({
      value: '-3400.00',
      n: 2,
      to_go: '603400.00',
      pace: '-9400.00',
      basis_value: '6000.00',
    });
    b.race = race(3, 20, -3400, 6000, 600000);
    b.ranking = ranking(people.slice(0, 5), ['2100.00', '500.00', '0.00', '0.00', '-6000.00']);
    return b;
  },
  over: () => {
    const b = running();
    b.hero.meta = hero({
      value: '708000.00',
      to_go: '0.00',
      pace: '140000.00',
      basis_value: '568000.00',
      days_left: 1,
    });
    b.race = race(19, 20, 708000, 568000, 600000);
    return b;
  },
  million: () => {
    const b = running();
    b.hero.meta = hero({
      value: '1234567.89',
      target: '2000000.00',
      to_go: '765432.11',
      basis_value: '1000000.00',
      pace: '234567.89',
    });
    b.race = race(16, 20, 1234567.89, 1000000, 2000000);
    b.ranking = ranking(people.slice(0, 5), [
      '612345.00',
      '301234.00',
      '201000.00',
      '99950.00',
      '20038.89',
    ]);
    return b;
  },
  september: () => {
    const b = running();
    b.hero.meta = hero({ basis_label: 'September', basis_value: '288500.00', pace: '123500.00' });
    b.race = race(16, 20, 412000, 288500, 600000);
    b.race.meta.label_last = 'September';
    return b;
  },
  tie: () => {
    const b = running();
    b.ranking = ranking(people.slice(0, 5), [
      '94420.00',
      '94420.00',
      '83480.00',
      '83479.00',
      '38200.00',
    ]);
    return b;
  },
  unpriced: () => {
    const b = running();
    b.hero.meta = hero({ unpriced: 3 });
    return b;
  },
  unmapped: () => unmapped(with_people(8)),
  unmapped_crowd: () => {
    const b = unmapped(with_people(8));
    b.ranking.meta.of = 40;
    return b;
  },
  no_currency: () => {
    const b = with_office({ currency: null, needs_setup: 'currency' });
    b.hero.meta = hero({
      value: null,
      unpriced: 12,
      target: null,
      to_go: null,
      basis: null,
      pace: null,
      basis_value: null,
    });
    b.race = race(16, 20, 0, null, null);
    b.race.meta.now_this = null;
    b.due.meta.open_amount = null;
    for (const tile of [b.ranking, b.teams, b.today])
      for (const row of Object.values(tile.rows)) row.value = null;
    for (const row of Object.values(b.ranking.rows))
      Object.assign(row, { rank: null, rise: 0, gap: null, gap_rank: null, note: null });
    return b;
  },
  // An import from March, looked at in November.
  old_import: () => {
    const b = no_wins();
    b.podium.meta.label = 'March';
    return b;
  },
  only_open_deals: () => {
    const b = no_wins();
    b.podium = { rows: {}, meta: { label: 'October', total: '0.00' } };
    return b;
  },
  no_target: () => {
    const b = running();
    b.hero.meta = hero({ target: null, to_go: null });
    b.race = race(16, 20, 412000, 384000, null);
    return b;
  },
  last_minute: () => {
    const b = with_office({ day_n: 20, period: '2026-Q4', period_label: 'Q4' });
    b.hero.meta = hero({
      value: '598400.00',
      to_go: '1600.00',
      days_left: 0,
      basis_label: 'Q3',
      basis_value: '590000.00',
      pace: '8400.00',
    });
    b.race = race(20, 20, 598400, 590000, 600000, 1);
    b.race.meta.label_last = 'Q3';
    return b;
  },
  late_behind: () => {
    const b = with_office({ day_n: 19 });
    b.hero.meta = hero({
      value: '571000.00',
      to_go: '29000.00',
      days_left: 1,
      basis_value: '583000.00',
      pace: '-12000.00',
    });
    b.race = race(19, 20, 571000, 583000, 600000, 0.4);
    return b;
  },
  plan: () => on_plan(300000, 440000),
  plan_near: () => on_plan(430000, 440000),
  plan_ahead: () => on_plan(470000, 440000),
  zero: () => {
    const b = running();
    b.hero.meta = hero({
      value: '0.00',
      n: 0,
      to_go: '600000.00',
      pace: '-50000.00',
      basis_value: '50000.00',
    });
    b.race = race(3, 20, 0, 50000, 600000);
    b.ranking = ranking(people.slice(0, 5), ['0.00', '0.00', '0.00', '0.00', '0.00']);
    b.today = { rows: {}, meta: { n: 0, value: '0.00' } };
    return b;
  },
  moment: () => with_moment({}),
  moment_long: () =>
    with_moment({
      name: 'Maximiliane Alexandra von Hohenstein-Wittelsbach',
      value: '1234567.00',
      why: 'record',
      rank_from: null,
      rank_to: 1,
    }),
  moment_first: () =>
    with_moment({
      name: '王小明',
      why: 'first_ever',
      rank_from: null,
      target: null,
      value: '900.00',
    }),
};

export const scenarios = Object.keys(variants);

export function board(name) {
  return (variants[name] ?? variants.wall)();
}

function with_office(change) {
  const b = running();
  b.office.meta = office(change);
  return b;
}

// Compared with the straight line to the target, which ends where the required path ends.
function on_plan(mine, planned) {
  const b = running();
  b.hero.meta = hero({
    value: money(mine),
    unpriced: 1, // one more line of text leaves the chart less height
    to_go: money(600000 - mine),
    basis: 'target',
    basis_label: 'plan',
    basis_value: money(planned),
    pace: money(mine - planned),
  });
  b.race = race(15, 20, mine, planned, 600000, 0.667);
  b.race.meta.label_last = 'plan';
  for (const row of Object.values(b.race.rows)) row.last = money(30000 * row.pos);
  return b;
}

function unmapped(b) {
  b.office.meta = office({ needs_mapping: 3, needs_mapping_amount: '1230000.00' });
  return b;
}

function with_people(n) {
  const b = running();
  b.ranking = ranking(people.slice(0, n), values, { rises: { ben: 1 } });
  return b;
}

function with_moment(change) {
  const b = with_office({ demo: true });
  b.moments.rows['d7'] = moment(change);
  return b;
}
