// A redis-server with two replicas and three Sentinels, on loopback.

import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { scratch } from './program.mjs';
import { Redis } from './redis.mjs';
import { until } from './until.mjs';

const NAME = 'office';
const LOG = 'appendonlydir';

// Every server has a configuration file of its own, which Redis rewrites when the master changes:
// a restart continues from it.
const from_file = (t, lines, ...flags) =>
  Redis.start_as(t, ({ port, dir }) => {
    const file = join(dir, 'redis.conf');
    const all = [`port ${port}`, 'bind 127.0.0.1', `dir ${dir}`, ...lines];
    writeFileSync(file, all.join('\n') + '\n');
    return [file, ...flags];
  });

const server_lines = (master) => [
  'save ""',
  'appendonly yes',
  'appendfsync everysec',
  'auto-aof-rewrite-percentage 0', // for keep()
  'repl-diskless-sync-delay 0',
  ...(master ? [`replicaof 127.0.0.1 ${master.port}`] : []),
];

const sentinel_lines = (master) => [
  `sentinel monitor ${NAME} 127.0.0.1 ${master.port} 2`,
  `sentinel down-after-milliseconds ${NAME} 1000`,
  `sentinel failover-timeout ${NAME} 3000`,
];

export class RedisCluster {
  /** @type {Redis[]} */
  servers;
  /** @type {Redis[]} */
  sentinels;
  /** @type {string} a folder */
  copies;

  static async start(t) {
    const cluster = new RedisCluster();
    const master = await from_file(t, server_lines());
    cluster.servers = [master];
    for (let i = 0; i < 2; ++i) cluster.servers.push(await from_file(t, server_lines(master)));
    await cluster.replicated();
    cluster.sentinels = [];
    for (let i = 0; i < 3; ++i)
      cluster.sentinels.push(await from_file(t, sentinel_lines(master), '--sentinel'));
    await cluster.watched();
    cluster.copies = scratch(t);
    return cluster;
  }

  get url() {
    return `sentinel://${this.sentinels.map(({ port }) => `127.0.0.1:${port}`).join()}/${NAME}`;
  }

  // The server that the first Sentinel names as the master.
  async master() {
    const [, port] = await this.sentinels[0].ask('SENTINEL', 'get-master-addr-by-name', NAME);
    return this.servers.find((server) => server.port === Number(port));
  }

  // Waits until a fail-over is possible: every Sentinel knows the other two and both replicas.
  watched() {
    return until('the Sentinels know each other', async () => {
      for (const sentinel of this.sentinels) {
        const known = await sentinel.pairs('SENTINEL', 'MASTER', NAME);
        if (known['num-other-sentinels'] !== '2' || known['num-slaves'] !== '2') return false;
      }
      return true;
    });
  }

  // Waits until one server is the master and both others replicate it.
  replicated(within_ms = 60_000) {
    const is_so = async () => {
      const roles = await Promise.all(this.servers.map((server) => server.ask('ROLE')));
      const masters = roles.filter((role) => role[0] === 'master').length;
      const followers = roles.filter(
        ([role, , , link]) => role === 'slave' && link === 'connected',
      );
      return masters === 1 && followers.length === this.servers.length - 1;
    };
    return until('one master, two replicas', is_so, within_ms);
  }

  // Waits for a master other than this one, and returns it.
  failed_over(from, within_ms = 60_000) {
    const next_master = async () => {
      const now = await this.master();
      return now && now !== from && (await now.ask('ROLE'))[0] === 'master' ? now : undefined;
    };
    return until('a fail-over', next_master, within_ms);
  }

  // Copies the append-only files of the master, for restore().
  async keep() {
    const copy = join(this.copies, LOG);
    const master = await this.master();
    const is_unchanging = async () => {
      const lines = await master.ask('INFO', 'persistence');
      return lines.some((line) => line.trim() === 'aof_rewrite_in_progress:0');
    };
    await until('a copy while Redis does not rewrite the files', async () => {
      if (!(await is_unchanging())) return false;
      rmSync(copy, { recursive: true, force: true });
      cpSync(join(master.dir, LOG), copy, { recursive: true });
      return is_unchanging();
    });
  }

  // Stops all servers and starts them with the files that keep() copied, as from a backup.
  async restore() {
    await Promise.all(this.servers.map((server) => server.kill()));
    for (const server of this.servers) {
      rmSync(join(server.dir, LOG), { recursive: true, force: true });
      cpSync(join(this.copies, LOG), join(server.dir, LOG), { recursive: true });
    }
    await Promise.all(this.servers.map((server) => server.start()));
  }
}
