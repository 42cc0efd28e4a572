// The faults for three nodes and their Redis. Each is a function that causes the fault, notes the details,
// and returns when all processes run again and a fail-over, if one was needed, is complete.

const pause = (ms) => new Promise((go) => setTimeout(go, ms));
const one_of = (random, list) => list[random.between(0, list.length)];

// Writes that a lost master has not replicated are lost: nodes do not wait for replicas.
async function fail_over(cluster, master, begin, end) {
  await begin();
  await cluster.failed_over(master);
  await end();
}

const node_faults = {
  async 'a node is killed'({ nodes, random, note }) {
    const node = one_of(random, nodes);
    const ms = random.between(0, 3000);
    note(`${node.name} away for ${ms} ms`);
    await node.kill();
    await pause(ms);
    await node.start();
  },

  async 'a node is killed twice'({ nodes, random, note }) {
    const node = one_of(random, nodes);
    note(node.name);
    for (let i = 0; i < 2; ++i) {
      await node.kill();
      await node.start();
      await pause(random.between(0, 300));
    }
  },

  async 'a node is frozen'({ nodes, random, note }) {
    const node = one_of(random, nodes);
    const ms = random.between(500, 6000);
    note(`${node.name} for ${ms} ms`);
    node.freeze();
    await pause(ms);
    node.thaw();
  },

  async 'all nodes are killed'({ nodes }) {
    await Promise.all(nodes.map((node) => node.kill()));
    await Promise.all(nodes.map((node) => node.start()));
  },
};

const redis_faults = {
  async 'the master is killed'({ cluster }) {
    const master = await cluster.master();
    await fail_over(
      cluster,
      master,
      () => master.kill(),
      () => master.start(),
    );
  },

  async 'the master is killed and restarted at once'({ cluster }) {
    const master = await cluster.master();
    await master.kill();
    await master.start();
  },

  // When it continues, clients that do not know of the fail-over still write to it: a fork.
  async 'the master is frozen'({ cluster }) {
    const master = await cluster.master();
    await fail_over(
      cluster,
      master,
      () => master.freeze(),
      () => master.thaw(),
    );
  },

  async 'the master is lost with writes that no replica has'({ cluster, random, note }) {
    const master = await cluster.master();
    const replicas = cluster.servers.filter((server) => server !== master);
    for (const replica of replicas) replica.freeze();
    await master.ask('CLIENT', 'KILL', 'TYPE', 'replica'); // or the kernel buffers the writes for them
    const ms = random.between(300, 1500);
    note(`${ms} ms of writes`);
    await pause(ms);
    await master.kill();
    for (const replica of replicas) replica.thaw();
    await fail_over(
      cluster,
      master,
      () => {},
      () => master.start(),
    );
  },

  async 'every redis-server is down'({ cluster, random, note }) {
    const ms = random.between(0, 4000);
    note(`for ${ms} ms`);
    await Promise.all(cluster.servers.map((server) => server.kill()));
    await pause(ms);
    await Promise.all(cluster.servers.map((server) => server.start()));
  },

  async 'an old file is restored'({ cluster }) {
    await cluster.restore();
  },

  async 'everything is flushed'({ cluster }) {
    await (await cluster.master()).ask('FLUSHALL');
  },

  async 'the stream is deleted'({ cluster }) {
    await (await cluster.master()).ask('DEL', 'dealbell:{acme}:log');
  },
};

// No other fault is combined with these.
const faults_of_both = {
  // The events that it took meanwhile are only on its own disk.
  async 'a node is killed while every redis-server is down'({ cluster, nodes, random, note }) {
    const node = one_of(random, nodes);
    const before = random.between(0, 2) === 0;
    note(`${node.name}, which is restarted ${before ? 'before' : 'after'} Redis`);
    await Promise.all(cluster.servers.map((server) => server.kill()));
    await pause(random.between(500, 3000));
    await node.kill();
    if (before) await node.start();
    await Promise.all(cluster.servers.map((server) => server.start()));
    if (!before) await node.start();
  },
};

/**
 * All faults in random order, again and again. One in three is combined with one of the other kind.
 * Only faults whose names match `only` are used; it fails if there are none.
 * @returns {Generator<{ name: string, run: any }[], never>}
 */
export function* schedule(random, only = /./) {
  const named = (faults) =>
    Object.entries(faults)
      .filter(([name]) => only.test(name))
      .map(([name, run]) => ({ name, run }));
  const [of_nodes, of_redis, of_both] = [node_faults, redis_faults, faults_of_both].map(named);
  const all = [...of_nodes, ...of_redis, ...of_both];
  if (all.length === 0) throw new Error(`the name of no fault matches ${only}`);
  const others_of = (fault) => {
    if (of_both.includes(fault)) return [];
    return of_nodes.includes(fault) ? of_redis : of_nodes;
  };
  for (;;)
    for (const fault of random.shuffled(all)) {
      const others = others_of(fault);
      yield others.length && random.unit() < 1 / 3 ? [fault, one_of(random, others)] : [fault];
    }
}
