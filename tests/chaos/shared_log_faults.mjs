// Faults for three nodes and their Redis. Each is a function that causes the fault, reports its details,
// and returns when all processes run again and any fail-over is complete.

const pause = (ms) => new Promise((go) => setTimeout(go, ms));
const one_of = (random, list) => list[random.between(0, list.length)];

// Writes that only the old master has are lost, because clients do not wait for replicas here.
async function fail_over(cluster, master, stop, restart) {
  await stop();
  await cluster.failed_over(master);
  await restart();
}

const node_faults = {
  async 'a node is killed'({ nodes, random, report }) {
    const node = one_of(random, nodes);
    const ms = random.between(0, 3000);
    report(`${node.name} down for ${ms} ms`);
    await node.kill();
    await pause(ms);
    await node.start();
  },

  async 'a node is killed twice'({ nodes, random, report }) {
    const node = one_of(random, nodes);
    report(node.name);
    for (let i = 0; i < 2; ++i) {
      await node.kill();
      await node.start();
      await pause(random.between(0, 300));
    }
  },

  async 'a node is frozen'({ nodes, random, report }) {
    const node = one_of(random, nodes);
    const ms = random.between(500, 6000);
    report(`${node.name} for ${ms} ms`);
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

  async 'the master is killed and back at once'({ cluster }) {
    const master = await cluster.master();
    await master.kill();
    await master.start();
  },

  // When it resumes, clients that do not know the new master still write to it: a fork.
  async 'the master is frozen'({ cluster }) {
    const master = await cluster.master();
    await fail_over(
      cluster,
      master,
      () => master.freeze(),
      () => master.thaw(),
    );
  },

  async 'the master is killed with unreplicated writes'({ cluster, random, report }) {
    const master = await cluster.master();
    const replicas = cluster.servers.filter((server) => server !== master);
    for (const replica of replicas) replica.freeze();
    await master.ask('CLIENT', 'KILL', 'TYPE', 'replica'); // otherwise the kernel buffers the writes for them
    const ms = random.between(300, 1500);
    report(`${ms} ms of writes`);
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

  async 'all redis-servers are down'({ cluster, random, report }) {
    const ms = random.between(0, 4000);
    report(`for ${ms} ms`);
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

// These are never combined with another fault.
const faults_of_both = {
  // The events that it accepts meanwhile are only on its disk.
  async 'a node is killed while all redis-servers are down'({ cluster, nodes, random, report }) {
    const node = one_of(random, nodes);
    const before = random.between(0, 2) === 0;
    report(`${node.name}, restarted ${before ? 'before' : 'after'} Redis`);
    await Promise.all(cluster.servers.map((server) => server.kill()));
    await pause(random.between(500, 3000));
    await node.kill();
    if (before) await node.start();
    await Promise.all(cluster.servers.map((server) => server.start()));
    if (!before) await node.start();
  },
};

/**
 * Every fault once, in random order, then again; one in three is combined with a fault of the other
 * kind. Only faults whose names match `only`.
 * @returns {Generator<{ name: string, run: any }[], never>}
 */
export function* schedule(random, only = /./) {
  const named = (faults) =>
    Object.entries(faults)
      .filter(([name]) => only.test(name))
      .map(([name, run]) => ({ name, run }));
  const [of_nodes, of_redis, of_both] = [node_faults, redis_faults, faults_of_both].map(named);
  const others_of = (fault) => {
    if (of_both.includes(fault)) return [];
    return of_nodes.includes(fault) ? of_redis : of_nodes;
  };
  for (;;)
    for (const fault of random.shuffled([...of_nodes, ...of_redis, ...of_both])) {
      const others = others_of(fault);
      yield others.length && random.unit() < 1 / 3 ? [fault, one_of(random, others)] : [fault];
    }
}
