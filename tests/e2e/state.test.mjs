// The figures over HTTP after deals were won, lost, corrected, moved and refunded.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { values } from './support/events.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

// A server and short ways to use it. `post` sends an event of deal D-1, or another.
async function office(t, org) {
  const server = await Server.start(t, scratch(t));
  if (org) assert.equal((await server.put('/api/v1/org', org)).status, 200);
  let n = 0;
  const post = (at, fields, id = 'D-1') =>
    server.take({ id: `e${++n}`, type: 'deal', occurred_at: at, deal: { id, ...fields } });
  const figure = async (measure, query) => (await server.kpis(measure, query)).total.value;
  const by = async (measure, key, query) =>
    values(await server.kpis(measure, { by: key, ...query }));
  return { server, post, figure, by };
}

const at = (day, hour = 10) =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;
const BERLIN = { currency: 'EUR', zone: 'Europe/Berlin' };
const worth = (amount, fields) => ({ amount, currency: 'EUR', owner: 'ana', ...fields });

test('a win counts, is taken back when the deal reopens, and counts again on its new day', async (t) => {
  const { post, figure, by } = await office(t, BERLIN);
  await post(at(2), worth('1200.00', { status: 'won' }));
  assert.deepEqual(await by('won_amount', 'person'), { ana: '1200.00' });

  await post(at(3), { status: 'open' });
  assert.equal(await figure('won_count'), 0);
  assert.equal(await figure('won_amount'), '0.00');
  assert.equal(await figure('open_amount'), '1200.00');

  await post(at(5), { status: 'won' });
  assert.deepEqual(await by('won_amount', 'day'), { '2026-03-05': '1200.00' });
  assert.equal(await figure('open_count'), 0);
});

test('a lost deal lowers the win rate until it is won after all', async (t) => {
  const { post, figure } = await office(t, BERLIN);
  assert.equal(await figure('win_rate'), null, 'nothing has closed: no value, not 0 %');

  await post(at(2), worth('10.00', { status: 'lost' }));
  await post(at(2), worth('30.00', { status: 'won' }), 'D-2');
  assert.equal(await figure('win_rate'), 0.5);

  await post(at(3), { status: 'won' });
  assert.equal(await figure('win_rate'), 1);
  assert.equal(await figure('average_deal'), '20.00');
});

test('a deleted deal does not count until a later event gives it a status', async (t) => {
  const { post, figure } = await office(t, BERLIN);
  await post(at(2), worth('10.00', { status: 'won' }));

  await post(at(4), { status: 'deleted' });
  assert.equal(await figure('won_count'), 0);
  await post(at(5), { amount: '99.00' });
  assert.equal(await figure('won_count'), 0, 'an event with only an amount does not restore it');
  await post(at(3), { status: 'won' });
  assert.equal(
    await figure('won_count'),
    0,
    'an event from before the deletion does not restore it',
  );

  await post(at(6), { status: 'won' });
  assert.equal(await figure('won_amount'), '99.00');
});

test('the credit follows the owner until the win, and then only explicit credits change it', async (t) => {
  const { post, by } = await office(t, BERLIN);
  await post(at(2), worth('10.00', { status: 'open' }));
  await post(at(3), { owner: 'ben' });
  assert.deepEqual(await by('open_amount', 'person'), { ben: '10.00' });

  await post(at(4), { status: 'won' });
  await post(at(5), { owner: 'cho' });
  assert.deepEqual(await by('won_amount', 'person'), { ben: '10.00' });

  await post(at(6), { credits: [{ person: 'cho', percent: '100' }] });
  assert.deepEqual(await by('won_amount', 'person'), { cho: '10.00' });
});

test('split credits add up to the cent, and an overlay credit is not in the total', async (t) => {
  const { post, figure, by } = await office(t, BERLIN);
  const thirds = ['ana', 'ben', 'cho'].map((person, i) => ({
    person,
    percent: ['33.34', '33.33', '33.33'][i],
  }));
  const overlay = { person: 'dai', percent: '100', role: 'overlay' };

  await post(at(2), worth('0.10', { status: 'won', credits: [...thirds, overlay] }));

  const people = await by('won_amount', 'person');
  assert.equal(await figure('won_amount'), '0.10');
  assert.equal(people.dai, '0.10');
  const cents = ['ana', 'ben', 'cho'].map((p) => Math.round(Number(people[p]) * 100));
  assert.equal(
    cents.reduce((a, b) => a + b),
    10,
  );
});

test('a changed amount changes the day on which the deal was won', async (t) => {
  const { post, by } = await office(t, BERLIN);
  await post(at(2), worth('10.00', { status: 'won' }));

  await post(at(9), { amount: '7.50' });

  assert.deepEqual(await by('won_amount', 'day'), { '2026-03-02': '7.50' });
});

