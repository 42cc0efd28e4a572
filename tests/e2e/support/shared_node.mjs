// Nodes of an office whose log is in Redis. A node keeps its name, folder and port when it restarts.

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
  /** @type {string} the URL of Redis */
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

  // `redis` is a URL; `settings` are added to those that a node needs.
  static async start(t, name, redis, settings = {}) {
    const node = new SharedNode();
    t.after(() => node.server?.kill()); // before its folder is removed
    Object.assign(node, { t, name, redis, settings });
    node.port = await free_port();
    node.dir = scratch(t);
    node.data = join(node.dir, 'office');
    await node.start();
    return node;
  }

  // Starts the node, the first time or again on the same folder.
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

  // What this node reports about the shared log.
  async log() {
    return (await this.server.get('/api/v1/redis')).json.log;
  }

  reaches(state, within_ms) {
    const reported = async () => {
      const log = await this.log();
      return log.state === state && log;
    };
    return until(`${this.name} is ${state}`, reported, within_ms);
  }

  // The receipt once none of its events waits for the log any more.
  settled(receipt) {
    return until(`receipt ${receipt} is settled`, async () => {
      const answer = await this.server.get(`/api/v1/receipts/${receipt}`);
      assert.equal(answer.status, 200, answer.text);
      return answer.json.seq !== null && !answer.json.waiting && answer.json;
    });
  }

  // The ids of all deals in the won amount.
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

  // What `verify` prints for the ledger of a stopped node.
  async digest() {
    const said = await run('verify', '--data', this.data);
    assert.equal(said.code, 0, said.err);
    return said.out.trim();
  }
}

// Waits until all nodes are at the end of one log and none has events waiting, and returns that
// position. The counted position is queried last, because the log's state may be a moment older than
// the inbox reported with it.
export function agreed(nodes, within_ms = 60_000) {
  let last = [];
  const state_of = async (node) => {
    const log = await node.log();
    const counted = await node.server.kpis('won_count');
    return { ...log, counted: [counted.log, counted.seq] };
  };
  const position = async () => {
    last = await Promise.all(nodes.map(state_of));
    const [first] = last;
    const is_at_end = (log) =>
      log.state === 'sharing' &&
      log.log === first.log &&
      log.seq === first.seq &&
      log.seq === log.newest &&
      log.counted.join() === [log.log, log.seq].join() &&
      log.inbox.events === 0;
    return last.every(is_at_end) && { log: first.log, seq: first.seq };
  };
  return until('all nodes agree', position, within_ms).catch((error) => {
    throw new Error(`${error.message}: ${JSON.stringify(last)}`);
  });
}
