// Tokens and devices change on the running server; what a revoked one has opened ends at once.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { send } from './support/http.mjs';
import { Live } from './support/live.mjs';
import { run, scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { Stream } from './support/stream.mjs';
import { until, within } from './support/until.mjs';

const BOARD = '/api/v1/boards/wall';
const TOKENS = '/api/v1/tokens';
const bearer = (token) => ({ authorization: `Bearer ${token}` });
const json = { 'content-type': 'application/json' };

const remove = (server, path, headers = server.bearer) =>
  send(server.url + path, { method: 'DELETE', headers });

async function create(server, fields = {}) {
  const answer = await server.post(TOKENS, { name: 'hall', role: 'viewer', ...fields });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

const login = (server, body, headers = {}) =>
  send(server.url + '/login', {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });

// The headers of a browser that has logged in.
async function browser(server, secret) {
  const answer = await login(server, secret);
  assert.equal(answer.status, 204, answer.text);
  return { cookie: answer.headers['set-cookie'][0].split(';')[0], origin: server.url };
}

const may_read = async (server, headers) =>
  (await send(server.url + BOARD, { headers })).status === 200;

// What the server lists of the token with this id.
async function listed(server, id) {
  const answer = await server.get(TOKENS);
  assert.equal(answer.status, 200);
  return answer.json.tokens.find((token) => token.id === id);
}

test('a revoked token ends its cookies, sockets and streams within a second, and only its own', async (t) => {
  const server = await Server.start(t, scratch(t));
  const [tv, other] = [await create(server), await create(server)];
  const screen = await browser(server, { token: tv.token });
  const stays = await browser(server, { token: other.token });
  const query = '?board=wall';
  const ended = [
    await Live.open(t, server, { query, headers: screen }),
    await Live.open(t, server, { query, headers: bearer(tv.token) }),
    await Live.open(t, server, { headers: screen }), // before its hello
  ];
  const stream = await Stream.open(t, server, query, { cookie: screen.cookie });
  const open = await Live.open(t, server, { query, headers: stays });

  const { status } = await remove(server, `${TOKENS}/${tv.id}`);

  assert.equal(status, 204);
  for (const live of ended)
    assert.equal(await within('the socket closes', live.closed, 2_000), 4401);
  await within('the stream ends', stream.closed, 2_000);
  assert.equal(await may_read(server, screen), false);
  assert.equal(await may_read(server, bearer(tv.token)), false);
  assert.equal((await login(server, { token: tv.token })).status, 401);
  assert.equal(await may_read(server, stays), true);
  assert.equal(open.socket.readyState, open.socket.OPEN);
  assert.equal((await remove(server, `${TOKENS}/${tv.id}`)).status, 404);
});

test('a token that expires ends what it opened', async (t) => {
  const server = await Server.start(t, scratch(t));
  const expires_at = new Date(Date.now() + 1_500).toISOString();
  const tv = await create(server, { expires_at });
  const screen = await browser(server, { token: tv.token });
  const live = await Live.open(t, server, { query: '?board=wall', headers: screen });

  assert.equal(await within('the socket closes', live.closed), 4401);

  assert.ok(Date.now() >= Date.parse(expires_at));
  assert.equal(await may_read(server, screen), false);
  assert.equal(await listed(server, tv.id), undefined);
});

test('a lost device is logged out, its siblings stay, and that survives a restart', async (t) => {
  const data = scratch(t);
  const first = await Server.start(t, data);
  const tv = await create(first);
  const lost = await browser(first, { token: tv.token });
  const kept = await browser(first, { token: tv.token });
  const live = await Live.open(t, first, { query: '?board=wall', headers: lost });
  const { devices } = await listed(first, tv.id);
  assert.equal(devices.length, 2);
  const [device] = devices.filter((one) => one.connected);

  assert.equal((await remove(first, `/api/v1/devices/${device.id}`)).status, 204);

  assert.equal(await within('the socket closes', live.closed, 2_000), 4401);
  assert.equal(await may_read(first, lost), false);
  assert.equal(await may_read(first, kept), true);
  await first.stop();
  const second = await Server.start(t, data);
  assert.equal(await may_read(second, lost), false);
  assert.equal(await may_read(second, kept), true);
});

test('the list says whose each device is, when it was used last and when it ends', async (t) => {
  const server = await Server.start(t, scratch(t));
  const expires_at = '2099-01-01T00:00:00Z';
  const tv = await create(server, { name: 'TV in the hall', expires_at });
  const before = Date.now();
  const answer = await login(server, { token: tv.token }, { 'user-agent': 'Firefox/\u00e9' });
  assert.equal(answer.status, 204);

  const token = await listed(server, tv.id);

  const { devices, created_at, used_at, ...rest } = token;
  assert.deepEqual(rest, {
    id: tv.id,
    name: 'TV in the hall',
    role: 'viewer',
    scope: {},
    expires_at: Date.parse(expires_at),
  });
  assert.ok(created_at <= before && used_at >= before);
  const [{ id, created_at: since, expires_at: until_at, used_at: last, ...device }] = devices;
  assert.match(id, /^[A-Z0-9]{12}$/);
  assert.deepEqual(device, {
    agent: 'Firefox/??',
    from: '127.0.0.1',
    connected: false,
    current: false,
  });
  assert.equal(until_at - since, 90 * 86_400_000);
  assert.ok(last >= before);
  assert.ok(!JSON.stringify((await server.get(TOKENS)).json).includes(tv.token));
});

test('what cannot become a token is refused with a pointer to the mistake', async (t) => {
  const server = await Server.start(t, scratch(t));
  const refused = async (body) => {
    const { status, json: problem } = await server.post(TOKENS, body);
    return [status, problem.code, problem.pointer];
  };

  assert.deepEqual(await refused({ role: 'viewer' }), [422, 'missing', '/name']);
  assert.deepEqual(await refused({ name: 'x' }), [422, 'missing', '/role']);
  assert.deepEqual(await refused({ name: 'x', role: 'boss' }), [422, 'bad_value', '/role']);
  assert.equal((await refused({ name: 'x\u001b[2J', role: 'viewer' }))[2], '/name');
  // Logins of 0.1 are known by this name.
  assert.equal((await refused({ name: 'browser session', role: 'viewer' }))[2], '/name');
  // Roles of the next version, which this one could not hold to their limits.
  assert.deepEqual(await refused({ name: 'x', role: 'ingest' }), [422, 'bad_value', '/role']);
  const scope = { boards: ['wall'] };
  assert.deepEqual(await refused({ name: 'x', role: 'viewer', scope }), [
    422,
    'bad_value',
    '/scope',
  ]);
  for (const expires_at of ['tomorrow', '2020-01-01T00:00:00Z', 7])
    assert.equal((await refused({ name: 'x', role: 'viewer', expires_at }))[2], '/expires_at');
  assert.equal((await refused('{"name":'))[1], 'bad_json');
  const viewer = bearer((await create(server)).token);
  assert.equal((await send(server.url + TOKENS, { headers: viewer })).status, 403);
  assert.equal((await server.post(TOKENS, {}, { headers: viewer })).status, 403);
  assert.equal((await remove(server, `${TOKENS}/x`, viewer)).status, 403);
});

test('a read-only token that logs in all the time keeps nobody out', async (t) => {
  const server = await Server.start(t, scratch(t));
  const tv = await create(server);
  const admin = await browser(server, { token: server.token });
  const statuses = [];
  for (let i = 0; i < 100; i++) statuses.push((await login(server, { token: tv.token })).status);

  assert.ok(statuses.includes(429), 'the address is limited');
  assert.ok((await listed(server, tv.id)).devices.length <= 50);
  assert.equal(await may_read(server, admin), true);
  assert.equal((await login(server, { token: server.token })).status, 204);
  assert.equal((await login(server, { code: await server.login_code() })).status, 204);
});

test('a page of another site can log nobody in', async (t) => {
  const server = await Server.start(t, scratch(t));
  const status = async (headers) => (await login(server, { token: server.token }, headers)).status;

  assert.equal(await status({ origin: 'https://evil.example' }), 403);
  assert.equal(await status({ origin: 'null' }), 403);
  assert.equal(await status({ 'sec-fetch-site': 'cross-site' }), 403);
  assert.equal(await status({ origin: server.url, 'sec-fetch-site': 'same-origin' }), 204);
});

test('the token commands talk to the running server', async (t) => {
  const data = scratch(t);
  const server = await Server.start(t, data);
  const command = async (...args) => {
    const done = await run(...args, '--data', data);
    assert.equal(done.code, 0, done.err);
    return done.out.trim();
  };

  const secret = await command('token', 'create', '--name', 'tv');
  const screen = await browser(server, { token: secret });
  const live = await Live.open(t, server, { query: '?board=wall', headers: screen });
  const list = await command('token', 'list');
  const [, id] = /^(\S+) +viewer .*tv$/m.exec(list);
  const [, device] = /^ +(\S+) +device /m.exec(list);
  assert.match(await command('token', 'revoke', id), /^revoked/);

  assert.equal(await within('the socket closes', live.closed, 2_000), 4401);
  assert.equal(await may_read(server, screen), false);
  for (const gone of [id, device])
    assert.equal((await run('token', 'revoke', gone, '--data', data)).code, 1);

  const link = new URL(await command('user', 'link'));
  const code = new URLSearchParams(link.hash.slice(1)).get('code');
  assert.equal(link.origin, server.url);
  assert.equal((await login(server, { code })).status, 204);
  await server.stop();
  const stopped = await run('user', 'link', '--data', data);
  assert.equal(stopped.code, 1);
  assert.match(stopped.err, /no server runs/);
});

test('the owner of the machine keeps a way in when the admin token is revoked', async (t) => {
  const data = scratch(t);
  const server = await Server.start(t, data);
  const file = join(data, 'admin.token');
  const { tokens } = (await server.get(TOKENS)).json;

  assert.equal((await remove(server, `${TOKENS}/${tokens[0].id}`)).status, 204);

  const next = await until('there is another token', () => {
    const text = readFileSync(file, 'utf8').trim();
    return text !== server.token && text;
  });
  assert.equal(await may_read(server, server.bearer), false);
  assert.equal(await may_read(server, bearer(next)), true);
  writeFileSync(file, 'lost');
  assert.equal((await run('user', 'link', '--data', data)).code, 1);
});
