// The mirror: what other programs read in Redis is what the server itself answers, and nobody waits for Redis.

import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { deal } from './support/events.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const run = promisify(execFile);
const here = ['redis-server', 'redis-cli'].every((name) => !spawnSync(name, ['--version']).error);
const skip = here ? false : 'redis-server is not installed (deploy/packages.sh test)';

const free_port = () =>
  new Promise((done) => {
    const listener = createServer().listen(0, '127.0.0.1', () => {
      const { port } = listener.address();
      listener.close(() => done(port));
    });
  });

const WINS = 'dealbell:{acme}:wins';

class Redis {
  static async start(t) {
    const redis = new Redis();
    redis.port = await free_port();
    redis.dir = scratch(t);
    t.after(() => redis.kill());
    await redis.start();
    return redis;
  }
  start() {
    const line = ['--port', this.port, '--bind', '127.0.0.1', '--dir', this.dir, '--save', ''];
    this.process = spawn('redis-server', line.map(String), { stdio: 'ignore' });
    return until('redis answers', async () => (await this.ask('PING'))[0] === 'PONG');
  }
  kill() {
    if (this.process.exitCode !== null || this.process.signalCode) return undefined;
    const over = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGKILL');
    return over;
  }
  // The lines that redis-cli prints.
  async ask(...command) {
    const { stdout } = await run('redis-cli', ['-p', String(this.port), ...command]);
    return stdout.split('\n').slice(0, -1);
  }
  async pairs(...command) {
    const lines = await this.ask(...command);
    const pairs = {};
    for (let i = 0; i + 1 < lines.length; i += 2) pairs[lines[i]] = lines[i + 1];
    return pairs;
  }
  table(key) {
    return this.pairs('HGETALL', `dealbell:{acme}:${key}`);
  }
  ranking(key) {
    return this.pairs('ZREVRANGE', `dealbell:{acme}:${key}`, '0', '-1', 'WITHSCORES');
  }
}

async function mirrored(t, redis) {
  const data = scratch(t);
  const file = join(data, 'dealbell.json');
  const url = `redis://127.0.0.1:${redis.port}`;
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
    return mirror.seq >= seq && mirror.lag_s === 0;
  });

// Every leaderboard and the totals of the year, as the server answers them, and as Redis has them.
async function compare(server, redis) {
  const from = `${new Date().getUTCFullYear()}-01-01`;
  for (const measure of ['won_amount', 'won_count']) {
    const { rows, total } = await server.kpis(measure, { by: 'person', from });
    const ranking = await redis.ranking(`leaderboard:${measure}:year`);
    assert.deepEqual(
      Object.fromEntries(rows.map((row) => [row.key, Number(row.value)])),
      Object.fromEntries(Object.entries(ranking).map(([id, score]) => [id, Number(score)])),
    );
    assert.equal((await redis.table('kpi:year'))[measure], String(total.value));
  }
}

test('other programs read what the server answers', { skip }, async (t) => {
  const redis = await Redis.start(t);
  const server = await mirrored(t, redis);
  const { seq } = await server.take([
    won('D-1', 'ana', '1200.50'),
    won('D-2', 'ben', '99.99'),
    won('D-3', 'ana', '0.01'),
  ]);
  await caught_up(server, seq);

  await compare(server, redis);
  assert.deepEqual(await redis.ranking('leaderboard:won_amount:today'), {
    ana: '1200.51',
    ben: '99.989999999999995',
  });
  assert.equal((await redis.table('kpi:today')).won_amount, '1300.50');
  assert.deepEqual(await redis.table('people'), { ana: 'ana', ben: 'ben' });
  assert.deepEqual(await redis.ask('XLEN', WINS), ['3']);
  assert.equal((await redis.table('position')).seq, String(seq));

  const metrics = (await server.get('/metrics')).text;
  assert.match(metrics, /^dealbell_redis_connected 1$/m);
  assert.match(metrics, /^dealbell_mirror_lag_seconds 0$/m);
});

test('a flush is filled again, without any change', { skip }, async (t) => {
  const redis = await Redis.start(t);
  const server = await mirrored(t, redis);
  const { seq } = await server.take([won('D-1', 'ana', '10.00')]);
  await caught_up(server, seq);

  await redis.ask('FLUSHALL');

  await until('the mirror is whole', async () => (await redis.table('position')).seq);
  await compare(server, redis);
  await until('the win is back', async () => (await redis.ask('XLEN', WINS))[0] === '1');
});

test('nobody waits for a Redis that is away, and it is filled when it is back', { skip }, async (t) => {
  const redis = await Redis.start(t);
  const server = await mirrored(t, redis);
  await caught_up(server, (await server.take([won('D-1', 'ana', '10.00')])).seq);

  await redis.kill();
  await until('the loss is told', async () => !(await state(server)).link.connected);
  const { seq } = await server.take([won('D-2', 'ben', '20.00')]);
  await until('the lag is told', async () => (await state(server)).mirror.lag_s > 0);
  assert.equal((await server.kpis('won_count')).total.value, 2);
  assert.equal((await server.get('/healthz')).status, 200);
  assert.match((await server.get('/metrics')).text, /^dealbell_redis_connected 0$/m);

  await redis.start();
  await caught_up(server, seq);
  await compare(server, redis);
  assert.deepEqual(await redis.ask('XLEN', WINS), ['2']);
});
