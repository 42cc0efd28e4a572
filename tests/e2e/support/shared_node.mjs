// Nodes of one office whose log is in Redis. A node keeps its name, folder and port over restarts.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run, scratch } from './program.mjs';
import { free_port } from './redis.mjs';
import { Server } from './server.mjs';
import { until } from './until.mjs';

export class SharedNode {
  /** @type {string} */
  name;
  /** @type {string} where Redis is */
  redis;
  /** @type {number} */
  port;
  /** @type {string} */
  dir;
  /** @type {string} */
  data;
  /** @type {Server} */
  server;
  settings = {};
  t;

  // `redis` is where Redis is, settings go beside what a node needs.
  static async start(t, name, redis, settings = {}) {
    const node = new SharedNode();
    t.after(() => node.server?.kill()); // before its folder goes
    Object.assign(node, { t, name, redis, settings });
    node.port = await free_port();
    node.dir = scratch(t);
    node.data = join(node.dir, 'office');
    await node.start();
    return node;
  }

  // Once more, with everything on its disk.
  async start() {
    const file = join(this.dir, 'settings.json');
    const redis = { url: this.redis, org: 'acme', node: this.name };
    writeFileSync(file, JSON.stringify({ log: 'redis', redis, ...this.settings }));
    const options = { port: this.port, args: ['--config', file] };
    this.server = await Server.start(this.t, this.data, options);
  }

  kill() {
    return this.server.kill();
  }
  stop() {
    return this.server.stop();
  }
  freeze() {
    this.server.process.kill('SIGSTOP');
  }
  thaw() {
    this.server.process.kill('SIGCONT');
  }

  // What this node says of the shared log.
  async log() {
    return (await this.server.get('/api/v1/redis')).json.log;
  }

  reaches(state, within_ms) {
    const look = async () => {
      const log = await this.log();
      return log.state === state && log;
    };
    return until(`${this.name} is ${state}`, look, within_ms);
  }

  // What became of a receipt, once nothing of it waits for the log.
  settled(receipt) {
    return until(`receipt ${receipt} is settled`, async () => {
      const answer = await this.server.get(`/api/v1/receipts/${receipt}`);
      assert.equal(answer.status, 200, answer.text);
      return answer.json.seq !== null && !answer.json.waiting && answer.json;
    });
  }

  // Page by page, the deals behind the won amount.
  async won_deals() {
    const deals = [];
    let after = '';
    do {
      const page = await this.server.get(`/api/v1/deals?limit=1000&after=${after}`);
      assert.equal(page.status, 200, page.text);
      deals.push(...page.json.rows.map((row) => row.deal));
      after = page.json.next;
    } while (after);
    return deals;
  }

  // Of a node that was stopped: what `verify` says of its ledger.
  async digest() {
    const said = await run('verify', '--data', this.data);
    assert.equal(said.code, 0, said.err);
    return said.out.trim();
  }
}

// All nodes share one log, are at its end, and nothing waits on any; that place. What is counted is asked
// for last: a log's state may be a moment older than the inbox that is told with it.
export function agreed(nodes, within_ms = 60_000) {
  let last = [];
  const told = async (node) => {
    const log = await node.log();
    const counted = await node.server.kpis('won_count');
    return { ...log, counted: [counted.log, counted.seq] };
  };
  const look = async () => {
    last = await Promise.all(nodes.map(told));
    const [first] = last;
    const there = (log) =>
      log.state === 'sharing' &&
      log.log === first.log &&
      log.seq === first.seq &&
      log.seq === log.newest &&
      log.counted.join() === [log.log, log.seq].join() &&
      log.inbox.events === 0;
    return last.every(there) && { log: first.log, seq: first.seq };
  };
  return until('all nodes agree', look, within_ms).catch((error) => {
    throw new Error(`${error.message}: ${JSON.stringify(last)}`);
  });
}
