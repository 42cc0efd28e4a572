// By which names the server may be called, and from which pages: proxies, containers, load balancers.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';

import { deal } from './support/events.mjs';
import { send } from './support/http.mjs';
import { Live } from './support/live.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

const BOARD = '/api/v1/boards/wall';
const PUBLIC = 'https://dash.example.com';

function configured(t, settings) {
  const data = scratch(t);
  const file = join(data, 'settings.json');
  writeFileSync(file, JSON.stringify(settings));
  return Server.start(t, data, { args: ['--config', file] });
}

const live_status = (t, server, headers) =>
  Live.open(t, server, { query: '?board=wall', headers }).then(
    () => 101,
    (error) => error.status ?? error.message,
  );

// The first line of the response to bytes that an HTTP client would not send.
const raw = (server, bytes) =>
  new Promise((done, fail) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (data) => done(String(data).split('\r\n')[0]) ?? socket.destroy());
    socket.on('error', fail);
  });

test('health is answered without a Host in HTTP/1.0, and by any name', async (t) => {
  const server = await configured(t, {});

  for (const path of ['/healthz', '/readyz']) {
    assert.match(await raw(server, `GET ${path} HTTP/1.0\r\n\r\n`), / 200 /);
    const named = await send(server.url + path, { headers: { host: 'dealbell:8080' } });
    assert.equal(named.status, 200);
  }
  assert.match(await raw(server, 'GET /healthz HTTP/1.1\r\n\r\n'), / 400 /);
});

test('allowed_hosts adds names', async (t) => {
  const server = await configured(t, { allowed_hosts: ['Dealbell'] });
  const as = (host) => server.get('/metrics', { host });

  assert.equal((await as('dealbell:8080')).status, 200);
  assert.equal((await as('DEALBELL')).status, 200);
  assert.equal((await as('other:8080')).status, 421);
});

test('behind a proxy that changes the Host header, public_url names our pages', async (t) => {
  const server = await configured(t, { public_url: PUBLIC });
  const from = (origin) => ({ cookie, origin });
  const cookie = await server.log_in();
  const post = (origin) =>
    send(server.url + '/api/v1/events', {
      method: 'POST',
      headers: { ...from(origin), 'content-type': 'application/json' },
      body: JSON.stringify(deal('D-1')),
    });

  assert.equal((await post(PUBLIC)).status, 200);
  assert.equal(await live_status(t, server, from(PUBLIC)), 101);
  for (const origin of ['http://dash.example.com', PUBLIC + ':444', 'https://evil.example']) {
    assert.equal((await post(origin)).status, 403, origin);
    assert.equal(await live_status(t, server, from(origin)), 403, origin);
  }
  const policy = (await send(server.url + '/wall/wall')).headers['content-security-policy'];
  assert.match(policy, / wss:\/\/dash\.example\.com/);
});

test('an Origin with another scheme is another origin', async (t) => {
  const server = await configured(t, {});
  const cookie = await server.log_in();
  const tls = server.url.replace('http:', 'https:');

  assert.equal(await live_status(t, server, { cookie, origin: server.url }), 101);
  assert.equal(await live_status(t, server, { cookie, origin: tls }), 403);
});

test('a page of another site cannot log a browser in', async (t) => {
  const server = await configured(t, { public_url: PUBLIC });
  const login = (headers) =>
    send(server.url + '/login', {
      method: 'POST',
      headers: { 'content-type': 'text/plain', ...headers },
      body: JSON.stringify({ token: server.token }),
    });

  assert.equal((await login({ origin: 'https://evil.example' })).status, 403);
  assert.equal((await login({ origin: 'null' })).status, 403);
  assert.equal((await login({ 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal((await login({})).status, 204);
  assert.equal((await login({ origin: server.url })).status, 204);
  assert.equal((await login({ origin: PUBLIC, 'sec-fetch-site': 'same-origin' })).status, 204);
});

test('the name of the Bearer scheme has no case', async (t) => {
  const server = await configured(t, {});

  for (const scheme of ['bearer', 'BEARER', 'Bearer '])
    assert.equal(
      (await send(server.url + BOARD, { headers: { authorization: `${scheme} ${server.token}` } }))
        .status,
      200,
      scheme,
    );
});

test('a board that the client has is not sent again, however its tag was weakened', async (t) => {
  const server = await configured(t, {});
  const { etag } = (await server.get(BOARD)).headers;

  for (const tags of [etag, 'W/' + etag, '"x", ' + etag, '*'])
    assert.equal((await server.get(BOARD, { 'if-none-match': tags })).status, 304, tags);
});
