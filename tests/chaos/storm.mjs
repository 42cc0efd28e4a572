// Five thousand screens lose their server and reconnect as browsers do, with back-off and jitter. All must
// get the board of the new server; how long it takes, and what it costs the server, is printed.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

import { deal } from '../e2e/support/events.mjs';
import { root, scratch } from '../e2e/support/program.mjs';
import { Server } from '../e2e/support/server.mjs';

const { WebSocket } = createRequire(join(root, 'web-static/package.json'))('ws');
const count = Number(process.env.DEALBELL_STORM_SCREENS ?? 5000);
const backoff = (attempt) => Math.min(10_000, 500 * 2 ** attempt) * (0.5 + Math.random() / 2); // as web-static/src/link
const memory_max = 200e6; // 40 KB a screen, most of it during the handshake

// One screen: remembers epoch and rev, and reconnects until the test is over.
class Screen {
  constructor(fleet) {
    this.fleet = fleet;
    this.attempt = 0;
    this.connect();
  }

  connect() {
    const { url, token } = this.fleet;
    const place = this.epoch ? `&epoch=${this.epoch}&rev=${this.rev}` : '';
    this.socket = new WebSocket(`${url}/live?board=wall${place}`, 'dealbell.v1', {
      headers: { authorization: `Bearer ${token}` },
    });
    this.socket.on('unexpected-response', (_, answer) => {
      this.fleet.refused[answer.statusCode] = (this.fleet.refused[answer.statusCode] ?? 0) + 1;
      answer.resume();
      this.socket.terminate();
    });
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => this.receive(String(data)));
    this.socket.on('close', () => {
      if (!this.fleet.over) setTimeout(() => this.connect(), backoff(this.attempt++));
    });
  }

  receive(text) {
    const frame = JSON.parse(text);
    this.attempt = 0;
    if (frame.type !== 'snapshot' && frame.type !== 'delta') return;
    this.epoch = frame.epoch;
    this.rev = frame.rev;
    this.fleet.arrived(this);
  }
}

class Fleet {
  over = false;
  refused = {};
  up_to_date_ = new Set();

  constructor(server, board) {
    this.url = server.url.replace('http', 'ws');
    this.token = server.token;
    this.expect(board);
  }

  // From now on `all` waits for this board's epoch, and its rev or a later one.
  expect({ epoch, rev }) {
    this.epoch = epoch;
    this.rev = rev;
    this.up_to_date_.clear();
    this.all = new Promise((done) => (this.done_ = done));
  }

  arrived(screen) {
    if (screen.epoch !== this.epoch || screen.rev < this.rev) return;
    this.up_to_date_.add(screen);
    if (this.up_to_date_.size === count) this.done_();
  }
}

const board_of = async (server) => (await server.get('/api/v1/boards/wall')).json;
const status = (pid, key) =>
  Number(new RegExp(`${key}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) *
  1024;
const cpu_s = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

test(`${count} screens reconnect after a restart`, { timeout: 5 * 60_000 }, async (t) => {
  const data = scratch(t);
  const config = join(data, 'settings.json');
  writeFileSync(config, JSON.stringify({ screens_per_address: count }));
  const args = ['--config', config];
  const first = await Server.start(t, data, { args });
  await first.take(deal('D-1', { status: 'won' }, { occurred_at: new Date().toISOString() }));
  const fleet = new Fleet(first, await board_of(first));
  t.after(() => (fleet.over = true));
  const screens = Array.from({ length: count }, () => new Screen(fleet));
  await fleet.all;
  t.diagnostic(`refused at first: ${JSON.stringify(fleet.refused)}`);

  await first.kill();
  fleet.refused = {};
  const second = await Server.start(t, data, { args, port: first.port });
  const begun = Date.now();
  fleet.expect(await board_of(second));
  for (const screen of screens) fleet.arrived(screen);
  await fleet.all;

  const { pid } = second.process;
  t.diagnostic(
    `all ${count} up to date ${((Date.now() - begun) / 1000).toFixed(1)} s after the server listened again; ` +
      `${cpu_s(pid).toFixed(1)} s of processor time, at most ${(status(pid, 'VmHWM') / 1e6).toFixed(0)} MB; refused ${JSON.stringify(fleet.refused)}`,
  );
  assert.ok(status(pid, 'VmHWM') < memory_max);
  fleet.over = true;
  for (const screen of screens) screen.socket.terminate();
});
