// Runs deploy/trial.sh, three nodes behind nginx, and finds processes by the ids that it prints.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { binary, root, scratch, web } from './program.mjs';
import { free_port, skip as without_redis } from './redis.mjs';
import { Server } from './server.mjs';
import { until, within } from './until.mjs';

const nginx = ['nginx', '/usr/sbin/nginx'].some((name) => !spawnSync(name, ['-v']).error);
export const skip =
  without_redis || (nginx ? false : 'nginx is not installed (deploy/packages.sh test)');

export const nodes = ['n1', 'n2', 'n3'];

export class Trial {
  /** @type {number} */
  port;
  /** @type {Server} */
  front;
  /** @type {import('node:child_process').ChildProcess} */
  child;
  /** @type {Promise<number>} */
  over;
  said = '';

  static async start(t) {
    const trial = new Trial();
    trial.port = await free_port(24);
    const dir = scratch(t);
    const env = { ...process.env, DEALBELL_BINARY: binary, DEALBELL_WEB: web };
    const args = ['--no-build', '--port', trial.port, '--data', dir].map(String);
    const child = spawn(join(root, 'deploy/trial.sh'), args, { env });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => (trial.said += part));
    trial.child = child;
    trial.over = new Promise((done) => child.on('close', done));
    t.after(() => trial.end());
    const settled = () => trial.said.includes('Ctrl-C stops') || child.exitCode !== null;
    await until('three nodes', settled, 90_000);
    assert.equal(child.exitCode, null, trial.said);
    trial.front = Object.assign(new Server(), { url: `http://127.0.0.1:${trial.port}` });
    trial.front.token = readFileSync(join(dir, 'n1/admin.token'), 'utf8').trim();
    return trial;
  }

  // By name; for a process that was restarted, the newest id.
  get pids() {
    const printed = /^ {2}(\S+) +pid (\d+)$|^trial: (\S+) is pid (\d+)$/gm;
    const lines = [...this.said.matchAll(printed)];
    return Object.fromEntries(lines.map(([, a, b, c, d]) => [a ?? c, Number(b ?? d)]));
  }

  signal(name, signal) {
    process.kill(this.pids[name], signal);
  }

  // The name of a node that has a screen, directly or through nginx.
  node_with_screen() {
    return until('a node has a screen', async () => {
      for (const node of nodes) {
        const headers = this.front.bearer;
        const answer = await fetch(this.url_of(node) + '/metrics', { headers });
        if (/^dealbell_screens\{.*\} [1-9]/m.test(await answer.text())) return node;
      }
      return null;
    });
  }

  url_of(node) {
    return `http://127.0.0.1:${this.port + Number(node[1])}`;
  }

  // Sends this signal to a node (n1 to n3), and waits until the process that replaces it is ready.
  async replace(node, signal) {
    const before = this.pids[node];
    process.kill(before, signal);
    await until(`${node} is back`, () => this.pids[node] !== before, 60_000);
    const ready = () =>
      fetch(this.url_of(node) + '/readyz').then(
        (answer) => answer.ok,
        () => false,
      );
    await until(`${node} is ready`, ready, 60_000);
  }

  end() {
    this.child.kill('SIGTERM');
    return within('the trial ends', this.over, 60_000);
  }
}
