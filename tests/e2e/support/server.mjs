// Starts, queries and stops a server.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { send } from './http.mjs';
import { start, web } from './program.mjs';
import { until, within } from './until.mjs';

export class Server {
  /** @type {import('./program.mjs').Program} */
  process;
  /** @type {string} */
  url;
  /** @type {number} */
  port;
  /** @type {string} the admin's */
  token;

  // Starts `serve` on this data directory and waits until it listens. Port 0 picks a free one. The
  // server is killed at the end of the test, if it still runs.
  static async start(t, data, { port = 0, args = [], pages = web } = {}) {
    const server = new Server();
    const line = ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, '--web', pages];
    server.process = start([...line, ...args]);
    t.after(() => server.kill());
    server.url = await within('the server listens', listening(server.process));
    server.port = Number(new URL(server.url).port);
    const own = args.includes('--demo') ? join(data, 'demo') : data;
    server.token = readFileSync(join(own, 'admin.token'), 'utf8').trim();
    return server;
  }

  get bearer() {
    return { authorization: `Bearer ${this.token}` };
  }

  get(path, headers = {}) {
    return send(this.url + path, { headers: { ...this.bearer, ...headers } });
  }

  // Objects and arrays are sent as JSON, texts and buffers as they are.
  post(path, body, { headers = {}, ...rest } = {}) {
    return this.send_body('POST', path, body, headers, rest);
  }

  // Replaces any version, unless the headers name one.
  put(path, body, headers = {}) {
    return this.send_body('PUT', path, body, { 'if-match': '*', ...headers }, {});
  }

  send_body(method, path, body, headers, rest) {
    const raw = typeof body === 'string' || Buffer.isBuffer(body);
    const type = { 'content-type': 'application/json' };
    const all = { ...this.bearer, ...type, ...headers };
    return send(this.url + path, {
      method,
      headers: all,
      body: raw ? body : JSON.stringify(body),
      ...rest,
    });
  }

  // Posts events and returns the receipt; fails with the response unless it is 200.
  async take(events) {
    const answer = await this.post('/api/v1/events', events);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return answer.json;
  }

  // The response of /api/v1/kpis; fails unless it is 200.
  async kpis(measure, query = {}) {
    const answer = await this.get('/api/v1/kpis?' + new URLSearchParams({ measure, ...query }));
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return answer.json;
  }

  // The code of the login link that is printed at the start.
  login_code() {
    return until('the link is printed', () => /\/login#code=(\S+)/.exec(this.process.out)?.[1]);
  }

  // Logs in with that code and returns the session's cookie.
  async log_in() {
    const code = await this.login_code();
    const answer = await send(this.url + '/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    if (answer.status !== 204) throw new Error(`${answer.status} ${answer.text}`);
    return answer.headers['set-cookie'][0].split(';')[0];
  }

  // SIGKILL: as in a power failure, nothing is finished.
  kill() {
    this.process.kill('SIGKILL');
    return this.process.over;
  }

  // SIGTERM, as systemd stops it. Returns {code, signal}.
  stop() {
    this.process.kill('SIGTERM');
    return within('the server ends', this.process.over);
  }
}

function listening(child) {
  return new Promise((done, fail) => {
    const check = () => {
      const found = /^listening on (http:\S+)$/m.exec(child.out);
      if (found) done(found[1]);
    };
    child.stdout.on('data', check);
    child.over.then(
      ({ code }) => fail(new Error(`serve ended with ${code}: ${child.err}`)),
      (error) => fail(error),
    );
  });
}
