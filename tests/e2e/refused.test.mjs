// A request with a mistake is answered with a precise problem and kept in the rejected box, and the next
// good event is taken as usual.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { bad_inputs } from './support/bad_inputs.mjs';
import { deal, ndjson } from './support/events.mjs';
import { NDJSON, send } from './support/http.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

const EVENTS = '/api/v1/events';

// One server for the whole table, which must survive all of it.
let server;
const ending = [];
before(async () => {
  const file = { after: (end) => ending.push(end) };
  server = await Server.start(file, scratch(file));
});
after(async () => {
  for (const end of ending.reverse()) await end();
});

/**
 * @param {{ status: number, headers: Record<string, any>, text: string, json: any }} answer
 * @param {{ status: number, code: string, detail?: RegExp, pointer?: string }} expected
 */
function assert_problem(answer, { status, code, detail = /\S/, pointer }) {
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.headers['content-type'], /^application\/problem\+json/);
  assert.equal(answer.json.status, status);
  assert.equal(answer.json.code, code, answer.text);
  assert.match(answer.json.detail, detail);
  assert.equal(answer.json.pointer, pointer, answer.text);
  assert.match(answer.json.title, /\S/);
  assert.ok(answer.text.length < 2000, 'a problem is short even if the request was long');
}

const newest_refused = async () => (await server.get('/api/v1/rejected')).json.rows[0];

for (const bad of bad_inputs) {
  test(`refused and kept: ${bad.name}`, async () => {
    const before = await newest_refused();

    const answer = await server.post(EVENTS, bad.body);

    assert_problem(answer, bad);
    const kept = await newest_refused();
    assert.notEqual(kept.id, before?.id);
    assert.equal(kept.code, bad.code);
    assert.equal(kept.pointer, bad.pointer ?? '');
    assert.equal(kept.body, bad.kept ?? String(bad.body));
    assert.equal((await server.kpis('open_count')).total.value, 0);
  });
}

test('a list shows the beginning of a large body, and its size and hash', async () => {
  const rows = (await server.get('/api/v1/rejected')).json.rows;
  const of = (code, pointer) => rows.find((row) => row.code === code && row.pointer === pointer);

  const small = of('unknown_type', '/type');
  const large = rows.find((row) => row.bytes > 1 << 20);

  assert.equal(small.body.length, small.bytes);
  assert.equal(large.body.length, 1 << 16);
  assert.match(large.hash, /^[0-9a-f]{32}$/);
});

test('a body of 60 MB is refused', async () => {
  const answer = await server.post(EVENTS, Buffer.alloc(60 << 20, ' '));

  assert_problem(answer, { status: 413, code: 'too_large' });
});

test('a small gzip body that unpacks to 60 MB is refused', async () => {
  const bomb = gzipSync(Buffer.alloc(60 << 20, ' '));

  const answer = await server.post(EVENTS, bomb, { headers: { 'content-encoding': 'gzip' } });

  assert_problem(answer, { status: 413, code: 'too_large' });
});

test('a body that says gzip and is not is refused', async () => {
  const answer = await server.post(EVENTS, 'no gzip', { headers: { 'content-encoding': 'gzip' } });

  assert_problem(answer, { status: 400, code: 'bad_request', detail: /gzip/ });
});

test('an unsupported content type is refused, and the rejected box has a row without the body', async () => {
  const body = JSON.stringify(deal('D-xml'));
  const answer = await server.post(EVENTS, body, { headers: { 'content-type': 'text/xml' } });

  assert_problem(answer, { status: 415, code: 'unsupported_media' });
  const kept = await newest_refused();
  assert.deepEqual([kept.code, kept.bytes, kept.body], ['unsupported_media', body.length, '']);
});

test('an array sent as NDJSON is refused, and a replay takes it', async () => {
  const body = JSON.stringify([deal('R-1'), deal('R-2')]);
  const answer = await server.post(EVENTS, body, { headers: { 'content-type': NDJSON } });
  const kept = await newest_refused();

  const replay = await server.post(`/api/v1/rejected/${kept.id}/replay`, '');
  const again = await server.post(`/api/v1/rejected/${kept.id}/replay`, '');

  assert.equal(answer.status, 422);
  assert.equal(kept.body, body);
  assert.deepEqual([replay.status, replay.json.accepted], [200, 2]);
  assert.deepEqual([again.json.accepted, again.json.duplicates], [0, 2]);
  assert.equal((await newest_refused()).replayed_as, replay.json.seq);
  assert.equal((await server.kpis('open_count')).total.value, 2);
});

test('a batch without a valid event is one problem, about its first event', async () => {
  const batch = ndjson([{ id: 'x', type: 'party' }, deal('D', { amount: '12,50' })]);
  const answer = await server.post(EVENTS, batch, { headers: { 'content-type': NDJSON } });

  assert_problem(answer, { status: 422, code: 'nothing_valid', pointer: '/type', detail: /party/ });
});

test('a single line that is not JSON is a problem with line and column', async () => {
  const answer = await server.post(EVENTS, '{"id": oops}', { headers: { 'content-type': NDJSON } });

  assert_problem(answer, { status: 422, code: 'bad_json', detail: /line 1, column 8/ });
});

test('without a token, with a wrong one or the wrong scheme: 401', async () => {
  const body = JSON.stringify(deal('D-1'));
  const headers = { 'content-type': 'application/json' };
  for (const authorization of [undefined, 'Bearer nonsense', `Basic ${server.token}`]) {
    const sent = authorization ? { ...headers, authorization } : headers;
    const answer = await send(server.url + EVENTS, { method: 'POST', headers: sent, body });

    assert_problem(answer, { status: 401, code: 'unauthorized' });
    assert.equal(answer.headers['www-authenticate'], 'Bearer');
  }
});

test('a wrong method on an address that exists: 405 and which methods are allowed', async () => {
  const answer = await server.get(EVENTS);

  assert_problem(answer, { status: 405, code: 'method_not_allowed' });
  assert.match(answer.headers.allow, /POST/);
});

test('an address that does not exist: 404', async () => {
  assert_problem(await server.get('/api/v1/nothing'), { status: 404, code: 'not_found' });
  assert_problem(await server.get('/api/v1/boards/nothing'), { status: 404, code: 'not_found' });
});

/** @type {[string, string, RegExp][]} */
const malformed = [
  ['', 'missing', /measure/],
  ['measure=happiness', 'bad_value', /happiness/],
  ['measure=won_amount&by=mood', 'bad_value', /mood/],
  ['measure=won_amount&from=2026-02-31', 'bad_value', /from/],
  ['measure=won_amount&from=2026-02-02&to=2026-02-01', 'bad_value', /before/],
];
for (const [query, code, detail] of malformed) {
  test(`a malformed query is 400: ${query || '(empty)'}`, async () => {
    const answer = await server.get('/api/v1/kpis?' + query);

    assert_problem(answer, { status: 400, code, detail });
  });
}

test('after all these requests a good event is taken and counted', async () => {
  const receipt = await server.take(deal('D-good', { status: 'won' }));

  assert.equal(receipt.accepted, 1);
  assert.equal(receipt.seq, 3, 'nothing that was refused is in the log');
  assert.equal((await server.kpis('won_amount')).total.value, '100.00');
});
