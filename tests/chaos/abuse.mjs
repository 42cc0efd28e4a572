// A real server under a steady load of deals with a hundred screens, while other clients misbehave. No
// screen may be closed or miss a change, and all must end up with the server's board; memory and file
// descriptors must be released. How late changes reach the screens is measured and printed.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { without_times } from '../e2e/support/board.mjs';
import { deal } from '../e2e/support/events.mjs';
import { Live } from '../e2e/support/live.mjs';
import { scratch } from '../e2e/support/program.mjs';
import { Server } from '../e2e/support/server.mjs';

const seconds = Number(process.env.DEALBELL_ABUSE_SECONDS ?? 8); // for each kind of abuse
const screens = 100;
const per_second = 200;
const abusers = new URL('abusers.mjs', import.meta.url).pathname;
// What the allocator may keep after ten thousand connections, a tenth of what they needed themselves.
const memory_slack = 6e6;
const bytes_per_event_max = 1024;

const resident = (pid) =>
  Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
const open_files = (pid) => readdirSync(`/proc/${pid}/fd`).length;
const pause = (ms) => new Promise((go) => setTimeout(go, ms));
const percentile = (sorted, part) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

// Posts deals at a steady rate and measures how long each takes to reach each screen.
class Load {
  sent = 0;
  posted_ = new Map(); // seq → when it was posted
  delays_ = [];
  stopped_ = false;

  constructor(server, walls) {
    this.server_ = server;
    for (const wall of walls) wall.on_frame = (frame) => this.received_(wall, frame);
    this.over = this.run_();
  }

  async run_() {
    const begun = Date.now();
    const under_way = new Set();
    while (!this.stopped_) {
      const due = Math.floor(((Date.now() - begun) / 1000) * per_second);
      while (this.sent < due && under_way.size < 50) {
        const post = this.post_().finally(() => under_way.delete(post));
        under_way.add(post);
      }
      await pause(5);
    }
    await Promise.all(under_way);
  }

  async post_() {
    const n = ++this.sent;
    const at = performance.now();
    const fields = {
      status: 'won',
      owner: 'p' + (n % 10),
      amount: String(100 + n),
      currency: 'EUR',
    };
    const { seq } = await this.server_.take(
      deal('A' + (n % 300), fields, { id: 'abuse-' + n, occurred_at: new Date().toISOString() }),
    );
    this.posted_.set(seq, at);
    this.last_seq = Math.max(this.last_seq ?? 0, seq);
  }

  received_(wall, frame) {
    const now = performance.now();
    for (let seq = (wall.seq ?? frame.seq) + 1; seq <= frame.seq; ++seq)
      if (this.posted_.has(seq)) this.delays_.push(now - this.posted_.get(seq));
    wall.seq = frame.seq;
  }

  // What was measured since the last call.
  delays() {
    const sorted = this.delays_.sort((a, b) => a - b);
    this.delays_ = [];
    return {
      p50: percentile(sorted, 0.5),
      p99: percentile(sorted, 0.99),
      max: sorted.at(-1) ?? 0,
      n: sorted.length,
    };
  }

  async stop() {
    this.stopped_ = true;
    await this.over;
  }
}

// Changes the board in place, because copies for a hundred screens would be most of the load.
function apply(board, frame) {
  if (frame.type === 'snapshot') return frame;
  assert.ok(
    frame.epoch === board.epoch && frame.from <= board.rev && board.rev < frame.rev,
    'a gap',
  );
  board.rev = frame.rev;
  for (const [id, { set = {}, del = [], meta }] of Object.entries(frame.tiles)) {
    const tile = board.tiles[id];
    Object.assign(tile.rows, set);
    for (const key of del) delete tile.rows[key];
    if (meta) tile.meta = meta;
  }
  return board;
}

// A screen that applies every frame.
async function wall(t, server) {
  const live = await Live.open(t, server, { query: '?board=wall' });
  /** @type {{ board: any, seq?: number, closed: number | null, on_frame: (frame: any) => void }} */
  const screen = { board: {}, closed: null, on_frame: () => {} };
  live.closed.then((code) => (screen.closed = code));
  const take = (frame) => {
    if (frame.type === 'snapshot' || frame.type === 'delta')
      screen.board = apply(screen.board, frame);
    if (frame.seq !== undefined) screen.on_frame(frame);
  };
  live.frames.forEach(take);
  live.receive = take;
  return screen;
}

const line = (name, { p50, p99, max, n }) =>
  `${name.padEnd(36)} p50 ${p50.toFixed(1).padStart(6)} ms  p99 ${p99.toFixed(1).padStart(6)} ms  max ${max.toFixed(0).padStart(5)} ms  (${n} deliveries)`;

test('screens keep working whatever other clients do', { timeout: 20 * 60_000 }, async (t) => {
  const data = scratch(t);
  const config = join(data, 'settings.json');
  writeFileSync(config, JSON.stringify({ screens_per_address: 20_000 }));
  const server = await Server.start(t, data, { args: ['--config', config] });
  const pid = server.process.pid;
  const walls = await Promise.all(Array.from({ length: screens }, () => wall(t, server)));
  const load = new Load(server, walls);
  t.after(() => load.stop().catch(() => {})); // or a failed test would never end
  await pause(seconds * 1000);
  const before = { memory: resident(pid), files: open_files(pid), sent: load.sent };
  const undisturbed = load.delays();
  t.diagnostic(line('no abuse', undisturbed));
  assert.ok(undisturbed.n > 0, 'changes reach the screens');

  const listed = spawnSync(process.execPath, [abusers], { encoding: 'utf8' });
  const kinds = listed.stdout.trim().split('\n');
  assert.ok(listed.status === 0 && kinds.length > 1, listed.stderr);
  for (const kind of kinds) {
    const abuser = spawn(process.execPath, [abusers, kind, server.url, server.token], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    t.after(() => abuser.kill());
    const over = new Promise((done) => abuser.on('exit', done));
    const begun = new Promise((done) => abuser.stdout.once('data', (text) => done(String(text))));
    const [, opened, tried] = /^(\d+) of (\d+)$/m.exec(await Promise.race([begun, over])) ?? [];
    assert.ok(Number(opened) > 0.9 * Number(tried), `${kind}: ${opened} of ${tried} connections`);
    await pause(seconds * 1000);
    const [memory, files] = [resident(pid), open_files(pid)];
    assert.equal(abuser.exitCode, null, `${kind}: it ended by itself`);
    abuser.stdin.end();
    await over;
    t.diagnostic(`${line(kind, load.delays())}, ${(memory / 1e6).toFixed(0)} MB, ${files} files`);
    assert.deepEqual(
      walls.map((w) => w.closed).filter((code) => code !== null),
      [],
      kind,
    );
  }

  await load.stop();
  const memory_max = before.memory + (load.sent - before.sent) * bytes_per_event_max + memory_slack;
  const settled = Date.now() + 30_000; // idle and broken connections are closed within 10 s
  const unsettled = () =>
    open_files(pid) > before.files + 8 ||
    resident(pid) > memory_max ||
    walls.some((w) => !(w.seq >= load.last_seq));
  while (Date.now() < settled && unsettled()) await pause(200);
  const after = { memory: resident(pid), files: open_files(pid), sent: load.sent };
  t.diagnostic(`before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
  const truth = without_times((await server.get('/api/v1/boards/wall')).json);
  for (const screen of walls) assert.deepEqual(without_times(screen.board), truth);
  assert.ok(after.files <= before.files + 8, 'file descriptors were not released');
  assert.ok(after.memory <= memory_max, 'memory was not released');
});
