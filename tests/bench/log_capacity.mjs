// What an event of a shared log costs Redis: processor time, memory, file size and network traffic, for
// the calculation in deploy/CAPACITY.md. shared_log_bench measures the throughput.
//
//   node tests/bench/log_capacity.mjs [EVENTS] [NODES...]     default: 100000 events, with 1 and then 3 nodes

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { deal, ndjson } from '../e2e/support/events.mjs';
import { NDJSON, keep_alive } from '../e2e/support/http.mjs';
import { Redis } from '../e2e/support/redis.mjs';
import { SharedNode, agreed } from '../e2e/support/shared_node.mjs';

const [events = 100_000, ...counts] = process.argv.slice(2).map(Number);
const node_counts = counts.length ? counts : [1, 3];
const LOG = 'dealbell:{acme}:log';
const people = ['ana', 'ben', 'chloe', 'dai', 'elif', 'finn', 'grace', 'hugo'];

// A typical CRM event with title, stage and close date: about 300 bytes.
const event = (i) =>
  deal(
    `D-${Math.floor(i / 5)}`,
    {
      title: `Renewal of customer ${i}`,
      amount: `${1000 + (i % 9000)}.00`,
      owner: people[i % people.length],
      stage: 'proposal',
      close_date: '2026-12-15',
      status: i % 15 ? 'open' : 'won',
    },
    { id: `evt-${i}` },
  );

async function figures(redis) {
  const lines = [...(await redis.ask('INFO', 'all'))].map((line) => line.trim().split(':'));
  const info = Object.fromEntries(lines.filter((pair) => pair.length === 2));
  const folder = join(redis.dir, 'appendonlydir');
  const bytes = readdirSync(folder).reduce(
    (sum, name) => sum + statSync(join(folder, name)).size,
    0,
  );
  const [records, memory] = [
    await redis.ask('XLEN', LOG),
    await redis.ask('MEMORY', 'USAGE', LOG, 'SAMPLES', '0'),
  ];
  return {
    at: Date.now(),
    cpu_s: Number(info.used_cpu_user) + Number(info.used_cpu_sys),
    read: Number(info.total_net_input_bytes),
    written: Number(info.total_net_output_bytes),
    file: bytes,
    records: Number(records[0]),
    stream: Number(memory[0]),
    all: Number(info.used_memory),
  };
}

// Sends single events over 64 connections or NDJSON of 500 over 4, distributed evenly over the nodes.
async function send(nodes, from, count, size, connections) {
  const agent = keep_alive();
  let next = from;
  const sender = async (k) => {
    while (next < from + count) {
      const begin = next;
      next += size;
      const batch = Array.from({ length: Math.min(size, from + count - begin) }, (_, i) =>
        event(begin + i),
      );
      const answer = await nodes[k % nodes.length].server.post('/api/v1/events', ndjson(batch), {
        headers: { 'content-type': NDJSON },
        agent,
      });
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, k) => sender(k)));
  agent.destroy();
}

for (const count of node_counts)
  test(`${count} nodes`, { timeout: 30 * 60_000 }, async (t) => {
    const redis = await Redis.start(
      t,
      '--appendonly',
      'yes',
      '--save',
      '',
      '--auto-aof-rewrite-percentage',
      '0',
    );
    const url = `redis://127.0.0.1:${redis.port}`;
    const names = Array.from({ length: count }, (_, i) => `n${i + 1}`);
    const nodes = await Promise.all(names.map((name) => SharedNode.start(t, name, url)));
    await agreed(nodes);
    let sent = 0;
    for (const { what, share, size, connections } of [
      { what: 'single', share: 0.2, size: 1, connections: 64 },
      { what: 'by 500', share: 0.8, size: 500, connections: 4 },
    ]) {
      const n = Math.round(events * share);
      const before = await figures(redis);
      await send(nodes, sent, n, size, connections);
      await agreed(nodes);
      const after = await figures(redis);
      sent += n;
      const per = (name) => (after[name] - before[name]) / n;
      const per_record = (after.stream / after.records).toFixed(0);
      console.log(
        `${count} nodes, ${what}: ${(n / ((after.at - before.at) / 1000)).toFixed(0)} events/s until all have them; per event ` +
          `${(per('cpu_s') * 1e6).toFixed(1)} µs of Redis, ${per('file').toFixed(0)} bytes of file, ` +
          `${per('read').toFixed(0)} bytes to Redis, ${per('written').toFixed(0)} bytes from it; ` +
          `${per_record} bytes a record in the stream, ${(after.all / 1e6).toFixed(0)} MB in all at ${after.records} records`,
      );
    }
  });
