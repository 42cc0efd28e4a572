// What the server says when the system gives it too little: open files, memory.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { NDJSON, send } from './support/http.mjs';
import { binary, scratch, start, web } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { within } from './support/until.mjs';

// The program with at most so many open files.
const with_files = (count, ...args) =>
  start(['-c', 'ulimit -n "$0" && exec "$@"', String(count), binary, ...args], { program: 'sh' });

test('too few open files are refused with a sentence', async (t) => {
  const server = with_files(50, 'serve', '--data', scratch(t), '--listen', '127.0.0.1:0');

  assert.equal((await within('it ends', server.over)).code, 2);
  assert.match(server.err, /50 open files, and it needs at least \d+: raise the limit/);
});

test('exhausted memory ends the server with a sentence', async (t) => {
  const server = await Server.start(t, scratch(t), { pages: web });
  const { pid } = server.process;
  const kib = Number(/VmSize:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  const limit = spawnSync('prlimit', [`--pid=${pid}`, `--as=${(kib + 1024) * 1024}`]);
  if (limit.error) return t.skip('prlimit is not installed');

  // Each connection keeps its part of a body in memory.
  const bodies = Array.from({ length: 400 }, () =>
    send(server.url + '/api/v1/events', {
      method: 'POST',
      headers: { ...server.bearer, 'content-type': NDJSON, 'content-length': 6_000_000 },
      body: Buffer.alloc(5_900_000, 32),
    }).catch(() => undefined),
  );

  assert.deepEqual(await within('it ends', server.process.over), { code: 1, signal: null });
  assert.match(server.process.err, /the memory is exhausted/);
  await Promise.all(bodies);
});
