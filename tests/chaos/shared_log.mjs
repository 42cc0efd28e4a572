// Three nodes, a Redis with replicas and Sentinels, and a load, while one fault follows another. At the
// end every acknowledged event is on every node once, and all nodes have the same digest. The seed
// decides which faults come and how long they last, but not what the processes do at that moment.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Random, seed } from '../e2e/support/random.mjs';
import { skip } from '../e2e/support/redis.mjs';
import { RedisCluster } from '../e2e/support/redis_cluster.mjs';
import { SharedNode, agreed } from '../e2e/support/shared_node.mjs';
import { within } from '../e2e/support/until.mjs';
import { schedule } from './shared_log_faults.mjs';
import { Load } from './shared_log_load.mjs';

const rounds = Number(process.env.DEALBELL_CHAOS_ROUNDS ?? 24);
const round_max_ms = 180_000; // a fail-over of Redis may need several attempts

const pause = (ms) => new Promise((go) => setTimeout(go, ms));
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

// The load runs before, during and for a moment after the faults. Then it pauses, so that all nodes can
// reach the end of the log. → the faults, that position, and how long after the faults they reached it.
async function round(world, faults) {
  const { cluster, nodes, load, random } = world;
  const said = [];
  load.resume();
  await pause(random.between(300, 1500));
  if (random.unit() < 0.3) await cluster.keep();
  await Promise.all(
    faults.map(async ({ name, run }, i) => {
      const at = said.push(name) - 1;
      if (i > 0) await pause(random.between(0, 2500)); // while the first fault still has effects
      await run({ ...world, note: (more) => (said[at] += ` (${more})`) });
    }),
  );
  const end = Date.now();
  await pause(random.between(0, 1500));
  await load.pause();
  const place = await agreed(nodes, 120_000);
  const took = Date.now() - end;
  await cluster.replicated();
  await cluster.watched();
  return { said: said.join(' + '), place, took };
}

async function check_counts({ nodes, load }) {
  for (const node of nodes) {
    const { total } = await node.server.kpis('won_count');
    const said = `${node.name} has ${total.value}, ${load.acknowledged.size} of ${load.sent} are acknowledged`;
    assert.ok(total.value >= load.acknowledged.size && total.value <= load.sent, said);
  }
}

async function check_everything({ nodes, load }) {
  const expected = [...load.acknowledged].sort();
  for (const node of nodes) {
    const { total } = await node.server.kpis('won_amount');
    assert.deepEqual([total.n, total.value], [expected.length, `${expected.length}.00`], node.name);
    const deals = (await node.won_deals()).sort();
    assert.deepEqual(deals, expected, node.name);
  }
  for (const node of nodes) assert.equal((await node.stop()).code, 0);
  const digests = await Promise.all(nodes.map((node) => node.digest()));
  assert.equal(new Set(digests).size, 1, digests.join('\n'));
}

const timeout = rounds * round_max_ms;
test(`nothing acknowledged is lost in ${rounds} rounds`, { skip, timeout }, async (t) => {
  t.diagnostic(`seed ${seed}; again: SEED=${seed} tests/chaos/shared_log.sh ${rounds}`);
  const cluster = await RedisCluster.start(t);
  const start = (name) => SharedNode.start(t, name, cluster.url);
  const nodes = await Promise.all(['n1', 'n2', 'n3'].map(start));
  await agreed(nodes);
  await cluster.keep();
  const random = new Random('shared log');
  const load = new Load(nodes, new Random('load'));
  const world = { cluster, nodes, load, random };
  const faults = schedule(random, new RegExp(process.env.DEALBELL_CHAOS_ONLY ?? '.'));
  const recoveries = [];

  try {
    for (let i = 1; i <= rounds; ++i) {
      const what = faults.next().value;
      const names = what.map(({ name }) => name).join(' + ');
      const done = within(`round ${i}: ${names}`, round(world, what), round_max_ms);
      const { said, place, took } = await done;
      recoveries.push(took);
      console.log(
        // a diagnostic would come at the end
        `${String(i).padStart(3)}  ${seconds(took).padStart(6)} after  ${said}: log ${place.log}, ` +
          `seq ${place.seq}, ${load.acknowledged.size} of ${load.sent} acknowledged`,
      );
      await check_counts(world);
    }
    await load.finish();
    assert.equal(load.acknowledged.size, load.sent);
    const place = await agreed(nodes);
    await check_everything(world);

    recoveries.sort((a, b) => a - b);
    t.diagnostic(
      `${load.sent} events, all acknowledged, on every node once; ${place.log} logs; ` +
        `not taken at first: ${JSON.stringify(load.refused)}`,
    );
    t.diagnostic(
      `agreed again: median ${seconds(percentile(recoveries, 0.5))}, nine of ten within ` +
        `${seconds(percentile(recoveries, 0.9))}, longest ${seconds(recoveries.at(-1))} after the end of the fault`,
    );
  } catch (error) {
    for (const { name, server } of nodes)
      t.diagnostic(`the last log lines of ${name}:\n${server.process.err.slice(-3000)}`);
    throw error;
  } finally {
    load.running = false;
  }
});
