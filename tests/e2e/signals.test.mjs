// Signals at any moment of a start or a stop, and a log that nobody reads any more.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { deal } from './support/events.mjs';
import { NDJSON, send } from './support/http.mjs';
import { binary, scratch, start, web } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { until, within } from './support/until.mjs';

// A demo's first start makes up a year of history, so it takes long enough to be interrupted.
const demo = (data) => ['serve', '--demo', '--data', data, '--listen', '127.0.0.1:0', '--web', web];
const opened = (data) =>
  until('the ledger is there', () => existsSync(join(data, 'demo/ledger.db')));

test('SIGHUP during the start does not end the server', async (t) => {
  const data = scratch(t);
  const server = start(demo(data));
  t.after(() => server.kill('SIGKILL'));

  await opened(data);
  for (let i = 0; i < 5; i++) {
    server.kill('SIGHUP');
    await pause(2);
  }

  assert.doesNotMatch(server.out, /listening/, 'the start was over before the signals came');
  await until('it listens', () => /listening on/.test(server.out) || server.signalCode);
  assert.equal(server.signalCode, null);
  server.kill('SIGTERM');
  assert.deepEqual(await server.over, { code: 0, signal: null });
});

test('SIGHUP during the start reads settings that were changed since', async (t) => {
  const data = scratch(t);
  const file = join(data, 'settings.json');
  const settings = { data: join(data, 'office'), listen: '127.0.0.1:0', web };
  writeFileSync(file, JSON.stringify(settings));
  const server = start(['serve', '--config', file]);
  t.after(() => server.kill('SIGKILL'));

  await until('the ledger is there', () => existsSync(join(data, 'office/ledger.db')));
  server.kill('SIGHUP');

  await until('it listens', () => /listening on/.test(server.out) || server.signalCode);
  await until('it has read them again', () => /the sources were read again/.test(server.err));
});

test('SIGTERM during the start ends it at once and cleanly', async (t) => {
  const data = scratch(t);
  const server = start(demo(data));
  t.after(() => server.kill('SIGKILL'));

  await opened(data);
  server.kill('SIGTERM');

  const over = await within('it ends', server.over);
  assert.deepEqual(over, { code: 0, signal: null });
  assert.doesNotMatch(server.out, /listening/);
});

test('a second SIGTERM does not wait for the end of the stop, and SIGHUP does not disturb it', async (t) => {
  const data = scratch(t);
  const server = await Server.start(t, data);
  const waiting = send(server.url + '/api/v1/events', {
    method: 'POST',
    headers: { ...server.bearer, 'content-type': NDJSON, 'content-length': 10 },
    body: '', // the rest never comes, so the stop waits for its time limit
  }).catch(() => undefined);
  await pause(100);

  server.process.kill('SIGTERM');
  await until('it stops', () => /stopping/.test(server.process.err));
  server.process.kill('SIGHUP');
  await pause(50);
  assert.equal(server.process.exitCode, null);
  server.process.kill('SIGTERM');

  assert.deepEqual(await within('it ends', server.process.over), { code: null, signal: 'SIGTERM' });
  await waiting;
});

test('a log whose reader has died does not end the server', async (t) => {
  const data = scratch(t);
  const server = await Server.start(t, data, { args: ['--log-level', 'debug'] });

  server.process.stderr.destroy();
  server.process.stdout.destroy();
  server.process.kill('SIGHUP');
  await server.take([deal('D-1')]);
  const stopped = once(server.process, 'exit');
  server.process.kill('SIGTERM');

  assert.deepEqual(await within('it ends', stopped), [0, null]);
});

test('a server that is started without stdout and stderr does not open its files in their place', async (t) => {
  const data = scratch(t);
  const line = `exec "$0" serve --data "$1" --listen 127.0.0.1:0 --web "$2" <&- >&- 2>&-`;
  const server = spawn('sh', ['-c', line, binary, data, web], { stdio: 'ignore' });
  t.after(() => server.kill('SIGKILL'));
  const ended = once(server, 'exit');

  await until('it listens', () => existsSync(join(data, 'address')) || server.exitCode !== null);
  for (const stream of [0, 1, 2])
    assert.equal(readlinkSync(`/proc/${server.pid}/fd/${stream}`), '/dev/null');
  server.kill('SIGTERM');

  assert.deepEqual(await within('it ends', ended), [0, null]);
});
