// A CRM sends its webhooks to /hooks/{source}: they are authenticated, mapped and counted, and answered
// as the CRM expects; payloads that cannot be mapped are kept in the rejected box.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { basic, post_hook, settings } from './support/hooks.mjs';
import { send } from './support/http.mjs';
import { run, scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const PASSWORD = 'correct horse battery';
const pipedrive = { id: 'pipedrive', secret: `crm:${PASSWORD}`, auth: { scheme: 'basic' } };
const credentials = basic('crm', PASSWORD);

// A Pipedrive v2 delivery of deal 8.
function pipedrive_deal(id, data = {}, meta = {}) {
  const now = new Date().toISOString();
  return {
    data: {
      id: 8,
      title: 'Sample deal',
      value: 1250.5,
      currency: 'EUR',
      status: 'open',
      stage_id: 2,
      pipeline_id: 1,
      owner_id: 77,
      add_time: '2026-11-01T08:00:00Z',
      ...data,
    },
    previous: null,
    meta: { action: 'change', entity: 'deal', entity_id: '8', id, timestamp: now, ...meta },
  };
}

async function start(t, sources = [pipedrive], others = {}) {
  const dir = scratch(t);
  const config = settings(dir, sources, others);
  const server = await Server.start(t, join(dir, 'data'), { args: ['--config', config] });
  return Object.assign(server, { dir, config });
}

test('a won deal changes the figures, and sent again it is a duplicate', async (t) => {
  const server = await start(t);
  const won = pipedrive_deal('m-1', { status: 'won', won_time: new Date().toISOString() });

  const first = await post_hook(server, 'pipedrive', won, credentials);
  const again = await post_hook(server, 'pipedrive', won, credentials);

  assert.equal(first.status, 200, first.text);
  assert.equal(first.json.outcome, 'accepted');
  assert.equal(again.json.outcome, 'duplicate');
  assert.equal(again.json.seq, first.json.seq);
  assert.equal((await server.kpis('won_amount')).total.value, '1250.50');
  assert.equal((await server.kpis('won_count')).total.value, 1);
});

test('unauthenticated requests get 401 without a reason, and nothing is taken', async (t) => {
  const server = await start(t);
  const body = pipedrive_deal('m-1', { status: 'won' });

  for (const headers of [{}, basic('crm', 'wrong horse battery'), server.bearer]) {
    const answer = await post_hook(server, 'pipedrive', body, headers);
    assert.equal(answer.status, 401);
    assert.equal(answer.json.detail ?? '', '');
  }

  assert.equal((await server.kpis('won_count')).total.value, 0);
  assert.equal((await post_hook(server, 'unknown', body, credentials)).status, 404);
});

test('a payload that is about something else is ignored with 200', async (t) => {
  const server = await start(t);

  const answer = await post_hook(
    server,
    'pipedrive',
    { data: { id: 1 }, meta: { action: 'change', entity: 'note', id: 'n' } },
    credentials,
  );

  assert.equal(answer.status, 200);
  assert.equal(answer.json.outcome, 'ignored');
  assert.deepEqual((await server.get('/api/v1/rejected')).json.rows, []);
});

test('a body that is too large is 413, a compressed or multipart one 415', async (t) => {
  const server = await start(t);
  const big = ' '.repeat((1 << 20) + 1);

  assert.equal((await post_hook(server, 'pipedrive', big, credentials)).status, 413);
  const packed = { ...credentials, 'content-encoding': 'gzip' };
  assert.equal((await post_hook(server, 'pipedrive', '{}', packed)).status, 415);
  const multipart = { ...credentials, 'content-type': 'multipart/form-data; boundary=x' };
  assert.equal((await post_hook(server, 'pipedrive', '{}', multipart)).status, 415);
});

test('a payload that cannot be mapped is kept, can be tried with another mapping and is replayed with it', async (t) => {
  const server = await start(t);
  const bad = pipedrive_deal('m-1', { status: 'won', value: 'a lot' });

  const answer = await post_hook(server, 'pipedrive', bad, credentials);

  assert.equal(answer.status, 200, 'CRMs disable webhooks that fail');
  assert.equal(answer.json.outcome, 'rejected');
  const [row] = (await server.get('/api/v1/rejected?source=pipedrive')).json.rows;
  assert.deepEqual(JSON.parse(row.body), bad);
  assert.ok(!JSON.stringify(row).includes(PASSWORD));
  assert.equal(row.replayed_as, null);
  assert.equal((await server.kpis('won_count')).total.value, 0);

  const lenient = {
    name: 'lenient',
    title: 'Without amounts',
    format: 'json',
    each: '$',
    dedupe: ['$.meta.id'],
    rules: [
      {
        emit: 'deal',
        id: { text: '$.data.id' },
        at: { time: '$.meta.timestamp', as: 'iso' },
        set: {
          title: '$.data.title',
          status: { map: '$.data.status', to: { won: 'won', lost: 'lost', open: 'open' } },
        },
      },
    ],
  };
  const tried = await server.post(`/api/v1/rejected/${row.id}/try`, lenient);
  assert.equal(tried.status, 200, tried.text);
  assert.equal(tried.json.outcomes[0].event.deal.status, 'won');
  assert.equal((await server.kpis('won_count')).total.value, 0, 'a dry run takes nothing');

  writeFileSync(join(server.dir, 'lenient.json'), JSON.stringify(lenient));
  settings(server.dir, [{ ...pipedrive, mapping: './lenient.json' }]);
  server.process.kill('SIGHUP');
  await until('the sources are read again', () => server.process.err.includes('read again'));
  const replayed = await server.post('/api/v1/sources/pipedrive/replay', '');
  assert.deepEqual(replayed.json.replayed, 1, replayed.text);

  assert.equal((await server.kpis('won_count')).total.value, 1);
  const [after] = (await server.get('/api/v1/rejected?source=pipedrive')).json.rows;
  assert.equal(after.replayed_as, replayed.json.seq);
  const again = await server.post('/api/v1/sources/pipedrive/replay', '');
  assert.deepEqual([again.json.replayed, again.json.still_rejected], [0, 0]);
});

test('a rejected row that is dismissed is not replayed', async (t) => {
  const server = await start(t);
  await post_hook(server, 'pipedrive', pipedrive_deal('m-1', { value: 'a lot' }), credentials);
  const [row] = (await server.get('/api/v1/rejected')).json.rows;

  assert.equal((await server.post(`/api/v1/rejected/${row.id}/dismiss`, '')).status, 200);

  const [after] = (await server.get('/api/v1/rejected')).json.rows;
  assert.equal(after.replayed_as, 0);
  const again = await server.post('/api/v1/sources/pipedrive/replay', '');
  assert.deepEqual([again.json.replayed, again.json.still_rejected], [0, 0]);
});

test('events of a batch that were taken before the mapping was corrected do not stop its replay', async (t) => {
  const secret = 's'.repeat(32);
  const own = { id: 'own', mapping: './own.json', secret, auth: { scheme: 'bearer' } };
  const dir = scratch(t);
  const mapping = (set) =>
    JSON.stringify({
      name: 'own',
      each: '$[*]',
      dedupe: ['$.e'],
      rules: [{ emit: 'deal', id: '$.e', at: { time: '$.at', as: 'iso' }, set }],
    });
  writeFileSync(join(dir, 'own.json'), mapping({ amount: { num: '$.a' } }));
  const config = settings(dir, [own]);
  const server = await Server.start(t, join(dir, 'data'), { args: ['--config', config] });
  const at = '2026-11-23T09:00:00Z';
  const batch = [
    { e: '1', a: '10', at },
    { e: '2', a: 'zz', at },
  ];
  const first = await post_hook(server, 'own', batch, { authorization: `Bearer ${secret}` });
  assert.deepEqual([first.json.accepted, first.json.rejected.length], [1, 1], first.text);

  const corrected = { amount: { num: { map: '$.a', to: { zz: '20', 10: '10' } } }, title: '$.e' };
  writeFileSync(join(dir, 'own.json'), mapping(corrected));
  server.process.kill('SIGHUP');
  await until('the sources are read again', () => server.process.err.includes('read again'));
  const replayed = await server.post('/api/v1/sources/own/replay', '');

  assert.deepEqual([replayed.json.replayed, replayed.json.still_rejected], [1, 0], replayed.text);
  assert.deepEqual((await server.get('/api/v1/deliveries')).json.rows.length, 1);
});

test('deliveries, health and metrics report what was received', async (t) => {
  const server = await start(t);
  const won = pipedrive_deal('m-1', { status: 'won' });
  await post_hook(server, 'pipedrive', won, credentials);
  await post_hook(server, 'pipedrive', won, basic('crm', 'wrong horse battery'));

  const { rows } = (await server.get('/api/v1/deliveries')).json;
  assert.deepEqual(
    rows.map((row) => row.outcome),
    ['unauthorized', 'accepted'],
  );
  const one = (await server.get(`/api/v1/deliveries/${rows[1].id}`)).json;
  assert.deepEqual(JSON.parse(one.body), won);
  assert.ok(!JSON.stringify(one).includes(Buffer.from(`crm:${PASSWORD}`).toString('base64')));
  const [source] = (await server.get('/api/v1/sources')).json.sources;
  assert.deepEqual([source.id, source.state, source.signature_failures], ['pipedrive', 'ok', 1]);
  const metrics = (await server.get('/metrics')).text;
  assert.match(metrics, /dealbell_deliveries_total\{outcome="accepted",source="pipedrive"\} 1/);
});

test('a CloudEvents sender may ask before it sends, and is allowed to', async (t) => {
  const server = await start(t);

  const answer = await send(`${server.url}/hooks/pipedrive`, {
    method: 'OPTIONS',
    headers: { 'webhook-request-origin': 'events.example.com' },
  });

  assert.equal(answer.status, 204);
  assert.equal(answer.headers['webhook-allowed-origin'], 'events.example.com');
});

test('mistakes in the settings of several sources are reported together, and no server starts', async (t) => {
  const dir = scratch(t);
  const path = join(dir, 'config.json');
  const sources = [
    { id: 'Bad Id', auth: { scheme: 'basic', secrets: [{ env: 'NOT_SET_ANYWHERE' }] } },
    { id: 'b', mapping: 'pipedrive', auth: { scheme: 'magic', secrets: ['hunter2hunter2'] } },
  ];
  writeFileSync(path, JSON.stringify({ sources }));

  const { code, err } = await run('serve', '--config', path, '--data', join(dir, 'data'));

  assert.equal(code, 2);
  for (const place of ['/sources/0/id', '/sources/1/auth/secrets/0'])
    assert.ok(err.includes(place), err);
  assert.ok(!err.includes('hunter2'), err);
});

test('the send command signs a payload as its vendor does', async (t) => {
  const key = 'ab'.repeat(32);
  const server = await start(t, [{ id: 'close', secret: key, auth: { scheme: 'close' } }]);
  const at = new Date().toISOString().slice(0, -1) + '000';
  const payload = join(server.dir, 'won.json');
  writeFileSync(
    payload,
    JSON.stringify({
      event: {
        id: 'ev_1',
        object_type: 'opportunity',
        object_id: 'oppo_1',
        action: 'updated',
        date_updated: at,
        data: {
          id: 'oppo_1',
          lead_name: 'Acme',
          value: 125000,
          value_currency: 'USD',
          status_type: 'won',
          status_label: 'Won',
          user_name: 'Ana',
          date_won: at.slice(0, 10),
        },
        previous_data: { status_type: 'active' },
      },
      subscription_id: 'whsub_1',
    }),
  );
  const url = `${server.url}/hooks/close`;

  const sent = await run('send', 'close', payload, '--config', server.config, '--url', url);

  assert.equal(sent.code, 0, sent.err + sent.out);
  assert.match(sent.out, /^200 .*"outcome":"accepted"/);
  assert.equal((await server.kpis('won_amount')).total.value, '1250.00');
});
