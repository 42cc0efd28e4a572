// A running server: started, asked, killed, ended.

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

  // Starts `serve` on this data directory and waits until it listens. Port 0 picks one. Ended with
  // the test, if the test has not done so.
  static async start(t, data, { port = 0, args = [] } = {}) {
    const server = new Server();
    const line = ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, '--web', web, ...args];
    server.process = start(line);
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

  // Objects and arrays go as JSON, texts and buffers as they are.
  post(path, body, { headers = {}, ...rest } = {}) {
    return this.send_body('POST', path, body, headers, rest);
  }

  // Replaces whatever is there, unless the headers name a version.
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

  // Posts events; the receipt when they were taken, else the whole answer as an error.
  async take(events) {
    const answer = await this.post('/api/v1/events', events);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return answer.json;
  }

  // The answer of /api/v1/kpis; fails unless it is 200.
  async kpis(measure, query = {}) {
    const answer = await this.get('/api/v1/kpis?' + new URLSearchParams({ measure, ...query }));
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return answer.json;
  }

  // What opens the first session, as printed at the start.
  login_code() {
    return until('the link is printed', () => /\/login#code=(\S+)/.exec(this.process.out)?.[1]);
  }

  // The cookie of a session.
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

  // As a power button: nothing is said, nothing is finished.
  kill() {
    this.process.kill('SIGKILL');
    return this.process.over;
  }

  // As systemd stops it. Answers {code, signal}.
  stop() {
    this.process.kill('SIGTERM');
    return within('the server ends', this.process.over);
  }
}

function listening(child) {
  return new Promise((done, fail) => {
    const look = () => {
      // The line after is the login link; with --demo there is none.
      const found = /^listening on (http:\S+)$/m.exec(child.out);
      if (found) done(found[1]);
    };
    child.stdout.on('data', look);
    child.over.then(
      ({ code }) => fail(new Error(`serve ended with ${code}: ${child.err}`)),
      (error) => fail(error),
    );
  });
}
