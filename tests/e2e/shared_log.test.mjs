// Several nodes on one log: a client can use any node, while other nodes or Redis are down.

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
// time, so that an id that is sent again has the same body.
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

// Waits until the nodes agree, and fails unless each has exactly these deals; returns the position.
async function assert_deals(nodes, expected) {
  const place = await agreed(nodes);
  for (const node of nodes) {
    assert.deepEqual((await node.won_deals()).sort(), [...expected].sort(), node.name);
    const { total } = await node.server.kpis('won_amount');
    assert.equal(total.value, `${expected.length}.00`, node.name);
  }
  return place;
}

// Stops the nodes: `verify` must print the same for each.
async function assert_same_digest(nodes) {
  for (const node of nodes) assert.equal((await node.stop()).code, 0);
  const [first, ...others] = await Promise.all(nodes.map((node) => node.digest()));
  for (const other of others) assert.equal(other, first);
}

test('any node takes events, and every node has each of them once', { skip }, async (t) => {
  const { nodes } = await office(t, 3);
  assert.equal((await nodes[0].server.put(ORG, BERLIN)).status, 200);
  await agreed(nodes);
  const all = ids('e', 90);

  await Promise.all(all.map((id, i) => nodes[i % 3].server.take(win(id))));
  // A sender that got no response tries other nodes, even at the same time.
  const everywhere = (id) => nodes.map((node) => node.server.take(win(id)));
  await Promise.all(all.slice(0, 30).flatMap(everywhere));

  await assert_deals(nodes, all);
  const again = await nodes[1].server.take(win('e0'));
  assert.deepEqual([again.accepted, again.duplicates], [0, 1]);
  await assert_same_digest(nodes);
});

test('a deal posted to one node is shown and celebrated on the wall of another', {
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
  assert.equal(board.tiles.moments.rows['api:D-1'].value, '1.00');
});

test('the org document and tokens of one node are valid on the other', { skip }, async (t) => {
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
  await until('the document is back', async () => (await name_at(one)) === 'Street');
  await other.stop();
  const { out } = await run('token', 'list', '--data', other.data);
  for (const { name } of nodes) assert.match(out, new RegExp(`admin of ${name}\\b`));
});

test('a node that was killed catches up when it starts again', { skip }, async (t) => {
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

  await assert_deals(nodes, sent);
  assert.equal((await nodes[0].server.get('/readyz')).status, 200);
  await assert_same_digest(nodes);
});

test('a node that is added gets the whole log and the org document', { skip }, async (t) => {
  const { url, nodes } = await office(t, 2);
  await nodes[0].server.put(ORG, BERLIN);
  const sent = ids('a', 50);
  await nodes[0].server.take(sent.map(win));

  nodes.push(await SharedNode.start(t, 'n3', url));

  await assert_deals(nodes, sent);
  assert.equal((await nodes[2].server.get(ORG)).json.name, 'Harbour');
});

test('while Redis is down events are taken, and shared when it is back', { skip }, async (t) => {
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
  assert.equal(
    (await nodes[0].server.kpis('won_count')).total.value,
    1,
    'what waits is not counted yet',
  );
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
  await assert_deals(nodes, ['before', 'away0', 'away1']);
  assert.match(await measured(), /^dealbell_log_shared 1$[\s\S]*^dealbell_log_behind 0$/m);
  assert.match(await measured(), /^dealbell_inbox_events 0$/m);
});

test('a full inbox answers 503 with Retry-After, and is shared completely later', {
  skip,
}, async (t) => {
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
    assert.ok(taken <= INBOX_MAX, 'the inbox is limited');
  }

  assert.deepEqual([answer.status, taken], [503, INBOX_MAX]);
  assert.ok(Number(answer.headers['retry-after']) > 0);
  assert.equal((await other.server.post('/api/v1/events', win('elsewhere'))).status, 200);
  const cookie = await node.server.log_in();
  const seen = await send(`${node.server.url}/api/v1/boards/wall`, { headers: { cookie } });
  assert.equal(seen.status, 200, 'a login still works');

  await redis.start();
  await agreed(nodes);
  for (const { server } of nodes)
    assert.equal((await server.kpis('won_count')).total.value, INBOX_MAX + 1);
});

test('events taken while Redis was down survive a kill of the node', {
  skip,
}, async (t) => {
  const { redis, nodes } = await office(t, 2);
  await redis.kill();
  const { receipt } = await nodes[0].server.take(ids('away', 30).map(win));

  await nodes[0].kill();
  await redis.start();
  await nodes[0].start();

  assert.equal((await nodes[0].settled(receipt)).accepted, 30);
  await assert_deals(nodes, ids('away', 30));
});

test('a Redis that was flushed gets all events again, in a log with a new number', {
  skip,
}, async (t) => {
  const { redis, nodes } = await office(t, 3);
  await nodes[0].server.put(ORG, BERLIN);
  const sent = ids('a', 40);
  await Promise.all(sent.map((id, i) => nodes[i % 3].server.take(win(id))));
  const before = await agreed(nodes);
  const live = await Live.open(t, nodes[2].server, { query: '?board=wall' });
  await live.until((frame) => frame.type === 'snapshot');

  await redis.ask('FLUSHALL');
  await nodes[1].server.take(win('after'));
  await until('a log with a new number', async () => (await nodes[0].log()).log !== before.log);
  const after = await assert_deals(nodes, [...sent, 'after']);

  assert.ok(after.log > before.log);
  await live.until((frame) => frame.log === after.log && frame.seq === after.seq);
  const again = await nodes[0].server.take(win('a0'));
  assert.deepEqual([again.accepted, again.duplicates], [0, 1]);
  await assert_same_digest(nodes);
});
