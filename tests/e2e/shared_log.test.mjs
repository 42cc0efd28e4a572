// Several nodes on one log: a client may use any of them, whichever of them or of Redis is away.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { caught_up } from './support/board.mjs';
import { deal } from './support/events.mjs';
import { send } from './support/http.mjs';
import { Live } from './support/live.mjs';
import { run } from './support/program.mjs';
import { Redis, skip } from './support/redis.mjs';
import { SharedNode, agreed } from './support/shared_node.mjs';
import { until } from './support/until.mjs';

const ORG = '/api/v1/org';
const BERLIN = { name: 'Harbour', currency: 'EUR', zone: 'Europe/Berlin' };

// Every deal is won with 1.00, so the won amount is the number of events in the log. All have the same
// time, so that events with the same id are identical.
const occurred_at = new Date().toISOString();
const win = (id) => deal(id, { status: 'won', amount: '1.00' }, { id, occurred_at });

const INBOX_MAX = 100_000;
const ids = (prefix, count) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

async function office(t, count) {
  const redis = await Redis.start(t, '--appendonly', 'yes', '--save', '');
  const url = `redis://127.0.0.1:${redis.port}`;
  const names = ids('n', count + 1).slice(1);
  const nodes = await Promise.all(names.map((name) => SharedNode.start(t, name, url)));
  await agreed(nodes);
  return { redis, url, nodes };
}

async function have(nodes, expected) {
  const place = await agreed(nodes);
  for (const node of nodes) {
    assert.deepEqual((await node.won_deals()).sort(), [...expected].sort(), node.name);
    const { total } = await node.server.kpis('won_amount');
    assert.equal(total.value, `${expected.length}.00`, node.name);
  }
  return place;
}

async function same_digest(nodes) {
  for (const node of nodes) assert.equal((await node.stop()).code, 0);
  const [first, ...others] = await Promise.all(nodes.map((node) => node.digest()));
  for (const other of others) assert.equal(other, first);
}

test('any node takes events, every node has them, once', { skip }, async (t) => {
  const { nodes } = await office(t, 3);
  assert.equal((await nodes[0].server.put(ORG, BERLIN)).status, 200);
  await agreed(nodes);
  const all = ids('e', 90);

  await Promise.all(all.map((id, i) => nodes[i % 3].server.take(win(id))));
  // Without a response, a sender retries at another node, or at two at once.
  const everywhere = (id) => nodes.map((node) => node.server.take(win(id)));
  await Promise.all(all.slice(0, 30).flatMap(everywhere));

  await have(nodes, all);
  const again = await nodes[1].server.take(win('e0'));
  assert.deepEqual([again.accepted, again.duplicates], [0, 1]);
  await same_digest(nodes);
});

test('the answer has the place in the log, and the wall of another node is there', {
  skip,
}, async (t) => {
  const { nodes } = await office(t, 2);
  await nodes[0].server.put(ORG, BERLIN);
  await agreed(nodes);
  const live = await Live.open(t, nodes[1].server, { query: '?board=wall' });
  const before = await live.until((frame) => frame.type === 'snapshot');

  const receipt = await nodes[0].server.take(win('D-1'));
  const seq = receipt.seq ?? (await nodes[0].settled(receipt.receipt)).seq;
  const board = await caught_up(live, seq, before);

  assert.equal(board.tiles.hero.meta.value, '1.00');
  assert.ok(board.tiles.moments.rows, 'and celebrates');
});

test('what is put on one node holds on the other: org document and tokens', { skip }, async (t) => {
  const { nodes } = await office(t, 2);
  const [one, other] = nodes;

  assert.equal((await one.server.put(ORG, BERLIN)).status, 200);

  const name_at = async ({ server }) => (await server.get(ORG)).json.name;
  await until('the document is there', async () => (await name_at(other)) === 'Harbour');
  await until('the token is there', async () => {
    return (await other.server.get(ORG, one.server.bearer)).status === 200;
  });
  const { etag } = (await other.server.get(ORG)).headers;
  const street = { ...BERLIN, name: 'Street' };
  assert.equal((await other.server.put(ORG, street, { 'if-match': etag })).status, 200);
  await until('and back', async () => (await name_at(one)) === 'Street');
  await other.stop();
  const { out } = await run('token', 'list', '--data', other.data);
  for (const { name } of nodes) assert.match(out, new RegExp(`admin of ${name}\\b`));
});

test('a node that is killed and comes back has what it missed', { skip }, async (t) => {
  const { nodes } = await office(t, 3);
  const sent = [];
  const send = async (node, more) => {
    for (const id of more) await node.server.take(win(id));
    sent.push(...more);
  };
  await send(nodes[0], ids('a', 20));

  await nodes[0].kill();
  await send(nodes[1], ids('b', 20));
  await nodes[0].start();
  await send(nodes[0], ids('c', 5));

  await have(nodes, sent);
  assert.equal((await nodes[0].server.get('/readyz')).status, 200);
  await same_digest(nodes);
});

