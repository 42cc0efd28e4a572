// Figures over HTTP: the office's own measures and boards, comparisons, and explanations.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { deal, values } from './support/events.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

const fresh = (t) => Server.start(t, scratch(t));
const ORG = '/api/v1/org';
const office = (more = {}) => ({
  name: 'Harbour',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  ...more,
});
const won = (id, amount, more = {}) =>
  deal(id, { status: 'won', amount, closed_at: '2026-03-02T10:00:00Z', ...more });

const measures = [
  { id: 'arr', name: 'New ARR', sum: 'arr', of: 'won' },
  { id: 'big_wins', count: 'won', where: { kind: ['new'] } },
  { id: 'customers', distinct: 'customer', of: 'won' },
  { id: 'arr_share', ratio: ['arr', 'won_amount'] },
  {
    id: 'score',
    points: [
      { measure: 'won_count', each: '10' },
      { measure: 'won_amount', per: '100', each: '1' },
    ],
  },
];
const deals = [
  won('D-1', '100.00', { kind: 'new', customer: 'acme', amounts: { arr: '60.00' } }),
  won('D-2', '300.00', { kind: 'renewal', customer: 'acme', owner: 'ben', amounts: { arr: '40' } }),
];

test("the office's own measures are queried, ranked and explained like the built-in ones", async (t) => {
  const server = await fresh(t);
  await server.take(deals);

  const put = await server.put(ORG, office({ measures }));

  assert.equal(put.status, 200, put.text);
  const total = async (measure) => (await server.kpis(measure)).total.value;
  assert.equal(await total('arr'), '100.00');
  assert.equal(await total('big_wins'), 1);
  assert.equal(await total('customers'), 1);
  assert.equal(await total('arr_share'), 0.25);
  assert.equal(await total('score'), 24);
  assert.deepEqual(values(await server.kpis('arr', { by: 'person' })), {
    ana: '60.00',
    ben: '40.00',
  });
  const { json } = await server.get('/api/v1/explain?measure=arr&by=person&key=ana');
  assert.equal(json.value, '60.00');
  assert.match(json.formula, /"arr" of won deals/);
  assert.deepEqual(
    json.rows.map((row) => [row.deal, row.value]),
    [['D-1', '60.00']],
  );
});

test('the pages of an explanation add up to the figure', async (t) => {
  const server = await fresh(t);
  await server.put(ORG, office());
  await server.take(Array.from({ length: 25 }, (_, i) => won(`D-${i}`, `${i + 1}.10`)));
  await server.take([
    {
      id: 'r1',
      type: 'refund',
      occurred_at: '2026-03-05T10:00:00Z',
      refund: { id: 'R-1', deal: 'D-3', amount: '4.10', currency: 'EUR', date: '2026-03-05' },
    },
  ]);

  let cents = 0;
  let pages = 0;
  let after = '';
  let first;
  do {
    const { status, json } = await server.get(
      `/api/v1/explain?measure=won_amount&from=2026-03-01&to=2026-04-01&limit=7&after=${after}`,
    );
    assert.equal(status, 200);
    first = first || json;
    for (const row of json.rows) cents += Math.round(Number(row.value) * 100);
    after = json.next;
    pages += 1;
  } while (after);

  assert.equal((cents / 100).toFixed(2), first.value);
  assert.equal(pages, 4);
  assert.deepEqual(
    first.inputs.map((input) => [input.part, input.value, input.n]),
    [
      ['won', '327.50', 25],
      ['refunded', '-4.10', 1],
    ],
  );
  assert.equal(first.rule, 'won_amount/1');
});

test('money in another currency is converted at the rate of the day it was won', async (t) => {
  const server = await fresh(t);
  const rates = [
    { from: '2026-01-01', base: 'EUR', per: { USD: '1.25' } },
    { from: '2026-03-02', base: 'EUR', per: { USD: '1.60' } },
  ];
  await server.put(ORG, office({ rates }));

  await server.take([
    won('D-1', '100.00', { currency: 'USD', closed_at: '2026-02-01T10:00:00Z' }),
    won('D-2', '100.00', { currency: 'USD' }),
    won('D-3', '50.00', { currency: 'GBP' }),
  ]);

  const { total } = await server.kpis('won_amount');
  assert.deepEqual(total, { value: '142.50', n: 3, unpriced: 1 });
  const { json } = await server.get('/api/v1/explain?measure=won_amount');
  const lines = json.rows.map((row) => [row.deal, row.value, row.amount, row.rate]);
  assert.deepEqual(lines.sort(), [
    ['D-1', '80.00', '100.00', '0.8'],
    ['D-2', '62.50', '100.00', '0.625'],
    ['D-3', null, '50.00', null],
  ]);
});

test('a period is compared with the one before and with the year before', async (t) => {
  const server = await fresh(t);
  await server.put(ORG, office());
  await server.take([
    won('D-1', '150.00'),
    won('D-2', '100.00', { closed_at: '2026-02-10T10:00:00Z' }),
  ]);

  const { total } = await server.kpis('won_amount', {
    from: '2026-03-01',
    to: '2026-04-01',
    compare: 1,
  });

  assert.equal(total.previous.value, '100.00');
  assert.equal(total.previous.label, 'February');
  assert.equal(total.previous.change, 0.5);
  assert.equal(total.year.value, '0.00');
  assert.equal(total.year.new, true);
});

test('a board is added and removed with the org document, without a restart', async (t) => {
  const server = await fresh(t);
  await server.take(deals);
  const tiles = [
    { id: 'won', title: 'Won', measure: 'won_amount', period: 'all' },
    { id: 'people', measure: 'won_amount', by: 'person', period: 'all' },
  ];
  const put = await server.put(ORG, office({ boards: [{ id: 'desk', title: 'Desk', tiles }] }));

  assert.equal(put.status, 200, put.text);
  const { json } = await server.get('/api/v1/boards/desk');
  assert.equal(json.tiles['tile:won'].meta.value, '400.00');
  assert.deepEqual(Object.keys(json.tiles['tile:people'].rows).sort(), ['ana', 'ben']);
  assert.equal(json.tiles.office.meta.title, 'Desk');
  const changed = await server.put(
    ORG,
    office({ boards: [{ id: 'desk', title: 'Desk', tiles: tiles.slice(0, 1) }] }),
  );
  assert.equal(changed.status, 200);
  const after = await server.get('/api/v1/boards/desk');
  assert.notEqual(after.json.epoch, json.epoch, 'a new layout begins a new epoch');
  await server.put(ORG, office());
  assert.equal((await server.get('/api/v1/boards/desk')).status, 404);
});

/** @type {[string, string, RegExp][]} */
const malformed = [
  ['an unknown measure', 'measure=wom_amount', /"wom_amount" is not known/],
  ['a period for a measure of the present', 'measure=stuck_count&from=2026-01-01', /about now/],
  ['a target measure without a quota', 'measure=won_amount&of=won_count', /does not use a quota/],
  ['a row of an unknown person', 'measure=won_amount&by=person&key=nobody', /not known/],
  ['a page that does not exist', 'measure=won_amount&after=xyz', /not a page/],
  ['too many lines', 'measure=won_amount&limit=5000', /1,000/],
];
for (const [what, query, detail] of malformed)
  test(`explain refuses ${what}`, async (t) => {
    const server = await fresh(t);

    const answer = await server.get('/api/v1/explain?' + query);

    assert.equal(answer.status, 400);
    assert.match(answer.json.detail, detail);
  });
