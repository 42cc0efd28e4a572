// Senders that behave like those of webhooks: they use any node and repeat an event until it is
// acknowledged.

import { deal, ndjson } from '../e2e/support/events.mjs';
import { NDJSON, keep_alive } from '../e2e/support/http.mjs';

const pause = (ms) => new Promise((go) => setTimeout(go, ms));

// Every deal is won with 1.00, so a node's won amount is the number of its events.
const win = (id) => deal(id, { status: 'won', amount: '1.00' }, { id });

export class Load {
  acknowledged = new Set();
  open = []; // batches that are not acknowledged yet
  sent = 0;
  refused = {}; // status or error → how often
  running = false;

  constructor(nodes, random, senders = 4) {
    this.nodes = nodes;
    this.random = random;
    this.senders = senders;
    this.agent = keep_alive();
  }

  resume() {
    this.running = true;
    this.over = Promise.all(Array.from({ length: this.senders }, () => this.sender_()));
  }

  // Returns when all responses have come.
  async pause() {
    this.running = false;
    await this.over;
  }

  // Sends until every event is acknowledged.
  async finish(within_ms = 60_000) {
    const end = Date.now() + within_ms;
    while (this.open.length) {
      await this.send_(this.open.shift());
      if (Date.now() > end)
        throw new Error(
          `${this.open.length} batches are not acknowledged: ${JSON.stringify(this.refused)}`,
        );
    }
    this.agent.destroy();
  }

  async sender_() {
    while (this.running) {
      const again = this.random.unit() < 0.3 && this.open.length;
      await this.send_(again ? this.open.shift() : this.batch_());
      await pause(10); // some hundred events a second: this tests the faults, not the load
    }
  }

  batch_() {
    const size = this.random.unit() < 0.1 ? 10 : 1;
    return Array.from({ length: size }, () => `e${this.sent++}`);
  }

  async send_(ids) {
    const node = this.nodes[this.random.between(0, this.nodes.length)];
    const headers = { 'content-type': NDJSON };
    const options = { headers, agent: this.agent, within_ms: 3_000 };
    try {
      const answer = await node.server.post('/api/v1/events', ndjson(ids.map(win)), options);
      if (answer.status === 200) {
        for (const id of ids) this.acknowledged.add(id);
        return;
      }
      this.note_(answer.status);
    } catch (error) {
      this.note_(error.code ?? error.message);
    }
    this.open.push(ids);
  }

  note_(why) {
    this.refused[why] = (this.refused[why] ?? 0) + 1;
  }
}
