// The program's commands, as a person types them.

import assert from 'node:assert/strict';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';

import { send } from './support/http.mjs';
import { Live } from './support/live.mjs';
import { root, run, scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { until, within } from './support/until.mjs';

const example = join(root, 'config/org.example.json');

test('--version prints one line', async () => {
  const said = await run('--version');

  assert.equal(said.code, 0);
  assert.match(said.out, /^\S+\n$/);
});

/** @type {[string[], RegExp][]} */
const usage_errors = [
  [[], /^dealbell: a command is required; see dealbell --help$/],
  [['dance'], /unknown command "dance";/],
  [['serv'], /unknown command "serv" \(did you mean serve\?\)/],
  [['org', 'aply', 'x.json'], /^dealbell org: unknown command "aply" \(did you mean apply\?\)/],
  [['serve', '--colour', 'red'], /^dealbell serve: unknown option --colour/],
  [['serve', '--dta', 'x'], /unknown option --dta \(did you mean --data\?\)/],
  [['serve', '--listen', 'nowhere'], /"nowhere"/],
  [['serve', '--tick-ms', '1'], /--tick-ms: .*\b1\b.*\b5\b.*\b10000\b/],
  [['import'], /FILE is required/],
  [['token', 'create', '--name', 'x', '--role', 'emperor'], /--role: .*emperor.*\badmin,viewer\b/],
];
for (const [wrong, why] of usage_errors) {
  test(`a usage error exits with 2 and says why: ${wrong.join(' ') || '(nothing)'}`, async (t) => {
    const dir = scratch(t);
    const said = await run(...wrong, ...(wrong[0] === 'serve' ? ['--data', dir] : []));

    assert.equal(said.code, 2);
    assert.equal(said.out, '');
    assert.match(said.err, /^[^\n]+\n$/, 'one line');
    assert.match(said.err.trimEnd(), why);
  });
}

test('check accepts the example org document', async () => {
  const said = await run('check', example);

  assert.deepEqual([said.code, said.err], [0, '']);
  assert.match(said.out, /org document ok/);
});

test('check reports every mistake of an org document with its JSON pointer', async (t) => {
  const file = join(scratch(t), 'org.json');
  writeFileSync(file, JSON.stringify({ currency: 'euro', zone: 'Mars/Base', peple: [] }));

  const said = await run('check', file);

  assert.equal(said.code, 1);
  for (const pointer of ['/currency', '/zone', '/peple'])
    assert.match(said.err, new RegExp(`: ${pointer}: `));
  assert.match(said.err, /people/, 'and suggests what was meant');
});

test('check reads settings too', async (t) => {
  const file = join(scratch(t), 'settings.json');
  writeFileSync(file, JSON.stringify({ listen: '127.0.0.1:8080', tick_ms: 1, colour: 'red' }));

  const said = await run('check', file);

  assert.equal(said.code, 1);
  assert.match(said.err, /\/tick_ms: /);
  assert.match(said.err, /\/colour: /);

  writeFileSync(file, JSON.stringify({ redis: { url: 'redis://127.0.0.1' } }));
  const idle = await run('check', file);
  assert.deepEqual([idle.code, idle.err], [0, '']);
  assert.match(idle.out, /settings ok\n.*: Redis is configured but not used/);
});

test('check compares the samples of a mapping with what they should give', async (t) => {
  const file = join(scratch(t), 'mapping.json');
  const mapping = {
    name: 'offers',
    dedupe: ['$.no'],
    rules: [{ emit: 'deal', id: '$.no', set: { amount: '$.total' } }],
    samples: [
      {
        name: 'one',
        body: { no: 1, total: '2' },
        expect: [{ type: 'deal', deal: { id: '1', amount: '2.00' } }],
      },
    ],
  };
  writeFileSync(file, JSON.stringify(mapping));

  const good = await run('check', file);

  assert.deepEqual([good.code, good.err], [0, '']);
  assert.match(good.out, /mapping with 1 samples ok/);

  mapping.samples[0].expect[0].deal.amount = '3.00';
  writeFileSync(file, JSON.stringify(mapping));
  const differs = await run('check', file);
  assert.equal(differs.code, 1);
  assert.match(
    differs.err,
    /\/samples\/0\/expect\/0\/deal\/amount: .* expected "3.00", got "2.00"/,
  );

  mapping.rules[0].set.status = { const: 'open' };
  writeFileSync(file, JSON.stringify(mapping));
  const defaults = await run('check', file);
  assert.equal(defaults.code, 1);
  assert.match(defaults.err, /\/rules\/0\/set\/status: a status must come from the payload/);
});

test('an org document that is applied while the server is stopped is shown, and served later', async (t) => {
  const data = scratch(t);

  const applied = await run('org', 'apply', example, '--data', data);
  const shown = await run('org', 'show', '--data', data);
  const server = await Server.start(t, data);
  const served = await server.get('/api/v1/org');

  assert.equal(applied.code, 0);
  assert.equal(JSON.parse(shown.out).currency, 'EUR');
  assert.equal(served.json.name, 'Harbour Street office');
});

test('org apply replaces the document of a running server', async (t) => {
  const data = scratch(t);
  const server = await Server.start(t, data);

  const applied = await run('org', 'apply', example, '--data', data);
  const shown = await run('org', 'show', '--data', data);

  assert.deepEqual([applied.code, applied.err], [0, '']);
  assert.equal(JSON.parse(shown.out).name, 'Harbour Street office');
  assert.equal((await server.get('/api/v1/org')).json.name, 'Harbour Street office');
});

test('a document with mistakes is not applied', async (t) => {
  const data = scratch(t);
  const file = join(data, 'org.json');
  writeFileSync(file, '{"currency":"euro"}');

  const applied = await run('org', 'apply', file, '--data', data);
  const shown = await run('org', 'show', '--data', data);

  assert.equal(applied.code, 1);
  assert.match(applied.err, /\/currency: /);
  assert.doesNotMatch(shown.out, /euro/);
});

test('a created token gives access, that of a viewer only to read, and a revoked one none', async (t) => {
  const data = scratch(t);
  const admin = (
    await run('token', 'create', '--name', 'crm', '--role', 'admin', '--data', data)
  ).out.trim();
  const viewer = (await run('token', 'create', '--name', 'screen', '--data', data)).out.trim();
  const list = (await run('token', 'list', '--data', data)).out;
  const id = /^(\S+)\s.*crm$/m.exec(list)[1];
  const status_of = (url, token, method = 'GET') =>
    send(url, {
      method,
      headers: { authorization: `Bearer ${token}` },
      body: method === 'GET' ? undefined : '{}',
    }).then(({ status }) => status);

  const first = await Server.start(t, data);
  const kpis = first.url + '/api/v1/kpis?measure=won_count';
  assert.equal(await status_of(kpis, admin), 200);
  assert.equal(await status_of(kpis, viewer), 200);
  assert.equal(await status_of(first.url + '/api/v1/events', viewer, 'POST'), 403);
  assert.equal(
    await status_of(first.url + '/api/v1/events', admin, 'POST'),
    422,
    'an event is read',
  );
  assert.doesNotMatch(list, new RegExp(admin), 'a secret is shown only once');
  await first.stop();

  const revoked = await run('token', 'revoke', id, '--data', data);
  const second = await Server.start(t, data);

  assert.equal(revoked.code, 0);
  assert.equal(await status_of(second.url + '/api/v1/kpis?measure=won_count', admin), 401);
  assert.equal(await status_of(second.url + '/api/v1/kpis?measure=won_count', viewer), 200);
});

test('tokens are listed as a table', async (t) => {
  const data = scratch(t);
  await run('token', 'create', '--name', 'the CRM', '--role', 'admin', '--data', data);

  const [header, line] = (await run('token', 'list', '--data', data)).out.split('\n');

  assert.match(header, /^id +role +created +expires +last used +from +name$/);
  assert.match(line, /^\S+ +admin +(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) +never +\1 +- +the CRM$/);
  for (const word of ['admin', 'the CRM'])
    assert.equal(line.indexOf(word), header.indexOf(word === 'admin' ? 'role' : 'name'));
});

test('a token is revoked by its id, not by its name', async (t) => {
  const data = scratch(t);
  await run('token', 'create', '--name', 'crm', '--data', data);

  const said = await run('token', 'revoke', 'crm', '--data', data);

  assert.equal(said.code, 1);
  assert.match(said.err, /"crm".*`token list`/);
});

for (const command of [
  ['verify'],
  ['org', 'show'],
  ['token', 'list'],
  ['token', 'revoke', 'x'],
  ['import', 'deals.csv', '--dry-run'],
]) {
  test(`a command that only reads creates no ledger: ${command.join(' ')}`, async (t) => {
    const dir = scratch(t);
    const typo = join(dir, 'typo');
    const deals = join(dir, 'deals.csv');
    writeFileSync(deals, 'id,stage,closed\na,Won,2026-03-02\n');
    const here = command.map((word) => (word === 'deals.csv' ? deals : word));

    const said = await run(...here, '--data', typo);

    assert.equal(said.code, 1);
    assert.match(said.err, /there is no ledger in \S+typo/);
    assert.equal(existsSync(typo), false);
  });
}

test('only its owner can read the file of the admin token', async (t) => {
  const data = scratch(t);
  await Server.start(t, data);

  assert.equal(statSync(join(data, 'admin.token')).mode & 0o777, 0o600);
});

test('a second server on the same data is refused in one clear line', async (t) => {
  const data = scratch(t);
  const first = await Server.start(t, data);

  const second = await run('serve', '--data', data, '--listen', '127.0.0.1:0');

  assert.equal(second.code, 1);
  assert.equal(second.out, '');
  // Besides what the machine has too little of.
  const lines = second.err
    .trimEnd()
    .split('\n')
    .filter((line) => !/ warning /.test(line));
  assert.equal(lines.length, 1, second.err);
  assert.ok(lines[0].startsWith('dealbell: ') && lines[0].includes(data), second.err);
  assert.match(lines[0], /in use/);
  assert.equal((await first.get('/healthz')).status, 200);
});

test('a port that is taken is refused in one clear line', async (t) => {
  const first = await Server.start(t, scratch(t));

  const second = await run('serve', '--data', scratch(t), '--listen', `127.0.0.1:${first.port}`);

  assert.equal(second.code, 1);
  assert.equal(second.out, '');
  const errors = second.err.split('\n').filter((line) => line.startsWith('dealbell: '));
  assert.equal(errors.length, 1, second.err);
  assert.match(errors[0], new RegExp(`127\\.0\\.0\\.1:${first.port}: Address already in use`));
});

for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGTERM', 'SIGINT'])) {
  test(`${signal} ends the server with exit code 0`, async (t) => {
    const data = scratch(t);
    const server = await Server.start(t, data);

    server.process.kill(signal);
    const { code } = await within('the server ends', server.process.over);

    assert.equal(code, 0);
    assert.equal(existsSync(join(data, 'address')), false, 'its address file is removed');
  });
}

