// How far the mirror in Redis lags at 1,000 events a second, on this machine.
// Usage: node tests/bench/mirror_lag.mjs BINARY [SECONDS]; prints the age of the oldest change that Redis does not have yet.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [binary, seconds = '20'] = process.argv.slice(2);
const [per_post, every_ms, sample_ms] = [50, 50, 10];
const data = mkdtempSync(join(tmpdir(), 'dealbell-mirror-'));
const line_of = (child, text) =>
  new Promise((found) =>
    createInterface(child.stdout).on('line', (line) => line.includes(text) && found(line)),
  );
const port = await new Promise((done) => {
  const listener = createServer().listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (listener.address());
    listener.close(() => done(port));
  });
});

const redis = spawn('redis-server', [
  '--port',
  String(port),
  '--bind',
  '127.0.0.1',
  '--dir',
  data,
  '--save',
  '',
]);
await line_of(redis, 'Ready to accept connections');
const settings = join(data, 'settings.json');
writeFileSync(
  settings,
  JSON.stringify({
    data: join(data, 'office'),
    listen: '127.0.0.1:0',
    redis: { url: `redis://127.0.0.1:${port}`, org: 'bench', mirror: true },
  }),
);
const server = spawn(binary, ['serve', '--config', settings], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = (await line_of(server, 'listening on ')).slice(13);
const headers = {
  Authorization: `Bearer ${readFileSync(join(data, 'office', 'admin.token'), 'utf8').trim()}`,
};

let sent = 0;
const deal = () =>
  JSON.stringify({
    id: `e${++sent}`,
    type: 'deal',
    occurred_at: new Date().toISOString(),
    deal: {
      id: `D${sent}`,
      owner: `p${sent % 40}`,
      status: sent % 3 ? 'open' : 'won',
      amount: String(1000 + (sent % 9000)),
      currency: 'EUR',
    },
  });
const post = async () => {
  const body = Array.from({ length: per_post }, deal).join('\n');
  const answer = await fetch(`${url}/api/v1/events`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/x-ndjson' },
    body,
  });
  if (!answer.ok) throw new Error(await answer.text());
  await answer.arrayBuffer();
};
const posting = setInterval(() => void post(), every_ms);
const lags = [];
const end = Date.now() + Number(seconds) * 1000;
while (Date.now() < end) {
  const { mirror } = await (await fetch(`${url}/api/v1/redis`, { headers })).json();
  lags.push(mirror.lag_s * 1000);
  await new Promise((done) => setTimeout(done, sample_ms));
}
clearInterval(posting);
lags.sort((a, b) => a - b);
const at = (share) => lags[Math.min(lags.length - 1, Math.floor(lags.length * share))].toFixed(0);
console.log(
  `${(sent / Number(seconds)).toFixed(0)} events/s for ${seconds} s, ${lags.length} samples: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`,
);
for (const child of [server, redis]) {
  const over = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await over;
}
rmSync(data, { recursive: true, force: true });
