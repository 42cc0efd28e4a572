// The limits of a shared log: large documents, a Redis that refuses writes, and nodes that must not join.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { deal } from './support/events.mjs';
import { Live } from './support/live.mjs';
import { scratch } from './support/program.mjs';
import { Redis, skip } from './support/redis.mjs';
import { Server } from './support/server.mjs';
import { SharedNode, agreed } from './support/shared_node.mjs';
import { until, within } from './support/until.mjs';

const ORG = '/api/v1/org';
const occurred_at = new Date().toISOString();
const win = (id) => deal(id, { status: 'won', amount: '1.00' }, { id, occurred_at });

async function office(t, count) {
  const redis = await Redis.start(t, '--appendonly', 'yes', '--save', '');
  const url = `redis://127.0.0.1:${redis.port}`;
  const nodes = [];
  for (let i = 1; i <= count; ++i) nodes.push(await SharedNode.start(t, `n${i}`, url));
  await agreed(nodes);
  return { redis, url, nodes };
}

test('a node can read documents that are larger together than one reply of Redis', {
  skip,
}, async (t) => {
  const { nodes } = await office(t, 2);
  await nodes[1].stop();
  // Eleven times six megabytes: more than the limit for a reply.
  const people = Array.from({ length: 18_000 }, (_, i) => ({
    id: `p${i}`,
    name: `Person ${i} ${'x'.repeat(280)}`,
  }));
  for (let i = 0; i < 11; ++i) {
    const put = await nodes[0].server.put(ORG, { name: `Harbour ${i}`, currency: 'EUR', people });
    assert.equal(put.status, 200, put.text);
  }
  await nodes[0].server.take(win('after'));

  await nodes[1].start();

  await agreed(nodes);
  assert.equal((await nodes[1].server.get(ORG)).json.name, 'Harbour 10');
  assert.equal((await nodes[1].server.kpis('won_count')).total.value, 1);
});

test('a Redis that refuses writes counts as down, and screens show it', {
  skip,
}, async (t) => {
  const { redis, nodes } = await office(t, 1);
  const [{ server }] = nodes;
  const live = await Live.open(t, server, { query: '?board=wall' });
  await live.until((frame) => frame.type === 'snapshot');

  await redis.ask('CONFIG', 'SET', 'min-replicas-to-write', '1');
  const { receipt } = await server.take(win('kept'));
  assert.ok(receipt);
  const away = await nodes[0].reaches('away');
  const marked = await live.until((frame) => frame.type === 'beat' && frame.unshared_since);
  assert.equal(marked.unshared_since, away.since);
  assert.equal(
    (await server.get('/api/v1/boards/wall')).headers['dealbell-unshared-since'],
    String(away.since),
  );
  assert.equal((await nodes[0].log()).state, 'away');

  await redis.ask('CONFIG', 'SET', 'min-replicas-to-write', '0');
  await nodes[0].settled(receipt);
  await live.until((frame) => frame.type === 'beat' && !frame.unshared_since);
  assert.equal(
    (await server.get('/api/v1/boards/wall')).headers['dealbell-unshared-since'],
    undefined,
  );
});

test('while another node writes the log again, nodes report it and mark their screens', {
  skip,
}, async (t) => {
  const { redis, nodes } = await office(t, 2);
  const live = await Live.open(t, nodes[1].server, { query: '?board=wall' });
  await live.until((frame) => frame.type === 'snapshot');

  // A node that began to and disappeared: its lease ends in six seconds of Redis' clock.
  const until_ms = Date.now() + 6_000;
  await redis.ask('HSET', 'dealbell:{acme}:meta', 'f', 'ghost', 'u', String(until_ms));
  const { receipt } = await nodes[0].server.take(win('meanwhile'));

  assert.ok(receipt);
  const repairing = await nodes[1].reaches('repairing');
  const marked = await live.until((frame) => frame.type === 'beat' && frame.unshared_since);
  assert.equal(marked.unshared_since, repairing.since);
  assert.equal((await nodes[0].server.get('/readyz')).status, 200, 'no other node has more events');

  await nodes[0].settled(receipt);
  await agreed(nodes);
  await live.until((frame) => frame.type === 'beat' && !frame.unshared_since);
});