test('a late event does not overwrite newer fields, but fills those that are missing', async (t) => {
  const { post, by } = await office(t, BERLIN);
  await post(at(5), worth('20.00', { status: 'won' }));

  await post(at(1), { amount: '10.00', status: 'open', product: 'gtx' });

  assert.deepEqual(await by('won_amount', 'product'), { gtx: '20.00' });
});

test('a back-dated win counts on its closing day, one from the future on the day it was received', async (t) => {
  const { post, by } = await office(t, BERLIN);
  await post(at(20), worth('10.00', { status: 'won', closed_at: at(2, 23) }));

  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  await post(tomorrow, worth('5.00', { status: 'won' }), 'D-2');
  await post(new Date().toISOString(), { amount: '6.00' }, 'D-2');

  const days = await by('won_amount', 'day');
  assert.equal(days['2026-03-03'], '10.00', '23:00 UTC is the next day in Berlin');
  assert.equal(Object.keys(days).length, 2);
  assert.deepEqual(
    Object.values(days).sort(),
    ['10.00', '6.00'],
    'an event from the future does not overrule later ones for ever',
  );
});

test('a refund is subtracted on its own day and leaves the win', async (t) => {
  const { server, post, figure, by } = await office(t, BERLIN);
  await post(at(2), worth('10.00', { status: 'won' }));
  const refund = { id: 'R-1', deal: 'D-1', amount: '4.00', currency: 'EUR', date: '2026-04-01' };

  await server.take({ id: 'r', type: 'refund', occurred_at: '2026-04-01T10:00:00Z', refund });

  assert.deepEqual(await by('won_amount', 'month'), { '2026-03': '10.00', '2026-04': '-4.00' });
  assert.equal(await figure('won_count'), 1);
  assert.equal(await figure('average_deal'), '10.00');
});

test('activities count once they are done, on the day they took place', async (t) => {
  const { server, by } = await office(t, BERLIN);
  const activity = (id, status, when) =>
    server.take({
      id: `${id}-${status}`,
      type: 'activity',
      occurred_at: when,
      activity: { id, kind: 'call', person: 'ana', status, at: at(2) },
    });
  await activity('A-1', 'planned', at(1));
  await activity('A-2', 'done', at(2));
  await activity('A-3', 'done', at(2));
  await activity('A-3', 'deleted', at(3));

  assert.deepEqual(await by('activities', 'day'), { '2026-03-02': 1 });
  assert.deepEqual(await by('activities', 'person'), { ana: 1 });
});

test('the order of deliveries does not matter', async (t) => {
  const story = [
    [at(1), worth('10.00', { status: 'open' })],
    [at(2), { owner: 'ben' }],
    [at(3), { status: 'won' }],
    [at(4), { amount: '12.00' }],
    [at(5), { status: 'open' }],
    [at(6), { status: 'won', owner: 'cho' }],
  ];
  const events = story.map(([when, fields], i) => ({
    id: `e${i}`,
    type: 'deal',
    occurred_at: when,
    deal: { id: 'D-1', ...fields },
  }));
  const forward = await office(t, BERLIN);
  const backward = await office(t, BERLIN);

  await forward.server.take(events);
  for (const event of [...events].reverse()) await backward.server.take(event);

  for (const measure of ['won_amount', 'won_count', 'open_count', 'average_deal'])
    for (const key of ['person', 'day'])
      assert.deepEqual(await backward.by(measure, key), await forward.by(measure, key));
  assert.deepEqual(await forward.by('won_amount', 'person'), { cho: '12.00' });
});

test('amounts in two currencies have no value until the office has a currency', async (t) => {
  const { server, post } = await office(t);
  await post(at(2), { amount: '10.00', currency: 'EUR', status: 'won' });
  const single = await server.kpis('won_amount');

  await post(at(2), { amount: '10.00', currency: 'USD', status: 'won' }, 'D-2');
  const mixed = await server.kpis('won_amount');
  await server.put('/api/v1/org', { currency: 'USD' });
  const decided = await server.kpis('won_amount');

  assert.deepEqual([single.currency, single.total.value], ['EUR', '10.00']);
  assert.deepEqual([mixed.currency, mixed.total.value, mixed.total.unpriced], [null, null, 2]);
  assert.deepEqual(
    [decided.currency, decided.total.value, decided.total.unpriced],
    ['USD', '10.00', 1],
  );
});

test('an unknown status is neither won, lost nor open', async (t) => {
  const { post, figure } = await office(t, BERLIN);
  await post(at(2), worth('10.00', { status: 'on hold' }));

  assert.deepEqual(
    [await figure('won_count'), await figure('lost_count'), await figure('open_count')],
    [0, 0, 0],
  );
});