// A client that neither reads nor closes its connection delays the end of a stopping server.
async function stuck_stream(t, server) {
  const socket = net.connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  t.after(() => socket.destroy());
  socket.setEncoding('utf8');
  let text = '';
  socket.on('data', (part) => (text += part));
  socket.write(
    `GET /live/sse?board=wall HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${server.token}\r\n\r\n`,
  );
  const has = (word) => until(`the stream has ${word}`, () => text.includes(word));
  await has('snapshot');
  return has;
}

test('a stopping server is not ready and completes the responses that it has begun', async (t) => {
  const server = await Server.start(t, scratch(t));
  const stream_has = await stuck_stream(t, server);
  const slow = net.connect({ port: server.port, host: '127.0.0.1' });
  slow.setEncoding('utf8');
  slow.write('GET /readyz HTTP/1.1\r\nHost: localhost\r\n');
  const live = await Live.open(t, server, { query: '?board=wall' }); // by now the server has read the first lines
  await live.until((frame) => frame.type === 'snapshot');

  server.process.kill('SIGTERM');
  await stream_has('drain');
  let answer = '';
  slow.on('data', (part) => (answer += part));
  slow.write('\r\n');
  await within('the answer ends', new Promise((done) => slow.on('close', done)));

  assert.match(answer, /^HTTP\/1\.1 503 /);
  assert.match(answer, /draining/);
  assert.equal((await within('the server ends', server.process.over)).code, 0);
});

test('a second SIGTERM ends the server at once', async (t) => {
  const server = await Server.start(t, scratch(t));
  const stream_has = await stuck_stream(t, server);

  server.process.kill('SIGTERM');
  await stream_has('drain');
  server.process.kill('SIGTERM');

  assert.equal((await within('the server ends', server.process.over)).signal, 'SIGTERM');
});

test('health and readiness need no token', async (t) => {
  const server = await Server.start(t, scratch(t));

  assert.equal((await send(server.url + '/healthz')).status, 200);
  assert.equal((await send(server.url + '/readyz')).status, 200);
  assert.equal((await send(server.url + '/api/v1/boards')).status, 401);
});
