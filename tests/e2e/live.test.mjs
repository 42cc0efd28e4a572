// The live protocol over WebSocket: clients get states, never a replay of events, and each state has
// its position in the log.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { applied, caught_up, without_times } from './support/board.mjs';
import { deal } from './support/events.mjs';
import { Live } from './support/live.mjs';
import { run, scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

// A data directory whose org document has a currency and a zone.
async function office_data(t) {
  const data = scratch(t);
  const file = join(data, 'org.json');
  writeFileSync(file, JSON.stringify({ currency: 'EUR', zone: 'Europe/Berlin' }));
  await run('org', 'apply', file, '--data', data);
  return data;
}

const office = async (t) => Server.start(t, await office_data(t));

// A win of this moment, so that the tiles of today change.
const win = (id, fields) =>
  deal(id, { status: 'won', ...fields }, { occurred_at: new Date().toISOString() });

test('hello is answered by welcome and a snapshot', async (t) => {
  const server = await office(t);
  const live = await Live.open(t, server);

  live.hello({ board: 'wall' });

  const welcome = await live.expect('welcome');
  const snapshot = await live.expect('snapshot');
  assert.equal(live.socket.protocol, 'dealbell.v1');
  assert.equal(welcome.beat_ms, 5000);
  assert.ok(Math.abs(welcome.now - Date.now()) < 60_000);
  assert.deepEqual(welcome.denied, []);
  assert.equal(snapshot.board, 'wall');
  for (const tile of ['office', 'hero', 'race', 'ranking', 'today', 'moments'])
    assert.ok(snapshot.tiles[tile], tile);
});

test('?board= needs no hello', async (t) => {
  const server = await office(t);
  const live = await Live.open(t, server, { query: '?board=wall' });

  assert.equal((await live.expect('welcome')).type, 'welcome');
  assert.equal((await live.expect('snapshot')).board, 'wall');
});

test('a posted win arrives as a delta whose seq is at least that of the receipt', async (t) => {
  const server = await office(t);
  const live = await Live.open(t, server, { query: '?board=wall' });
  await live.until((frame) => frame.type === 'snapshot');

  const receipt = await server.take(win('D-1'));
  const delta = await live.expect('delta');

  assert.ok(delta.seq >= receipt.seq);
  assert.deepEqual(Object.keys(delta.tiles.ranking.set), ['ana']);
  assert.equal(delta.tiles.ranking.set.ana.value, '100.00');
  assert.equal(delta.tiles.moments.set['api:D-1'].value, '100.00');
  assert.equal(delta.tiles.hero.meta.value, '100.00');
});

test('the snapshot with all deltas applied equals a new snapshot', async (t) => {
  const server = await office(t);
  const live = await Live.open(t, server, { query: '?board=wall' });
  await live.expect('welcome');
  let board = applied({}, await live.expect('snapshot'));
  let last = 0;

  for (let i = 0; i < 20; ++i) {
    const person = ['ana', 'ben', 'cho'][i % 3];
    last = (await server.take(win(`D-${i}`, { owner: person, amount: `${100 + i * 7}.00` }))).seq;
    if (i % 5 === 4)
      last = (
        await server.take(
          deal(`D-${i - 3}`, {}, { id: `x${i}`, occurred_at: new Date().toISOString() }),
        )
      ).seq;
  }
  board = await caught_up(live, last, board);
  const fresh = (await server.get('/api/v1/boards/wall')).json;

  assert.deepEqual(without_times(board), without_times(fresh));
});

test('a client that reconnects with the newest rev gets no snapshot, only the next delta', async (t) => {
  const server = await office(t);
  const first = await Live.open(t, server, { query: '?board=wall' });
  await first.expect('welcome');
  const { epoch, rev } = await first.expect('snapshot');
  first.socket.close();
  await first.closed;

  const second = await Live.open(t, server);
  second.hello({ board: 'wall', epoch, rev });
  await second.expect('welcome');
  const receipt = await server.take(win('D-1'));
  const next = await second.next();

  assert.deepEqual([next.type, next.from, next.epoch], ['delta', rev, epoch]);
  assert.ok(next.seq >= receipt.seq);
});

test('a client that reconnects after many changes is brought up to date', async (t) => {
  const server = await office(t);
  const first = await Live.open(t, server, { query: '?board=wall' });
  await first.expect('welcome');
  let board = applied({}, await first.expect('snapshot'));
  first.socket.close();
  await first.closed;
  for (let i = 0; i < 30; ++i) await server.take(win(`D-${i}`));

  const second = await Live.open(t, server);
  second.hello({ board: 'wall', epoch: board.epoch, rev: board.rev });
  await second.expect('welcome');
  board = await caught_up(second, 30, board);

  assert.equal(board.tiles.hero.meta.n, 30);
});

test('a client with an unknown epoch gets a snapshot', async (t) => {
  const server = await office(t);
  const live = await Live.open(t, server);

  live.hello({ board: 'wall', epoch: 'other', rev: 7 });

  await live.expect('welcome');
  await live.expect('snapshot');
});

test('resync is answered by a snapshot of that board', async (t) => {
  const server = await office(t);
  const live = await Live.open(t, server, { query: '?board=wall' });
  await live.until((frame) => frame.type === 'snapshot');

  live.send({ type: 'resync', board: 'wall' });

  assert.equal((await live.expect('snapshot')).board, 'wall');
});

test('a beat has the rev of each board', async (t) => {
  const server = await office(t);
  const live = await Live.open(t, server, { query: '?board=wall' });
  const snapshot = await live.until((frame) => frame.type === 'snapshot');

  const beat = await live.until((frame) => frame.type === 'beat');

  // It may have changed meanwhile: a board does so by itself when a quarter of an hour ends.
  assert.deepEqual(Object.keys(beat.boards), ['wall']);
  assert.ok(beat.boards.wall >= snapshot.rev);
  assert.equal(beat.log, 1);
  assert.ok(beat.at >= snapshot.at);
});

test('after the first event a beat has the health of its source', async (t) => {
  const server = await office(t);
  await server.take(win('D-1'));
  const live = await Live.open(t, server, { query: '?board=wall' });

  const beat = await live.until((frame) => frame.type === 'beat');

  assert.equal(beat.seq, 1);
  assert.equal(Object.values(beat.sources)[0].state, 'ok');
});

test('of two boards the one that does not exist is denied, and the other is sent', async (t) => {
  const server = await office(t);
  const live = await Live.open(t, server);

  live.hello({ board: 'wall' }, { board: 'cellar' });

  assert.deepEqual((await live.expect('welcome')).denied, ['cellar']);
  assert.equal((await live.expect('snapshot')).board, 'wall');
});

test('a single board that does not exist closes with 4404, malformed JSON with 4400', async (t) => {
  const server = await office(t);
  const lost = await Live.open(t, server, { query: '?board=cellar' });
  const rude = await Live.open(t, server, { query: '?board=wall' });

  rude.socket.send('{"type":');

  assert.equal(await lost.closed, 4404);
  assert.equal(await rude.closed, 4400);
});

test('after unsubscribe no frame of the board comes, after subscribe a snapshot', async (t) => {
  const server = await office(t);
  const live = await Live.open(t, server, { query: '?board=wall' });
  const other = await Live.open(t, server, { query: '?board=wall' });
  for (const each of [live, other]) await each.until((frame) => frame.type === 'snapshot');

  live.send({ type: 'unsubscribe', board: 'wall' });
  live.send({ type: 'subscribe', board: 'wall' });
  await live.expect('snapshot');
  live.send({ type: 'unsubscribe', board: 'wall' });
  const beat = await live.until((frame) => frame.type === 'beat');
  await server.take(win('D-1'));
  await other.expect('delta'); // which the first client would have by now
  live.send({ type: 'subscribe', board: 'wall' });

  assert.deepEqual(beat.boards, {});
  assert.equal((await live.expect('snapshot')).tiles.hero.meta.n, 1);
});

test('after a restart the board is the same, with a new epoch', async (t) => {
  const data = await office_data(t);
  const first = await Server.start(t, data);
  await first.take(win('D-1'));
  const before = await caught_up(await Live.open(t, first, { query: '?board=wall' }), 1);
  await first.kill();

  const second = await Server.start(t, data);
  const live = await Live.open(t, second);
  live.hello({ board: 'wall', epoch: before.epoch, rev: before.rev });
  await live.expect('welcome');
  const after = await live.expect('snapshot');

  assert.notEqual(after.epoch, before.epoch);
  assert.equal(after.seq, 1);
  assert.deepEqual(after.tiles.ranking, before.tiles.ranking);
  assert.deepEqual(after.tiles.today, before.tiles.today);
});

test('a server that is stopped says when to reconnect and closes with 1012', async (t) => {
  const server = await office(t);
  const live = await Live.open(t, server, { query: '?board=wall' });
  await live.until((frame) => frame.type === 'snapshot');

  const stopped = server.stop();
  const drain = await live.until((frame) => frame.type === 'drain');

  assert.ok(drain.reconnect_in_ms >= 0 && drain.reconnect_in_ms <= 60_000);
  assert.equal(await live.closed, 1012);
  assert.equal((await stopped).code, 0);
});

test('a duplicate changes nothing, and two clients get the same frames', async (t) => {
  const server = await office(t);
  const [a, b] = [
    await Live.open(t, server, { query: '?board=wall' }),
    await Live.open(t, server, { query: '?board=wall' }),
  ];
  for (const live of [a, b]) await live.until((frame) => frame.type === 'snapshot');

  const event = win('D-1');
  await server.take(event);
  const received = [await a.expect('delta'), await b.expect('delta')];
  await server.take(event);
  await server.take(win('D-2'));
  const next = await a.expect('delta');

  assert.deepEqual(received[0], received[1]);
  assert.equal(next.from, received[0].rev);
  assert.equal(next.tiles.hero.meta.n, 2);
});

test('GET /boards/{board} returns the snapshot, or 304 if it has not changed', async (t) => {
  const server = await office(t);
  const first = await server.get('/api/v1/boards/wall');
  const same = await server.get('/api/v1/boards/wall', { 'if-none-match': first.headers.etag });

  await server.take(win('D-1'));
  const live = await Live.open(t, server, { query: '?board=wall' });
  const shown = await caught_up(live, 1);
  const changed = await server.get('/api/v1/boards/wall', { 'if-none-match': first.headers.etag });

  assert.equal(same.status, 304);
  assert.equal(changed.status, 200);
  assert.deepEqual(without_times(changed.json), without_times(shown));
});

test('a board with a long tick changes later, and its beats have the seq that it shows', async (t) => {
  const data = scratch(t);
  const file = join(data, 'org.json');
  const tiles = [{ id: 'won', measure: 'won_amount' }];
  const boards = [{ id: 'slow', tick_ms: 8000, tiles }];
  writeFileSync(file, JSON.stringify({ currency: 'EUR', zone: 'Europe/Berlin', boards }));
  await run('org', 'apply', file, '--data', data);
  const server = await Server.start(t, data);
  const wall = await Live.open(t, server, { query: '?board=wall' });
  const slow = await Live.open(t, server, { query: '?board=slow' });
  await slow.until((frame) => frame.type === 'snapshot');
  const first = (await server.take(win('D-1'))).seq;
  const shown = await caught_up_frame(slow, first); // its next tick is 8 s away

  const second = (await server.take(win('D-2'))).seq;
  await caught_up_frame(wall, second);
  const beat = await slow.any(); // beats come every 5 s, so before that tick

  assert.deepEqual([beat.type, beat.seq, beat.boards], ['beat', first, { slow: shown.rev }]);
  assert.equal((await caught_up_frame(slow, second)).from, shown.rev);
});

// The snapshot or delta with which a board includes the event with this `seq`.
const caught_up_frame = (live, seq) => live.until((frame) => frame.board && frame.seq >= seq);
