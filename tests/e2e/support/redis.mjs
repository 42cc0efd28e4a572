// A real redis-server on loopback, queried through redis-cli.

import { execFile, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';

import { scratch } from './program.mjs';
import { until, within } from './until.mjs';

const run = promisify(execFile);
const here = ['redis-server', 'redis-cli'].every((name) => !spawnSync(name, ['--version']).error);
export const skip = here ? false : 'redis-server is not installed (deploy/packages.sh test)';

// A free port, the first of `count` in a row. Below those that systems give to outgoing connections,
// so that a server that is restarted finds its port still free.
export async function free_port(count = 1) {
  for (;;) {
    const first = 10_240 + Math.floor(Math.random() * 22_000);
    const free = await Promise.all(Array.from({ length: count }, (_, i) => is_free(first + i)));
    if (free.every(Boolean)) return first;
  }
}

const is_free = (port) =>
  new Promise((done) => {
    const listener = createServer();
    listener.listen(port, '127.0.0.1', () => listener.close(() => done(true)));
    listener.on('error', () => done(false));
  });

const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export class Redis {
  /** @type {number} */
  port;
  /** @type {string} */
  dir;
  /** @type {(string | number)[]} */
  line;

  // `line` is the command line without port, address and folder.
  static async start(t, ...line) {
    const place = ({ port, dir }) => ['--port', port, '--bind', '127.0.0.1', '--dir', dir];
    return Redis.start_as(t, (redis) => [...line, ...place(redis)]);
  }

  // `line_of` gets the port and the folder and returns the whole command line.
  static async start_as(t, line_of) {
    const redis = new Redis();
    t.after(() => redis.process && redis.kill()); // before its folder is removed
    redis.port = await free_port();
    redis.dir = scratch(t);
    redis.line = line_of(redis);
    await redis.start();
    return redis;
  }

  async start() {
    this.process = spawn('redis-server', this.line.map(String), { stdio: 'ignore' });
    running.add(this.process);
    this.over = new Promise((done) => this.process.once('exit', done));
    this.over.then(() => running.delete(this.process));
    await until('redis answers', async () => (await this.ask('PING'))[0] === 'PONG');
  }

  kill() {
    this.process.kill('SIGKILL');
    return within('redis ends', this.over);
  }
  freeze() {
    this.process.kill('SIGSTOP');
  }
  thaw() {
    this.process.kill('SIGCONT');
  }

  // The lines that redis-cli prints.
  async ask(...command) {
    const line = ['-p', String(this.port), ...command];
    const { stdout } = await run('redis-cli', line, { timeout: 5_000 });
    return stdout.split('\n').slice(0, -1);
  }
  async pairs(...command) {
    const lines = await this.ask(...command);
    const pairs = {};
    for (let i = 0; i + 1 < lines.length; i += 2) pairs[lines[i]] = lines[i + 1];
    return pairs;
  }
}
