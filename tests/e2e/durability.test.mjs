// Acknowledged means durable: the server is killed at random moments under load, again and again on one
// ledger, and every event that it acknowledged is in the log once, with the seq that it was given.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { deal, ndjson } from './support/events.mjs';
import { NDJSON, keep_alive } from './support/http.mjs';
import { run, scratch } from './support/program.mjs';
import { Random, seed } from './support/random.mjs';
import { Server } from './support/server.mjs';
import { within } from './support/until.mjs';

const KILLS = Number(process.env.DEALBELL_E2E_KILLS ?? 20);
const IN_FLIGHT = 64;
const BATCH = 50;

// Every deal is won with 1.00, so the won amount is the number of events in the log.
const win = (id) => deal(id, { status: 'won', amount: '1.00' }, { id });

// What was sent, and what was acknowledged: by id the seq of an event that was sent alone, and of a
// batch its last seq, which is all that the receipt says.
class Promises {
  constructor() {
    this.sent = [];
    this.seq_of = new Map();
    this.batches = [];
  }

  next(n) {
    const ids = Array.from({ length: n }, (_, i) => `e${this.sent.length + i}`);
    this.sent.push(...ids);
    return ids;
  }

  keep(ids, receipt) {
    assert.equal(receipt.accepted, ids.length);
    if (ids.length === 1) this.seq_of.set(ids[0], receipt.seq);
    else this.batches.push({ ids, last: receipt.seq });
  }

  get count() {
    return this.batches.reduce((sum, batch) => sum + batch.ids.length, this.seq_of.size);
  }
}

// Sends until the server ends. It is killed after `acknowledgements` responses, wherever the other 63
// requests are then. Returns {code, signal}.
async function load_until_ended(server, promises, random, acknowledgements) {
  const agent = keep_alive();
  let left = acknowledgements;
  const sender = async () => {
    for (;;) {
      const ids = promises.next(random.unit() < 0.1 ? BATCH : 1);
      let answer;
      try {
        answer = await server.post('/api/v1/events', ndjson(ids.map(win)), {
          headers: { 'content-type': NDJSON },
          agent,
        });
      } catch {
        return; // the connection is closed: how the server ended is checked by the caller
      }
      if (answer.status === 503) return; // it is stopping
      assert.equal(answer.status, 200, answer.text);
      promises.keep(ids, answer.json);
      if (--left === 0) server.kill();
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
  const ended = await within('the server ends', server.process.over);
  agent.destroy();
  return ended;
}

// Until it is killed by us: a server that crashed would not pass.
async function load_until_killed(server, promises, random, acknowledgements) {
  const { signal } = await load_until_ended(server, promises, random, acknowledgements);
  assert.equal(signal, 'SIGKILL', server.process.err);
  assert.ok(promises.count >= acknowledgements);
}

// Posts everything acknowledged again: each event must be a duplicate with the seq it was given.
async function check_promises(server, promises) {
  const agent = keep_alive();
  const post_again = async (ids) => {
    const answer = await server.post('/api/v1/events', ndjson(ids.map(win)), {
      headers: { 'content-type': NDJSON },
      agent,
    });
    return answer.json;
  };
  const work = [
    ...[...promises.seq_of].map(([id, seq]) => ({ ids: [id], seq })),
    ...promises.batches.map(({ ids, last }) => ({ ids, seq: last })),
  ];
  const worker = async () => {
    for (let item = work.pop(); item; item = work.pop()) {
      const receipt = await post_again(item.ids);
      assert.deepEqual(
        [receipt.accepted, receipt.duplicates, receipt.seq],
        [0, item.ids.length, item.seq],
        `acknowledged: ${item.ids}`,
      );
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  agent.destroy();
}

test(`every acknowledged event is in the log once after ${KILLS} kills under load`, async (t) => {
  t.diagnostic(`seed ${seed}`);
  const random = new Random('kills');
  const data = scratch(t);
  const promises = new Promises();
  let last_seq = 0;

  for (let kill = 0; kill < KILLS; ++kill) {
    const server = await Server.start(t, data);
    await load_until_killed(server, promises, random, random.between(1, 400));

    // The next process has as many events as its seq says, and counts each once.
    const next = await Server.start(t, data);
    const won = await next.kpis('won_amount');
    assert.equal(won.total.n, won.seq, 'the log is dense, and every event in it is applied once');
    assert.equal(won.total.value, `${won.seq}.00`);
    assert.ok(won.seq >= promises.count, `${won.seq} kept, ${promises.count} acknowledged`);
    assert.ok(won.seq <= promises.sent.length);
    assert.ok(won.seq >= last_seq);
    last_seq = won.seq;
    await next.kill();
  }

  const server = await Server.start(t, data);
  await check_promises(server, promises);
  assert.equal((await server.kpis('won_count')).seq, last_seq, 'posting again added nothing');
  await server.stop();
  const verified = await run('verify', '--data', data);
  assert.equal(verified.code, 0, verified.err);
  t.diagnostic(`${promises.count} acknowledged, ${promises.sent.length} sent, ${last_seq} kept`);
});

test('events that were not acknowledged may be in the log or not, and can be sent again', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const random = new Random('again');
  const data = scratch(t);
  const promises = new Promises();
  await load_until_killed(await Server.start(t, data), promises, random, 200);

  const server = await Server.start(t, data);
  const kept = (await server.kpis('won_count')).total.value;
  const receipt = await server.post('/api/v1/events', ndjson(promises.sent.map(win)), {
    headers: { 'content-type': NDJSON },
  });
  const won = await server.kpis('won_amount');

  // A CRM that got no response sends everything again.
  assert.equal(receipt.json.duplicates, kept);
  assert.equal(receipt.json.accepted, promises.sent.length - kept);
  assert.deepEqual(won.total, { value: `${promises.sent.length}.00`, n: promises.sent.length });
  assert.equal(won.seq, promises.sent.length);
});

test('a server that is stopped under load answers what it took, and loses nothing', async (t) => {
  const random = new Random('stop');
  const data = scratch(t);
  const promises = new Promises();
  t.diagnostic(`seed ${seed}`);
  const server = await Server.start(t, data);
  const load = load_until_ended(server, promises, random, Infinity);
  while (promises.count < 500) await new Promise((turn) => setImmediate(turn));
  const { code } = await server.stop();
  await load;

  const next = await Server.start(t, data);

  assert.equal(code, 0);
  await check_promises(next, promises);
});
