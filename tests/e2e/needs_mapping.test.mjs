// GET /api/v1/needs-mapping: deals that are not counted yet, and why.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { deal } from './support/events.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

const fresh = (t) => Server.start(t, scratch(t));
const NEEDS = '/api/v1/needs-mapping';
const ORG = '/api/v1/org';
const office = (more = {}) => ({
  name: 'Harbour',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  ...more,
});
const won = (id, amount, more = {}) =>
  deal(id, { status: 'won', amount, closed_at: '2026-03-02T10:00:00Z', ...more });
const put = async (server, document) => {
  const answer = await server.put(ORG, document);
  assert.equal(answer.status, 200, answer.text);
};

test('unknown keys are listed with the money that is not counted, until they are mapped', async (t) => {
  const server = await fresh(t);
  const people = [{ id: 'chloe', name: 'Chloe' }];
  const pipelines = [{ id: 'sales', stages: [{ id: 'lead', status: 'open' }] }];
  await put(server, office({ people, pipelines }));
  const { json: receipt } = await server.post('/api/v1/events', [
    won('D-1', '1000.00', { owner: '77' }),
    won('D-2', '92000.50', { owner: 'CHLOE' }),
    deal('D-3', { owner: 'chloe', amount: '50', stage: 'mystery' }),
    deal('D-4', { owner: 'chloe', amount: '7', pipeline: 'other' }),
    won('D-5', '9', { owner: 'chloe', currency: 'USD' }),
    won('D-6', null, { owner: 'chloe' }),
  ]);

  const { status, json } = await server.get(NEEDS);

  assert.equal(status, 200);
  assert.deepEqual([json.log, json.seq], [receipt.log, receipt.seq]);
  const source = 'api';
  assert.deepEqual(json.people, [
    { source, key: '77', n: 1, held_back: { EUR: '1000.00' }, proposed: null },
    { source, key: 'CHLOE', n: 1, held_back: { EUR: '92000.50' }, proposed: 'chloe' },
  ]);
  assert.deepEqual(json.stages, [
    { source, key: 'mystery', pipeline: 'sales', n: 1, held_back: { EUR: '50.00' } },
  ]);
  assert.deepEqual(json.pipelines, [{ source, key: 'other', n: 1, held_back: { EUR: '7.00' } }]);
  assert.deepEqual(json.currencies, [{ source, key: 'USD', n: 1, held_back: { USD: '9.00' } }]);
  assert.deepEqual(json.incomplete, [{ source, missing: 'amount', n: 1, deals: ['D-6'] }]);
  assert.deepEqual([json.other_authority, json.twins], [[], []]);
  assert.equal(json.rest.people, 0);

  people[0].aliases = ['77', 'CHLOE'];
  await put(server, office({ people, pipelines }));

  assert.deepEqual((await server.get(NEEDS)).json.people, []);
  assert.equal((await server.kpis('won_amount', { person: 'chloe' })).total.value, '93000.50');
});

test('wins from a source that is not the authority of their pipeline are listed and not counted', async (t) => {
  const server = await fresh(t);
  await server.take([won('D-1', '1000.00')]);

  await put(server, office({ pipelines: [{ id: 'sales', stages: [], authority: 'hubspot' }] }));

  assert.deepEqual((await server.get(NEEDS)).json.other_authority, [
    { source: 'api', pipeline: 'sales', n: 1, held_back: { EUR: '1000.00' } },
  ]);
  assert.equal((await server.kpis('won_amount')).total.value, '0.00');
});

test('a deal that is marked as the twin of another is not counted, and explain says so', async (t) => {
  const server = await fresh(t);
  await server.take([won('D-1', '1000.00'), won('D-2', '1000.00')]);

  await put(server, office({ twins: [{ deal: 'api:D-2', of: 'api:D-1', same: true }] }));

  assert.equal((await server.kpis('won_amount')).total.value, '1000.00');
  const { json } = await server.get('/api/v1/explain?measure=won_amount');
  assert.deepEqual(
    json.rows.map((row) => row.deal),
    ['D-1'],
  );
  assert.deepEqual(
    json.left_out.map((row) => [row.deal, row.value, row.note]),
    [['D-2', '1000.00', 'counts nowhere: the same deal as api:D-1']],
  );
});

test('a stage gives the status if the event has none', async (t) => {
  const server = await fresh(t);
  await server.take([deal('D-1', { status: null, stage: 'Signed', amount: '500' })]);
  assert.equal((await server.kpis('won_count')).total.value, 0);

  const stages = [{ id: 'signed', aliases: ['Signed'], status: 'won' }];
  await put(server, office({ pipelines: [{ id: 'sales', stages }] }));

  assert.equal((await server.kpis('won_amount')).total.value, '500.00');
});
