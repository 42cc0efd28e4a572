// What was answered with 2xx and could not be read waits in the rejected box until somebody decides.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { deal } from './support/events.mjs';
import { basic, post_hook, settings } from './support/hooks.mjs';
import { send } from './support/http.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const crm = {
  id: 'crm',
  mapping: 'pipedrive',
  secret: 'u:correct horse battery',
  auth: { scheme: 'basic' },
};
const credentials = basic('u', 'correct horse battery');
const MEGABYTE = 1 << 20;
const timestamp = new Date().toISOString();

// A Pipedrive delivery; `value` 'a lot' cannot be read.
function delivery(id, value, others = {}) {
  const data = { id: 8, title: 'A', value, currency: 'EUR', status: 'won', ...others };
  return { data, previous: null, meta: { action: 'change', entity: 'deal', id, timestamp } };
}

async function start(t, others = {}) {
  const dir = scratch(t);
  const config = settings(dir, [crm], others);
  return Server.start(t, join(dir, 'data'), { args: ['--config', config] });
}

const box = async (server, query = '') => (await server.get('/api/v1/rejected' + query)).json;

test('a notification that is repeated stands once, with a count', async (t) => {
  const server = await start(t);
  const bad = JSON.stringify(delivery('m-1', 'a lot'));
  const other = JSON.stringify(delivery('m-2', 'a lot'));

  for (const attempt of ['1', '2', '3'])
    await post_hook(server, 'crm', bad, { ...credentials, 'x-delivery-attempt': attempt });
  await post_hook(server, 'crm', other, credentials);
  for (let i = 0; i < 2; ++i) await server.post('/api/v1/events', { id: 'x', type: 'party' });

  const { rows, waiting } = await box(server);
  assert.deepEqual(
    rows.map((row) => [row.source, row.count]),
    [
      ['api', 2],
      ['crm', 1],
      ['crm', 3],
    ],
  );
  assert.ok(rows[2].last_at >= rows[2].at);
  assert.deepEqual(
    waiting.map((one) => [one.source, one.rows]),
    [
      ['api', 1],
      ['crm', 2],
    ],
  );
});

test('a replay that fails again is no repetition', async (t) => {
  const server = await start(t);
  await server.post('/api/v1/events', { id: 'x', type: 'party' });
  const [row] = (await box(server)).rows;

  assert.equal((await server.post(`/api/v1/rejected/${row.id}/replay`, '')).status, 422);

  const { rows } = await box(server);
  assert.deepEqual(
    rows.map(({ id, count }) => [id, count]),
    [[row.id, 1]],
  );
});

test('a source that fills its share is refused, loses nothing and takes nothing from others', async (t) => {
  const server = await start(t, { keep_rejected_mb: 128 });
  const padding = 'x'.repeat(MEGABYTE - 1000);
  const large = (n) =>
    post_hook(server, 'crm', delivery(`m-${n}`, 'a lot', { padding }), credentials);

  let kept = 0;
  let refused = await large(0);
  for (; refused.status === 200 && kept < 100; ) refused = await large(++kept);

  assert.equal(refused.status, 503);
  assert.equal(refused.json.code, 'rejected_box_full');
  assert.match(refused.json.detail, /crm .* its share .* replayed or dismissed/);
  assert.equal(refused.headers['retry-after'], '60');
  const full = await box(server, '?source=crm');
  assert.equal(full.waiting[0].rows, kept, 'everything that was answered with 200');
  assert.ok(kept > 55 && kept <= 64, `half of 128 MB: ${kept}`);
  assert.match(server.process.err, /crm .* 5\d % of its share/);
  assert.match(server.process.err, /crm .* 8\d % of its share/);
  const metrics = (await server.get('/metrics')).text;
  assert.match(metrics, /dealbell_rejected_share_used\{source="crm"\} 0\.9/);
  assert.match(metrics, new RegExp(`dealbell_rejected_waiting_rows{source="crm"} ${kept}`));

  // Others, good deliveries and repetitions are taken as before.
  assert.equal((await server.post('/api/v1/events', { id: 'x', type: 'party' })).status, 422);
  assert.equal((await post_hook(server, 'crm', delivery('m-ok', 5), credentials)).status, 200);
  assert.equal((await large(0)).status, 200);
  assert.equal((await box(server)).rows.length, Math.min(100, kept + 1));

  // Kept across a restart, until somebody decides.
  const [last] = full.rows;
  assert.equal((await server.post(`/api/v1/rejected/${last.id}/dismiss`, '')).status, 200);
  assert.equal((await large(kept)).status, 200);
  const all = await server.post(`/api/v1/sources/crm/dismiss?like=${last.id}`, '');
  assert.equal(all.json.dismissed, kept);
  assert.deepEqual(
    (await box(server)).waiting.map((one) => one.source),
    ['api'],
  );
});

test('of a batch that cannot be kept whole, nothing is taken', async (t) => {
  const server = await start(t, { keep_rejected_mb: 128 });
  const junk = (n) => `{"id":"j-${n}","type":"party","padding":"${'x'.repeat(MEGABYTE - 100)}"}`;
  const fill = (from, to) =>
    server.post(
      '/api/v1/events',
      '[' + Array.from({ length: to - from }, (_, i) => junk(from + i)).join() + ']',
    );
  for (const [from, to] of [
    [0, 30],
    [30, 60],
    [60, 61],
    [61, 62],
    [62, 63],
    [63, 64],
  ])
    await fill(from, to);
  const batch = [deal('D-1', { status: 'won' }), JSON.parse(junk(99))];

  const answer = await server.post('/api/v1/events', batch);

  assert.deepEqual([answer.status, answer.json.code], [503, 'rejected_box_full'], answer.text);
  assert.equal(answer.headers['retry-after'], '60');
  assert.equal((await server.kpis('won_count')).total.value, 0);
  assert.equal((await server.post('/api/v1/sources/api/dismiss', '')).status, 200);
  const again = await server.post('/api/v1/events', batch);
  assert.deepEqual([again.status, again.json.accepted, again.json.rejected.length], [200, 1, 1]);
});

test('a large event of a batch that was answered with 200 is kept whole', async (t) => {
  const server = await start(t);
  const large = { id: 'j-1', type: 'party', padding: 'x'.repeat(3 * MEGABYTE) };

  const answer = await server.post('/api/v1/events', [deal('D-1', { status: 'won' }), large]);

  assert.deepEqual([answer.status, answer.json.accepted], [200, 1]);
  const [row] = (await box(server)).rows;
  assert.equal(row.bytes, JSON.stringify(large).length);
  const replay = await server.post(`/api/v1/rejected/${row.id}/replay`, '');
  assert.equal(replay.status, 422, 'it is read again, not 409: not kept');
});

test('requests of strangers are in a list of their own', async (t) => {
  const server = await start(t);
  for (let i = 0; i < 30; ++i)
    await send(server.url + '/api/v1/events', {
      method: 'POST',
      headers: { authorization: 'Bearer nonsense', 'content-type': 'application/json' },
      body: JSON.stringify(deal('D-1')),
    });
  await post_hook(server, 'crm', delivery('m-1', 5), basic('u', 'wrong'));

  const refused = await until('they are noted', async () => {
    const { rows } = (await server.get('/api/v1/refused')).json;
    return rows.length >= 20 && rows;
  });

  assert.deepEqual(Object.keys(refused[0]), ['id', 'at', 'source', 'code', 'message', 'bytes']);
  assert.equal(refused[0].code, 'unauthorized');
  assert.deepEqual((await box(server)).rows, []);
  assert.deepEqual((await box(server)).waiting, []);
});