test('a node that is added has everything', { skip }, async (t) => {
  const { url, nodes } = await office(t, 2);
  await nodes[0].server.put(ORG, BERLIN);
  const sent = ids('a', 50);
  await nodes[0].server.take(sent.map(win));

  nodes.push(await SharedNode.start(t, 'n3', url));

  await have(nodes, sent);
  assert.equal((await nodes[2].server.get(ORG)).json.name, 'Harbour');
});

test('while Redis is away events are taken, and shared when it is back', { skip }, async (t) => {
  const { redis, nodes } = await office(t, 2);
  await nodes[0].server.take(win('before'));
  await agreed(nodes);

  await redis.kill();
  const receipts = await Promise.all(nodes.map((node, i) => node.server.take(win(`away${i}`))));
  for (const { receipt, seq, accepted, waiting } of receipts) {
    assert.ok(receipt);
    assert.deepEqual([seq, accepted, waiting], [null, 0, 1]);
  }
  const away = await nodes[0].reaches('away');
  assert.ok(away.why);
  assert.equal(away.inbox.events, 1);
  assert.equal((await nodes[0].server.get('/readyz')).status, 200);
  assert.equal((await nodes[0].server.kpis('won_count')).total.value, 1, 'the board stands');
  const measured = async () => (await nodes[0].server.get('/metrics')).text;
  assert.match(await measured(), /^dealbell_log_shared 0$[\s\S]*^dealbell_inbox_events 1$/m);
  const elsewhere = await nodes[1].server.get(`/api/v1/receipts/${receipts[0].receipt}`);
  assert.equal(elsewhere.status, 404);

  await redis.start();
  for (const [i, { receipt }] of receipts.entries()) {
    const { seq, accepted, duplicates } = await nodes[i].settled(receipt);
    assert.ok(seq > 0);
    assert.deepEqual([accepted, duplicates], [1, 0]);
  }
  await have(nodes, ['before', 'away0', 'away1']);
  assert.match(await measured(), /^dealbell_log_shared 1$[\s\S]*^dealbell_log_behind 0$/m);
  assert.match(await measured(), /^dealbell_inbox_events 0$/m);
});

test('a full inbox says so and when to come back, and is shared whole', { skip }, async (t) => {
  const { redis, nodes } = await office(t, 2);
  const [node, other] = nodes;
  await redis.kill();
  const batch = 5_000;
  let taken = 0;
  let answer;
  for (;;) {
    answer = await node.server.post('/api/v1/events', ids(`w${taken}-`, batch).map(win));
    if (answer.status !== 200) break;
    taken += batch;
    assert.ok(taken <= INBOX_MAX, 'it has an end');
  }

  assert.deepEqual([answer.status, taken], [503, INBOX_MAX]);
  assert.ok(Number(answer.headers['retry-after']) > 0);
  assert.equal((await other.server.post('/api/v1/events', win('elsewhere'))).status, 200);
  const cookie = await node.server.log_in();
  const seen = await send(`${node.server.url}/api/v1/boards/wall`, { headers: { cookie } });
  assert.equal(seen.status, 200, 'the login works although the node is full');

  await redis.start();
  await agreed(nodes);
  for (const { server } of nodes)
    assert.equal((await server.kpis('won_count')).total.value, INBOX_MAX + 1);
});

test('a node that took events while Redis was away, and was killed, still has them', {
  skip,
}, async (t) => {
  const { redis, nodes } = await office(t, 2);
  await redis.kill();
  const { receipt } = await nodes[0].server.take(ids('away', 30).map(win));

  await nodes[0].kill();
  await redis.start();
  await nodes[0].start();

  assert.equal((await nodes[0].settled(receipt)).accepted, 30);
  await have(nodes, ids('away', 30));
});

test('a flushed Redis gets everything back, under another number', { skip }, async (t) => {
  const { redis, nodes } = await office(t, 3);
  await nodes[0].server.put(ORG, BERLIN);
  const sent = ids('a', 40);
  await Promise.all(sent.map((id, i) => nodes[i % 3].server.take(win(id))));
  const before = await agreed(nodes);
  const live = await Live.open(t, nodes[2].server, { query: '?board=wall' });
  await live.until((frame) => frame.type === 'snapshot');

  await redis.ask('FLUSHALL');
  await nodes[1].server.take(win('after'));
  await until('another number', async () => (await nodes[0].log()).log !== before.log);
  const after = await have(nodes, [...sent, 'after']);

  assert.ok(after.log > before.log);
  const shown = await live.until((frame) => frame.log === after.log && frame.seq === after.seq);
  assert.ok(shown);
  const again = await nodes[0].server.take(win('a0'));
  assert.deepEqual([again.accepted, again.duplicates], [0, 1]);
  await same_digest(nodes);
});
