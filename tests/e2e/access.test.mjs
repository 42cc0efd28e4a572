// Who may look and who may speak: tokens, cookies, origins, names.

import assert from 'node:assert/strict';
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

// A token that a stranger made up is never better than none.
async function live_status(t, server, options) {
  return Live.open(t, server, options).then(
    () => 101,
    (error) => error.status ?? error.message,
  );
}

test('without a token nothing can be read, posted or listened to', async (t) => {
  const server = await fresh(t);

  for (const path of [
    BOARD,
    '/api/v1/boards',
    '/api/v1/kpis?measure=won_count',
    '/api/v1/org',
    '/api/v1/rejected',
  ])
    assert.equal((await send(server.url + path)).status, 401, path);
  assert.equal(await live_status(t, server, { headers: {} }), 401);
  assert.equal(await live_status(t, server, { headers: { authorization: 'Bearer no' } }), 401);
  assert.equal(await live_status(t, server, {}), 101);
});

test("pages hold no data and are anybody's to load", async (t) => {
  const server = await fresh(t);

  for (const path of ['/', '/login', '/wall/wall']) {
    const page = await send(server.url + path);
    assert.equal(page.status, 200, path);
    assert.match(page.headers['content-type'], /^text\/html/);
    assert.match(page.headers['content-security-policy'] ?? '', /default-src/, path);
  }
});

test('a demo on loopback may be read by anybody, never written', async (t) => {
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

test('a login code opens one session, once', async (t) => {
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

test('a session outlives a restart', async (t) => {
  const data = scratch(t);
  const first = await Server.start(t, data);
  const cookie = cookie_of(await login(first, { token: first.token }));
  await first.stop();

  const second = await Server.start(t, data);

  assert.equal((await send(second.url + BOARD, { headers: { cookie } })).status, 200);
});

test('with a cookie, writing and listening need our own Origin', async (t) => {
  const server = await fresh(t);
  const cookie = cookie_of(await login(server, { token: server.token }));
  const post = (origin) =>
    send(server.url + '/api/v1/events', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...(origin && { origin }) },
      body: JSON.stringify(deal('D-1')),
    });
  const listen = (origin) =>
    live_status(t, server, {
      query: '?board=wall',
      headers: { cookie, ...(origin && { origin }) },
    });

  assert.equal((await post(server.url)).status, 200);
  assert.equal((await post('https://evil.example')).status, 403);
  assert.equal((await post()).status, 403);
  assert.equal(await listen(server.url), 101);
  assert.equal(await listen('https://evil.example'), 403);
  assert.equal(await listen(), 403);
});

test('a page of ours names no Origin when it opens an event stream; others are refused', async (t) => {
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

test('a page of another site hears nothing, not even of a demo', async (t) => {
  const server = await fresh(t, { args: ['--demo'] });
  const headers = { origin: 'https://evil.example' };

  assert.equal(await live_status(t, server, { query: '?board=wall', headers }), 403);
  assert.equal(
    (await send(server.url + BOARD, { headers })).headers['access-control-allow-origin'],
    undefined,
  );
});

test('a name that is not ours is refused: nobody rebinds it', async (t) => {
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

test('a revoked token is closed to at the next start', async (t) => {
  const data = scratch(t);
  const token = (await run('token', 'create', '--name', 'tv', '--data', data)).out.trim();
  const [, listed] = (await run('token', 'list', '--data', data)).out.split('\n');
  const id = listed.split(' ')[0];
  await run('token', 'revoke', id, '--data', data);

  const server = await Server.start(t, data);

  assert.equal(
    await live_status(t, server, { headers: { authorization: `Bearer ${token}` } }),
    401,
  );
});

test('no path leaves the folder of the pages', async (t) => {
  const server = await fresh(t);

  for (const path of [
    '/../admin.token',
    '/%2e%2e/admin.token',
    '/..%2fadmin.token',
    '/wall/..%2f..%2fadmin.token',
  ]) {
    const answer = await send(server.url + path);
    assert.ok(!answer.text.includes(server.token), path);
  }
});
