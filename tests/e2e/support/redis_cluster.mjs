// A redis-server with two replicas and three Sentinels, on loopback.

import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { scratch } from './program.mjs';
import { Redis } from './redis.mjs';
import { until } from './until.mjs';

const NAME = 'office';
const LOG = 'appendonlydir';

// Sentinels write into their files who is the master, redis-servers whom they follow: each starts
// from its own, again and again.
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

  // Whom the sentinels call the master.
  async master() {
    const [, port] = await this.sentinels[0].ask('SENTINEL', 'get-master-addr-by-name', NAME);
    return this.servers.find((server) => server.port === Number(port));
  }

  // A fail-over can be agreed on: every sentinel knows the other two and both replicas.
  watched() {
    return until('the sentinels know each other', async () => {
      for (const sentinel of this.sentinels) {
        const known = await sentinel.pairs('SENTINEL', 'MASTER', NAME);
        if (known['num-other-sentinels'] !== '2' || known['num-slaves'] !== '2') return false;
      }
      return true;
    });
  }

  // One server is the master and both others follow it; it.
  replicated(within_ms = 60_000) {
    const look = async () => {
      const roles = await Promise.all(this.servers.map((server) => server.ask('ROLE')));
      const masters = roles.filter((role) => role[0] === 'master').length;
      const followers = roles.filter(
        ([role, , , link]) => role === 'slave' && link === 'connected',
      );
      return masters === 1 && followers.length === this.servers.length - 1;
    };
    return until('one master, two replicas', look, within_ms);
  }

  // Another master than this one has been agreed on.
  failed_over(from, within_ms = 60_000) {
    const look = async () => {
      const now = await this.master();
      return now && now !== from && (await now.ask('ROLE'))[0] === 'master' ? now : undefined;
    };
    return until('a fail-over', look, within_ms);
  }

  // The append-only files of the master as they are now, for restore().
  async keep() {
    const copy = join(this.copies, LOG);
    const master = await this.master();
    const still = async () => {
      const lines = await master.ask('INFO', 'persistence');
      return lines.some((line) => line.trim() === 'aof_rewrite_in_progress:0');
    };
    await until('a copy beside no rewriting', async () => {
      if (!(await still())) return false;
      rmSync(copy, { recursive: true, force: true });
      cpSync(join(master.dir, LOG), copy, { recursive: true });
      return still();
    });
  }

  // Everything is stopped and starts again with what was kept, as from a backup.
  async restore() {
    await Promise.all(this.servers.map((server) => server.kill()));
    for (const server of this.servers) {
      rmSync(join(server.dir, LOG), { recursive: true, force: true });
      cpSync(join(this.copies, LOG), join(server.dir, LOG), { recursive: true });
    }
    await Promise.all(this.servers.map((server) => server.start()));
  }
}
