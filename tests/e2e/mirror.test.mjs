// The mirror: Redis has the figures that the server itself returns, and the server never waits for Redis.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { deal } from './support/events.mjs';
import { scratch } from './support/program.mjs';
import { Redis, skip } from './support/redis.mjs';
import { RedisCluster } from './support/redis_cluster.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const WINS = 'dealbell:{acme}:wins';

const start_redis = (t) => Redis.start(t, '--save', '');
const table = (redis, key) => redis.pairs('HGETALL', `dealbell:{acme}:${key}`);
const ranking = (redis, key) =>
  redis.pairs('ZREVRANGE', `dealbell:{acme}:${key}`, '0', '-1', 'WITHSCORES');

async function mirrored(t, redis, url = `redis://127.0.0.1:${redis.port}`) {
  const data = scratch(t);
  const file = join(data, 'dealbell.json');
  writeFileSync(file, JSON.stringify({ redis: { url, org: 'acme', node: 'n1', mirror: true } }));
  return Server.start(t, join(data, 'office'), { args: ['--config', file] });
}

const won = (id, owner, amount) =>
  deal(
    id,
    { owner, amount, status: 'won', closed_at: new Date().toISOString() },
    { occurred_at: new Date().toISOString() },
  );

const state = async (server) => (await server.get('/api/v1/redis')).json;
const caught_up = (server, seq) =>
  until(`seq ${seq} is mirrored`, async () => {
    const { mirror } = await state(server);
    return mirror && mirror.seq >= seq && mirror.lag_s === 0;
  });

// The leaderboards and totals of the year in Redis equal those that the server returns.
async function compare(server, redis) {
  const from = `${new Date().getUTCFullYear()}-01-01`;
  for (const measure of ['won_amount', 'won_count']) {
    const { rows, total } = await server.kpis(measure, { by: 'person', from });
    assert.ok(rows.length > 0);
    const ranked = await ranking(redis, `leaderboard:${measure}:year`);
    assert.deepEqual(
      Object.fromEntries(rows.map((row) => [row.key, Number(row.value)])),
      Object.fromEntries(Object.entries(ranked).map(([id, score]) => [id, Number(score)])),
    );
    assert.equal((await table(redis, 'kpi:year'))[measure], String(total.value));
  }
}

test('Redis has what the server returns', { skip }, async (t) => {
  const redis = await start_redis(t);
  const server = await mirrored(t, redis);
  const { seq } = await server.take([
    won('D-1', 'ana', '1200.50'),
    won('D-2', 'ben', '99.99'),
    won('D-3', 'ana', '0.01'),
  ]);
  await caught_up(server, seq);

  await compare(server, redis);
  assert.deepEqual(await ranking(redis, 'leaderboard:won_amount:today'), {
    ana: '1200.51',
    ben: '99.989999999999995',
  });
  assert.equal((await table(redis, 'kpi:today')).won_amount, '1300.50');
  assert.deepEqual(await table(redis, 'people'), { ana: 'ana', ben: 'ben' });
  assert.deepEqual(await redis.ask('XLEN', WINS), ['3']);
  assert.equal((await table(redis, 'position')).seq, String(seq));

  const metrics = (await server.get('/metrics')).text;
  assert.match(metrics, /^dealbell_redis_connected 1$/m);
  assert.match(metrics, /^dealbell_mirror_lag_seconds 0$/m);
});

test('after FLUSHALL the mirror is written again, without a new event', { skip }, async (t) => {
  const redis = await start_redis(t);
  const server = await mirrored(t, redis);
  const { seq } = await server.take([won('D-1', 'ana', '10.00')]);
  await caught_up(server, seq);

  await redis.ask('FLUSHALL');

  await until('the mirror is whole', async () => (await table(redis, 'position')).seq);
  await compare(server, redis);
  await until('the win is back', async () => (await redis.ask('XLEN', WINS))[0] === '1');
});

test('the server works while Redis is down, and updates the mirror when it is back', {
  skip,
}, async (t) => {
  const redis = await start_redis(t);
  const server = await mirrored(t, redis);
  await caught_up(server, (await server.take([won('D-1', 'ana', '10.00')])).seq);

  await redis.kill();
  await until('the lost connection is reported', async () => !(await state(server)).link.connected);
  const { seq } = await server.take([won('D-2', 'ben', '20.00')]);
  await until('the lag is reported', async () => (await state(server)).mirror.lag_s > 0);
  assert.equal((await server.kpis('won_count')).total.value, 2);
  assert.equal((await server.get('/healthz')).status, 200);
  assert.match((await server.get('/metrics')).text, /^dealbell_redis_connected 0$/m);

  await redis.start();
  await caught_up(server, seq);
  await compare(server, redis);
  assert.deepEqual(await redis.ask('XLEN', WINS), ['2']);
});

test('the server works while Redis accepts connections and does not respond', {
  skip,
}, async (t) => {
  const redis = await start_redis(t);
  const server = await mirrored(t, redis);
  await caught_up(server, (await server.take([won('D-1', 'ana', '10.00')])).seq);

  redis.freeze();
  t.after(() => redis.thaw());
  const { seq } = await server.take([won('D-2', 'ben', '20.00')]);
  await until('it is reported', async () => {
    const { mirror, link } = await state(server);
    return mirror.lag_s > 0 && (mirror.error || !link.connected);
  });
  assert.equal((await server.kpis('won_count')).total.value, 2);

  redis.thaw();
  await caught_up(server, seq);
  await compare(server, redis);
});

test('after a fail-over the new master has the whole mirror', { skip }, async (t) => {
  const cluster = await RedisCluster.start(t);
  const master = await cluster.master();
  const server = await mirrored(t, master, cluster.url);
  await caught_up(server, (await server.take([won('D-1', 'ana', '10.00')])).seq);

  await master.kill();
  const { seq } = await server.take([won('D-2', 'ben', '20.00')]);
  const next = await cluster.failed_over(master);
  await until(
    'the new master is written',
    async () => (await table(next, 'position')).seq === String(seq),
  );
  await compare(server, next);
  assert.equal((await state(server)).link.where, `127.0.0.1:${next.port}`);
});

test('figures of a later position in Redis are reported and kept until somebody deletes them', {
  skip,
}, async (t) => {
  const redis = await start_redis(t);
  const before = await mirrored(t, redis);
  await before.take([won('D-1', 'ana', '1.00'), won('D-2', 'ana', '1.00')]);
  await caught_up(before, 2);
  await before.stop();

  // A server with an empty log: of another office, or after the loss of its disk.
  const server = await mirrored(t, redis);
  await server.take(won('D-1', 'ana', '7.00'));
  const behind = await until(
    'it is reported',
    async () => (await state(server)).mirror?.error && state(server),
  );
  assert.match(
    behind.mirror.error,
    /Redis has figures of a later position.*delete dealbell:\{acme\}:\*/,
  );
  assert.ok((await state(server)).mirror.lag_s > 0);
  assert.equal((await table(redis, 'kpi:today')).won_amount, '2.00', 'and they are kept');

  await redis.ask('FLUSHALL');
  await caught_up(server, 1);
  assert.equal((await state(server)).mirror.error, '');
  assert.equal((await table(redis, 'kpi:today')).won_amount, '7.00');

  await redis.ask('DEL', 'dealbell:{acme}:kpi:today', WINS);
  await until('the figures are back', async () => (await table(redis, 'kpi:today')).won_amount);
  await until('and the wins', async () => (await redis.ask('XLEN', WINS))[0] === '1');
});
