// Who may read and who may write: tokens, cookies, origins, host names.

import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { deal } from './support/events.mjs';
import { send } from './support/http.mjs';
import { Live } from './support/live.mjs';
import { run, scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { Stream } from './support/stream.mjs';

const fresh = (t, options) => Server.start(t, scratch(t), options);
const BOARD = '/api/v1/boards/wall';

const login = (server, body) =>
  send(server.url + '/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const cookie_of = (answer) => answer.headers['set-cookie'][0].split(';')[0];

// The status with which the upgrade to a live socket is answered.
async function live_status(t, server, options) {
  return Live.open(t, server, options).then(
    () => 101,
    (error) => error.status ?? error.message,
  );
}

test('without a token nothing can be read, posted or subscribed to', async (t) => {
  const server = await fresh(t);
  const json = { 'content-type': 'application/json' };
  const post = (headers) =>
    send(server.url + '/api/v1/events', {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify(deal('D-1')),
    });

  for (const path of [
    BOARD,
    '/api/v1/boards',
    '/api/v1/kpis?measure=won_count',
    '/api/v1/org',
    '/api/v1/rejected',
  ])
    assert.equal((await send(server.url + path)).status, 401, path);
  assert.equal((await post({})).status, 401);
  assert.equal((await post({ authorization: 'Bearer no' })).status, 401);
  assert.equal((await server.kpis('open_count')).total.value, 0);
  assert.equal(await live_status(t, server, { headers: {} }), 401);
  assert.equal(await live_status(t, server, { headers: { authorization: 'Bearer no' } }), 401);
  assert.equal(await live_status(t, server, {}), 101);
});

test('pages have no data and load without a token', async (t) => {
  const server = await fresh(t);

  for (const path of ['/', '/login', '/wall/wall']) {
    const page = await send(server.url + path);
    assert.equal(page.status, 200, path);
    assert.match(page.headers['content-type'], /^text\/html/);
    assert.match(page.headers['content-security-policy'] ?? '', /default-src/, path);
  }
});

test('a demo on loopback can be read without a token, but not written', async (t) => {
  const server = await fresh(t, { args: ['--demo'] });
  const body = JSON.stringify(deal('D-1'));
  const json = { 'content-type': 'application/json' };

  assert.equal((await send(server.url + BOARD)).status, 200);
  assert.equal(await live_status(t, server, { query: '?board=wall', headers: {} }), 101);
  assert.equal(
    (await send(server.url + '/api/v1/events', { method: 'POST', headers: json, body })).status,
    401,
  );
});

test('a login code opens one session and is then used up', async (t) => {
  const server = await fresh(t);
  const code = await server.login_code();

  const first = await login(server, { code });
  const second = await login(server, { code });
  const cookie = cookie_of(first);

  assert.equal(first.status, 204);
  assert.match(first.headers['set-cookie'][0], /HttpOnly/);
  assert.match(first.headers['set-cookie'][0], /SameSite=Strict/);
  assert.equal(second.status, 401);
  assert.equal((await send(server.url + BOARD, { headers: { cookie } })).status, 200);
  assert.equal((await login(server, { code: 'guessed' })).status, 401);
});

test('a session survives a restart', async (t) => {
  const data = scratch(t);
  const first = await Server.start(t, data);
  const cookie = cookie_of(await login(first, { token: first.token }));
  await first.stop();

  const second = await Server.start(t, data);

  assert.equal((await send(second.url + BOARD, { headers: { cookie } })).status, 200);
});

test('with a cookie, writing and subscribing need the Origin of our own pages', async (t) => {
  const server = await fresh(t);
  const cookie = cookie_of(await login(server, { token: server.token }));
  const post = (origin) =>
    send(server.url + '/api/v1/events', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...(origin && { origin }) },
      body: JSON.stringify(deal('D-1')),
    });
  const subscribe = (origin) =>
    live_status(t, server, {
      query: '?board=wall',
      headers: { cookie, ...(origin && { origin }) },
    });

  assert.equal((await post(server.url)).status, 200);
  assert.equal((await post('https://evil.example')).status, 403);
  assert.equal((await post()).status, 403);
  assert.equal(await subscribe(server.url), 101);
  assert.equal(await subscribe('https://evil.example'), 403);
  assert.equal(await subscribe(), 403);
});

test('an event stream may be opened without an Origin, as our own pages do, but not with another one', async (t) => {
  const server = await fresh(t);
  const cookie = cookie_of(await login(server, { token: server.token }));
  const stream = (origin) =>
    Stream.open(t, server, '?board=wall', { cookie, ...(origin && { origin }) }).then(
      () => 200,
      (error) => error.status,
    );

  assert.equal(await stream(), 200);
  assert.equal(await stream(server.url), 200);
  assert.equal(await stream('https://evil.example'), 403);
});

test('a page of another site gets nothing, not even from a demo', async (t) => {
  const server = await fresh(t, { args: ['--demo'] });
  const headers = { origin: 'https://evil.example' };

  assert.equal(await live_status(t, server, { query: '?board=wall', headers }), 403);
  assert.equal(
    (await send(server.url + BOARD, { headers })).headers['access-control-allow-origin'],
    undefined,
  );
});

test('a host name that is not ours is refused, against DNS rebinding', async (t) => {
  const server = await fresh(t);
  const as = (host) => server.get(BOARD, { host });

  for (const host of ['evil.example', `evil.example:${server.port}`, '127.0.0.1.evil.example'])
    assert.equal((await as(host)).status, 421, host);
  assert.equal((await as(`localhost:${server.port}`)).status, 200);
  assert.equal(
    await live_status(t, server, { headers: { ...server.bearer, host: 'evil.example' } }),
    421,
  );
});

test('a revoked token opens no live socket after the next start, another one still does', async (t) => {
  const data = scratch(t);
  const create = async (name) =>
    (await run('token', 'create', '--name', name, '--data', data)).out.trim();
  const tokens = { tv: await create('tv'), hall: await create('hall') };
  const { out } = await run('token', 'list', '--data', data);
  const [, id] = /^(\S+) .*tv$/m.exec(out);
  const revoked = await run('token', 'revoke', id, '--data', data);

  const server = await Server.start(t, data);

  const status = (token) =>
    live_status(t, server, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(revoked.code, 0, revoked.err);
  assert.equal(await status(tokens.tv), 401);
  assert.equal(await status(tokens.hall), 101);
});

test('no path leads out of the folder of the pages', async (t) => {
  const data = scratch(t);
  const pages = join(data, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(data, 'outside.txt'), 'a secret');
  writeFileSync(join(pages, 'wall.html'), '<!doctype html>'); // or it is no folder of pages
  writeFileSync(join(pages, 'assets/inside.txt'), 'no secret');
  symlinkSync('../outside.txt', join(pages, 'link.txt'));
  const server = await Server.start(t, data, { pages });

  assert.equal((await send(server.url, { path: '/assets/inside.txt' })).text, 'no secret');
  for (const path of [
    '/../outside.txt',
    '/assets/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/assets/..\\..\\outside.txt',
    '/' + join(data, 'outside.txt'),
    '/link.txt',
  ]) {
    const answer = await send(server.url, { path });
    assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
    assert.ok(!answer.text.includes('a secret'), path);
  }
});
