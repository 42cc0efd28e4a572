// What is done to three nodes and their Redis: each a function that does harm, tells what it does, and
// returns when nothing is held back any more and whoever has to decide has decided.

const pause = (ms) => new Promise((go) => setTimeout(go, ms));
const one_of = (random, list) => list[random.between(0, list.length)];

// Whatever a master that goes takes with it is lost: here nobody waits for replicas.
async function fail_over(cluster, master, go, come_back) {
  await go();
  await cluster.failed_over(master);
  await come_back();
}

const node_faults = {
  async 'a node is killed'({ nodes, random, tell }) {
    const node = one_of(random, nodes);
    const ms = random.between(0, 3000);
    tell(`${node.name} away for ${ms} ms`);
    await node.kill();
    await pause(ms);
    await node.start();
  },

  async 'a node is killed twice'({ nodes, random, tell }) {
    const node = one_of(random, nodes);
    tell(node.name);
    for (let i = 0; i < 2; ++i) {
      await node.kill();
      await node.start();
      await pause(random.between(0, 300));
    }
  },

  async 'a node is frozen'({ nodes, random, tell }) {
    const node = one_of(random, nodes);
    const ms = random.between(500, 6000);
    tell(`${node.name} for ${ms} ms`);
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

  // When it goes on, it is the master still for whoever has not heard: a fork.
  async 'the master is frozen'({ cluster }) {
    const master = await cluster.master();
    await fail_over(
      cluster,
      master,
      () => master.freeze(),
      () => master.thaw(),
    );
  },

  async 'the master falls with what no replica has'({ cluster, random, tell }) {
    const master = await cluster.master();
    const replicas = cluster.servers.filter((server) => server !== master);
    for (const replica of replicas) replica.freeze();
    await master.ask('CLIENT', 'KILL', 'TYPE', 'replica'); // or the kernel keeps it for them
    const ms = random.between(300, 1500);
    tell(`${ms} ms of it`);
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

  async 'every redis-server is away'({ cluster, random, tell }) {
    const ms = random.between(0, 4000);
    tell(`for ${ms} ms`);
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

// These have nothing beside them.
const faults_of_both = {
  // What it took meanwhile is on its disk alone.
  async 'a node is killed while every redis-server is away'({ cluster, nodes, random, tell }) {
    const node = one_of(random, nodes);
    const before = random.between(0, 2) === 0;
    tell(`${node.name}, which is back ${before ? 'before' : 'after'} Redis`);
    await Promise.all(cluster.servers.map((server) => server.kill()));
    await pause(random.between(500, 3000));
    await node.kill();
    if (before) await node.start();
    await Promise.all(cluster.servers.map((server) => server.start()));
    if (!before) await node.start();
  },
};

/**
 * Every fault once, in some order, then again; one in three has one of the other kind beside it.
 * Only those whose names match.
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