test('an org document is refused while it cannot be shared', { skip }, async (t) => {
  const { redis, nodes } = await office(t, 2);
  await nodes[0].server.put(ORG, { name: 'Before', currency: 'EUR' });
  await agreed(nodes);
  await redis.kill();
  await nodes[0].reaches('away');

  const put = await nodes[0].server.put(ORG, { name: 'Meanwhile', currency: 'EUR' });
  assert.equal(put.status, 503);
  assert.match(put.text, /put the document later/);

  await redis.start();
  await agreed(nodes);
  for (const { server } of nodes) assert.equal((await server.get(ORG)).json.name, 'Before');
  const later = await nodes[1].server.put(ORG, { name: 'After', currency: 'EUR' });
  assert.equal(later.status, 200, later.text);
  await until(
    'both nodes have it',
    async () => (await nodes[0].server.get(ORG)).json.name === 'After',
  );
});

test('a receipt lists events that another node took with a different body', { skip }, async (t) => {
  const { redis, nodes } = await office(t, 2);
  await redis.kill();
  const events = [win('b1'), { ...win('b2'), occurred_at: '2026-11-02T09:00:00Z' }, win('b3')];
  const { receipt: mine } = await nodes[0].server.take(events);
  const { receipt: theirs } = await nodes[1].server.take([
    { id: 'no event' },
    ...events.slice(2),
    win('b2'),
  ]);

  await redis.start();
  const answers = [await nodes[0].settled(mine), await nodes[1].settled(theirs)];

  // Either b2 may have come first; the other one is listed by its index in its request.
  const refused = answers.map(({ rejected }) => rejected.map(({ index, code }) => [index, code]));
  assert.deepEqual(refused.flat().length, 1);
  assert.deepEqual(refused.flat()[0], [refused[0].length ? 1 : 2, 'id_reused']);
});

test('a second node with the same name stops with an error, and the first continues', {
  skip,
}, async (t) => {
  const { url, nodes } = await office(t, 1);

  const second = await SharedNode.start(t, 'n1', url);
  const { code } = await within('it ends', second.server.process.over);

  assert.equal(code, 1);
  assert.match(
    second.server.process.err,
    /another node is called "n1": every node needs its own name/,
  );
  await nodes[0].server.take(win('after'));
  await agreed(nodes);
  await nodes[0].kill();
  await nodes[0].start();
  await agreed(nodes);
});

test('an office with data of its own can begin a shared log, but not join another one', {
  skip,
}, async (t) => {
  const { url, nodes } = await office(t, 1);
  await nodes[0].server.put(ORG, { name: 'Acme', currency: 'EUR' });
  const data = scratch(t);
  const own = await Server.start(t, data);
  await own.put(ORG, { name: 'Beta', currency: 'USD' });
  await own.take(win('beta'));
  assert.equal((await own.stop()).code, 0);

  const joining = new SharedNode();
  Object.assign(joining, {
    t,
    name: 'n2',
    redis: url,
    settings: {},
    port: 0,
    dir: scratch(t),
    data,
  });
  const ending = async () => {
    await joining.start();
    const { code } = await within('it ends', joining.server.process.over);
    return `serve ended with ${code}: ${joining.server.process.err}`;
  };
  const said = await ending().catch((error) => error.message); // it may end before it listens or after
  assert.match(said, /^serve ended with 1: [\s\S]*an office of its own and the log another/);
  assert.equal((await nodes[0].server.get(ORG)).json.name, 'Acme');

  const alone = new SharedNode();
  const settings = { redis: { url, org: 'beta', node: 'b1' } };
  Object.assign(alone, { t, name: 'b1', redis: url, settings, port: 0, dir: scratch(t), data });
  t.after(() => alone.server?.kill());
  await alone.start();
  await agreed([alone]);
  assert.equal((await alone.server.get(ORG)).json.name, 'Beta');
  assert.equal((await alone.server.kpis('won_count')).total.value, 1);
});
