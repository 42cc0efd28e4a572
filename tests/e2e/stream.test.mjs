// Server-sent events, for networks that block WebSocket.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { applied, caught_up, without_times } from './support/board.mjs';
import { deal } from './support/events.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { Stream } from './support/stream.mjs';

const win = (id, fields) =>
  deal(id, { status: 'won', ...fields }, { occurred_at: new Date().toISOString() });

test('a stream has welcome, snapshot, deltas and beats, which add up to the board', async (t) => {
  const server = await Server.start(t, scratch(t));
  const stream = await Stream.open(t, server, '?board=wall');

  await stream.expect('welcome');
  let board = applied({}, await stream.expect('snapshot'));
  for (let i = 0; i < 20; ++i) await server.take(win(`D-${i}`));
  board = await caught_up(stream, 20, board);
  const beat = await stream.until((frame) => frame.type === 'beat');

  assert.equal(stream.type, 'text/event-stream');
  assert.deepEqual(
    without_times(board),
    without_times((await server.get('/api/v1/boards/wall')).json),
  );
  assert.deepEqual(beat.boards, { wall: board.rev });
  const [welcome_id, first_id] = stream.ids;
  assert.deepEqual([welcome_id, first_id], [null, `${board.epoch}:1`]);
  assert.equal(stream.ids.at(-1), null);
});

test('Last-Event-ID resumes with a delta, after a restart with a snapshot', async (t) => {
  const data = scratch(t);
  const server = await Server.start(t, data);
  await server.take(win('D-0'));
  const first = await Stream.open(t, server, '?board=wall');
  await first.expect('welcome');
  const board = applied({}, await first.expect('snapshot'));
  first.close();
  await server.take(win('D-1', { owner: 'ben' }));
  await server.take(win('D-2', { owner: 'cho' }));
  const id = (of) => ({ ...of.bearer, 'last-event-id': `${board.epoch}:${board.rev}` });

  const second = await Stream.open(t, server, '?board=wall', id(server));
  await second.expect('welcome');
  const next = await second.expect('delta');
  assert.equal(next.from, board.rev);
  assert.equal((await caught_up(second, 3, applied(board, next))).tiles.hero.meta.n, 3);

  await server.kill();
  const again = await Server.start(t, data);
  const third = await Stream.open(t, again, '?board=wall', id(again));
  await third.expect('welcome');
  assert.equal((await third.expect('snapshot')).tiles.hero.meta.n, 3);
});

test('a stream of an unknown board, of none or without a token gets an HTTP error', async (t) => {
  const server = await Server.start(t, scratch(t));

  const status = (query, headers) =>
    Stream.open(t, server, query, headers).then(
      () => 200,
      (error) => error.status,
    );

  assert.equal(await status('?board=cellar'), 404);
  assert.equal(await status(''), 400);
  assert.equal(await status('?board=wall', { authorization: 'Bearer nobody' }), 401);
  assert.equal(
    await status('?board=wall', { ...server.bearer, origin: 'http://evil.example' }),
    403,
  );
});

test('a server that is stopped sends drain on its streams and ends them', async (t) => {
  const server = await Server.start(t, scratch(t));
  const stream = await Stream.open(t, server, '?board=wall');
  await stream.until((frame) => frame.type === 'snapshot');

  const stopped = server.stop();
  const drain = await stream.until((frame) => frame.type === 'drain');
  await stream.closed;

  assert.ok(drain.reconnect_in_ms > 0);
  assert.equal((await stopped).code, 0);
});
