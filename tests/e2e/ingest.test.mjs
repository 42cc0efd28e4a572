// POST /api/v1/events: every form of body, duplicates, reused ids, and batches with mistakes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { deal, ndjson } from './support/events.mjs';
import { NDJSON } from './support/http.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

const EVENTS = '/api/v1/events';

async function fresh(t) {
  return Server.start(t, scratch(t));
}

test('one object is taken and answered with its position in the log', async (t) => {
  const server = await fresh(t);

  const answer = await server.post(EVENTS, deal('D-1'));

  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json, { log: 1, seq: 1, accepted: 1, duplicates: 0, rejected: [] });
});

test('an array, NDJSON and gzip of either are taken, seq stays dense', async (t) => {
  const server = await fresh(t);
  const both = (a, b) => [deal(a), deal(b)];
  const zipped = { 'content-encoding': 'gzip' };
  const lines = { 'content-type': NDJSON };

  const answers = [
    await server.post(EVENTS, both('a', 'b')),
    await server.post(EVENTS, ndjson(both('c', 'd')), { headers: lines }),
    await server.post(EVENTS, gzipSync(JSON.stringify(both('e', 'f'))), { headers: zipped }),
    await server.post(EVENTS, gzipSync(ndjson(both('g', 'h'))), {
      headers: { ...lines, ...zipped },
    }),
    await server.post(EVENTS, ndjson(both('i', 'j')), {
      headers: { 'content-type': 'text/plain' },
    }),
  ];

  assert.deepEqual(
    answers.map(({ json }) => [json.accepted, json.seq]),
    [
      [2, 2],
      [2, 4],
      [2, 6],
      [2, 8],
      [2, 10],
    ],
  );
  assert.equal((await server.kpis('open_count')).total.value, 10);
});

test('a repeated event is a duplicate with its first seq, even if its JSON is written differently', async (t) => {
  const server = await fresh(t);
  await server.take([deal('D-1'), deal('D-2')]);

  const again = await server.take(deal('D-1'));
  const { deal: fields, ...envelope } = deal('D-1');
  const reordered = JSON.stringify({ deal: fields, ...envelope }, null, 2);
  const respelled = await server.post(EVENTS, reordered);
  const next = await server.take(deal('D-3'));

  const duplicate = { log: 1, seq: 1, accepted: 0, duplicates: 1, rejected: [] };
  assert.deepEqual(again, duplicate);
  assert.deepEqual(respelled.json, duplicate);
  assert.equal(next.seq, 3);
});

test('the same event twice in one body and in many bodies at once counts once', async (t) => {
  const server = await fresh(t);

  const twice = await server.take([deal('D-1'), deal('D-1')]);
  const storm = await Promise.all(Array.from({ length: 32 }, () => server.take(deal('D-2'))));

  assert.deepEqual([twice.accepted, twice.duplicates, twice.seq], [1, 1, 1]);
  assert.equal(
    storm.reduce((sum, receipt) => sum + receipt.accepted, 0),
    1,
  );
  assert.deepEqual(new Set(storm.map((receipt) => receipt.seq)), new Set([2]));
});

test('an id with another body is refused as id_reused and changes nothing', async (t) => {
  const server = await fresh(t);
  await server.take(deal('D-1', { status: 'won' }, { id: 'evt-1' }));

  const answer = await server.post(
    EVENTS,
    deal('D-1', { status: 'won', amount: '999.00' }, { id: 'evt-1' }),
  );

  assert.equal(answer.status, 422);
  assert.equal(answer.json.code, 'id_reused');
  assert.equal(answer.json.pointer, '/id');
  assert.equal((await server.kpis('won_amount')).total.value, '100.00');
});

test('an amount is read digit by digit, never through a double', async (t) => {
  const server = await fresh(t);
  const event = (id, amount) =>
    `{"id":"${id}","type":"deal","occurred_at":"2026-03-02T10:00:00Z",` +
    `"deal":{"id":"${id}","status":"won","currency":"EUR","amount":${amount}}}`;

  await server.post(EVENTS, event('a', '90071992547409.93'));
  await server.post(EVENTS, event('b', '0.07'));

  assert.equal((await server.kpis('won_amount')).total.value, '90071992547410.00');
});

test('of a batch the valid events are taken and the others listed by index', async (t) => {
  const server = await fresh(t);
  const batch = [deal('a'), deal('b', { amount: '12,50' }), deal('c'), { id: 'x', type: 'party' }];

  const as_array = await server.post(EVENTS, batch);
  const as_lines = await server.post(
    EVENTS,
    ndjson([deal('d')]) + '{"id": oops}\n' + ndjson([deal('e')]),
    { headers: { 'content-type': NDJSON } },
  );

  assert.equal(as_array.status, 200);
  assert.deepEqual([as_array.json.accepted, as_array.json.seq], [2, 2]);
  assert.deepEqual(
    as_array.json.rejected.map(({ index, code, pointer }) => [index, code, pointer]),
    [
      [1, 'bad_value', '/deal/amount'],
      [3, 'unknown_type', '/type'],
    ],
  );
  assert.equal(as_lines.status, 200);
  assert.deepEqual([as_lines.json.accepted, as_lines.json.seq], [2, 4]);
  assert.equal(as_lines.json.rejected[0].index, 1);
  assert.match(as_lines.json.rejected[0].message, /line 2, column 8/);
});

test('a replay checks the event again: one that is still wrong is refused again', async (t) => {
  const server = await fresh(t);
  await server.post(EVENTS, deal('D-1', { amount: '12,50' }));
  const [refused] = (await server.get('/api/v1/rejected')).json.rows;

  const still_bad = await server.post(`/api/v1/rejected/${refused.id}/replay`, '');
  const missing = await server.post('/api/v1/rejected/999/replay', '');

  assert.equal(refused.code, 'bad_value');
  assert.equal(refused.replayed_as, null);
  assert.equal(still_bad.status, 422);
  assert.equal(still_bad.json.pointer, '/deal/amount');
  assert.equal(missing.status, 404);
});
