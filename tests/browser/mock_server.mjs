// A mock of the server: serves the built files and speaks dealbell.v1 for the boards of boards.mjs and
// own_boards.mjs. For states that are hard to reach with a real office.
//
//   node tests/browser/mock_server.mjs [PORT]     then open /wall/<scenario>

import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { AdminMock } from './admin_mock.mjs';
import { board as wall_board, scenarios as wall_scenarios } from './boards.mjs';
import { own_scenarios, own_variants } from './own_boards.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, '../../web-static');
const { WebSocketServer } = createRequire(join(web, 'package.json'))('ws');
const scenarios = wall_scenarios.concat(own_scenarios);
const board = (name) => (own_variants[name] ? own_variants[name]() : wall_board(name));
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self' ws:"; // as the server's

export class MockServer {
  build = 'mock-1';
  beat_ms = 5000;
  sources = { hubspot: { last: Date.now() - 14000, state: 'ok' } };
  unshared_since = undefined; // ms: the field of the beats
  hellos = []; // every hello as it came
  resyncs = 0;
  org = { version: 3, document: { name: 'Northwind', currency: 'EUR', zone: 'Europe/Berlin' } };
  refuse_put = null; // [status, detail]: the response to a PUT
  listed = wall_scenarios; // the boards of /api/v1/boards; null: 503
  explained = []; // every query of /api/v1/explain, as an object
  explain = null; // (query) → the response of /api/v1/explain, or null for a 503
  admin = new AdminMock(this); // the API of the admin page; null: none
  answering = true; // false: sockets are refused, HTTP returns 503
  revoked = false; // true: everything except pages returns 401
  blocks_sockets = false; // like a proxy without support for upgrades
  blocks_streams = false; // like a proxy that buffers responses
  upgrades = 0; // socket requests, refused ones included
  streams = []; // the query of every event stream, as an object
  streams_asked = 0; // also counts refused ones
  asked = 0; // board requests over HTTP
  first_seen_ = new Promise((done) => (this.seen_ = done));
  boards_ = new Map(); // name → {epoch, rev, tiles}
  sockets_ = new Set(); // and streams, with the same interface: {boards, send, terminate, close}

  constructor(dist = join(web, 'dist')) {
    this.dist_ = dist;
  }

  async start(port = 0) {
    this.http_ = http.createServer((request, response) => this.serve_(request, response));
    this.live_ = new WebSocketServer({ noServer: true });
    this.http_.on('upgrade', (request, socket, head) => {
      this.upgrades += 1;
      if (!this.answering) return socket.destroy();
      if (this.blocks_sockets) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      this.live_.handleUpgrade(request, socket, head, (ws) => this.connected_(ws));
    });
    await new Promise((done) => this.http_.listen(port, '127.0.0.1', done));
    this.port = this.http_.address().port;
    this.beats_ = setInterval(() => this.beat(), this.beat_ms);
    return this;
  }

  get url() {
    return 'http://127.0.0.1:' + this.port;
  }

  // Connections over all transports.
  get listeners() {
    return this.sockets_.size;
  }

  async stop() {
    clearInterval(this.beats_);
    this.kill();
    this.http_.closeAllConnections?.();
    await new Promise((done) => this.http_.close(done));
  }

  state(name) {
    if (!this.boards_.has(name))
      this.boards_.set(name, { epoch: 'e1', rev: 1, tiles: board(name) });
    return this.boards_.get(name);
  }

  // Resets this board to its first state.
  forget(name) {
    this.boards_.delete(name);
  }

  // Applies {tile: {set, del, meta}} and sends the delta; `lost` keeps it from arriving.
  change(name, tiles, { lost = false } = {}) {
    const state = this.state(name);
    for (const [tile, part] of Object.entries(tiles)) {
      const mine = (state.tiles[tile] ??= { rows: {}, meta: {} });
      Object.assign(mine.rows, part.set ?? {});
      for (const key of part.del ?? []) delete mine.rows[key];
      if (part.meta) mine.meta = part.meta;
    }
    const from = state.rev++;
    const { epoch, rev } = state;
    const delta = {
      type: 'delta',
      board: name,
      epoch,
      from,
      rev,
      log: 1,
      seq: rev,
      at: Date.now(),
      tiles,
    };
    if (!lost) this.send_(delta);
  }

  beat() {
    for (const socket of this.sockets_) {
      const boards = Object.fromEntries(
        [...socket.boards].map((name) => [name, this.state(name).rev]),
      );
      socket.send(
        JSON.stringify({
          type: 'beat',
          log: 1,
          seq: 1,
          at: Date.now(),
          boards,
          sources: this.sources,
          unshared_since: this.unshared_since,
        }),
      );
    }
  }

  // Cuts every connection without a close frame.
  kill() {
    for (const socket of this.sockets_) socket.terminate();
  }

  close(code) {
    for (const socket of this.sockets_) socket.close(code);
  }

  // As a server does that is stopped.
  drain(reconnect_in_ms) {
    const text = JSON.stringify({ type: 'drain', reconnect_in_ms });
    for (const socket of this.sockets_) socket.send(text);
    this.close(1012);
  }

  send_(message) {
    for (const socket of this.sockets_) {
      if (!message.board || socket.boards.has(message.board)) socket.send(JSON.stringify(message));
    }
  }

  connected_(ws) {
    ws.boards = new Set();
    this.sockets_.add(ws);
    ws.on('close', () => this.sockets_.delete(ws));
    ws.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'hello') this.greet_(ws, message);
      if (message.type === 'seen') this.seen_(message);
      if (message.type === 'resync') {
        this.resyncs += 1;
        this.snapshot_(ws, message.board);
      }
    });
  }

  // The same frames as an event stream.
  stream_(query, response) {
    const { board: name, epoch, rev } = query;
    this.streams.push(query);
    if (!scenarios.includes(name)) return not_found(response);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    if (this.blocks_streams) return;
    const stream = {
      boards: new Set(),
      send(text) {
        const { type, epoch, rev } = JSON.parse(text);
        const state = type === 'snapshot' || type === 'delta';
        response.write((state ? `id: ${epoch}:${rev}\n` : '') + `data: ${text}\n\n`);
      },
      terminate: () => response.destroy(),
      close: () => response.end(),
    };
    this.sockets_.add(stream);
    response.on('close', () => this.sockets_.delete(stream));
    this.welcome_(stream, [epoch ? { board: name, epoch, rev: Number(rev) } : { board: name }]);
  }

  // The first "seen" message, received or still to come.
  next_seen() {
    return this.first_seen_;
  }

  greet_(ws, hello) {
    this.hellos.push(hello);
    this.welcome_(ws, hello.boards);
  }

  welcome_(ws, subscriptions) {
    const denied = subscriptions
      .filter(({ board }) => !scenarios.includes(board))
      .map(({ board }) => board);
    const { build, beat_ms } = this;
    ws.send(JSON.stringify({ type: 'welcome', build, beat_ms, now: Date.now(), denied }));
    for (const wanted of subscriptions) {
      if (denied.includes(wanted.board)) continue;
      ws.boards.add(wanted.board);
      const { epoch, rev } = this.state(wanted.board);
      if (wanted.epoch !== epoch || wanted.rev !== rev) this.snapshot_(ws, wanted.board);
    }
    this.beat();
  }

  snapshot_(ws, name) {
    ws.send(JSON.stringify(this.snapshot_of_(name)));
  }

  snapshot_of_(name) {
    const { epoch, rev, tiles } = this.state(name);
    return { type: 'snapshot', board: name, epoch, rev, log: 1, seq: rev, at: Date.now(), tiles };
  }

  // The snapshot, or 304 when the client already has it.
  board_(name, request, response) {
    if (!scenarios.includes(name)) return not_found(response);
    const { epoch, rev } = this.state(name);
    const etag = `"${epoch}:${rev}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
    json(response, this.snapshot_of_(name), 200, { etag });
  }

  // GET, and PUT with If-Match, like the real server.
  org_(request, response) {
    const etag = () => ({ etag: `"org-${this.org.version}"` });
    if (request.method === 'GET') return json(response, this.org.document, 200, etag());
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const stale = request.headers['if-match'] !== etag().etag;
      const refused = this.refuse_put ?? (stale ? [412, 'the document is another by now'] : null);
      if (refused) return json(response, { status: refused[0], detail: refused[1] }, refused[0]);
      this.org = { version: this.org.version + 1, document: JSON.parse(body) };
      json(response, { version: this.org.version }, 200, etag());
    });
  }

  serve_(request, response) {
    const url = new URL(request.url, this.url);
    const [, name_of_board] = /^\/api\/v1\/boards\/(\w+)$/.exec(url.pathname) ?? [];
    if (name_of_board) this.asked += 1;
    if (url.pathname === '/live/sse') this.streams_asked += 1;
    if (!this.answering) return response.writeHead(503).end();
    if (this.revoked && /^\/(api|live)\//.test(url.pathname)) return response.writeHead(401).end();
    if (url.pathname === '/api/v1/boards') {
      if (!this.listed) return response.writeHead(503).end();
      return json(response, { boards: this.listed.map((name) => ({ board: name, rev: 1 })) });
    }
    if (url.pathname === '/api/v1/org') return this.org_(request, response);
    if (name_of_board) return this.board_(name_of_board, request, response);
    if (url.pathname === '/live/sse')
      return this.stream_(Object.fromEntries(url.searchParams), response);
    if (url.pathname === '/api/v1/explain') return this.explain_(url.searchParams, response);
    if (url.pathname === '/login' && request.method === 'POST')
      return response.writeHead(204).end();
    if (this.admin && this.admin.answer(request, response, url)) return;
    const page = { '/': 'index.html', '/login': 'login.html', '/admin': 'admin.html' }[
      url.pathname
    ];
    const name = page ?? (url.pathname.startsWith('/wall/') ? 'wall.html' : url.pathname.slice(1));
    const file = join(this.dist_, name);
    if (name.includes('..') || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'text/plain',
      'content-security-policy': policy,
    });
    response.end(readFileSync(file));
  }

  // The explanation of won_amount: 73 deals, the newest of them partly refunded.
  explain_(search, response) {
    const query = Object.fromEntries(search);
    this.explained.push(query);
    const answer = (this.explain ?? explained)(query);
    return answer ? json(response, answer) : response.writeHead(503).end();
  }
}

const deals = 73;

export function explained(query) {
  const first = Number(query.after ?? 0);
  const rows = [];
  for (let i = first; i < Math.min(first + Number(query.limit), deals + 1); i++)
    rows.push(entry(i));
  return {
    measure: query.measure,
    name: 'Won amount',
    unit: 'money',
    currency: 'EUR',
    by: query.by ?? null,
    key: query.key ?? null,
    from: query.from,
    to: query.to,
    log: 1,
    seq: 8800,
    rule: 'won_amount/1',
    formula: 'What was won in the period, less what was given back.',
    value: '412000.00',
    n: deals,
    unpriced: 1,
    why: null,
    inputs: [
      { part: 'won', label: 'won deals', value: '412400.00', unit: 'money', n: deals },
      { part: 'refunded', label: 'refunds', value: '-400.00', unit: 'money', n: 1 },
    ],
    rows,
    next: first + rows.length < deals + 1 ? String(first + rows.length) : null,
  };
}

function entry(i) {
  const at = Date.now() - i * 7200000;
  const row = {
    part: 'won',
    deal: 'D-' + i,
    source: 'api',
    title: ['Acme renewal', 'Globex rollout, second phase in the northern region', '三菱 引合'][
      i % 3
    ],
    customer: 'acme',
    person: 'ana',
    name: ['Ana Marković', 'Ben Okafor', '王小明'][i % 3],
    at,
    day: new Date(at).toISOString().slice(0, 10),
    value: (412400 / deals).toFixed(2),
    currency: 'EUR',
    amount: (412400 / deals).toFixed(2),
    amount_currency: 'EUR',
    rate: null,
    percent: '100',
    role: 'revenue',
    note: null,
  };
  if (i === 0) return { ...row, part: 'refunded', value: '-400.00', amount: '-400.00' };
  if (i === 1)
    return { ...row, amount: '10236.00', amount_currency: 'USD', rate: '0.92', percent: '60' };
  if (i === 2) return { ...row, value: null, amount: '500.00', amount_currency: 'USD' };
  if (i === 3) return { ...row, note: 'booked late: belongs to 2026-10' };
  return row;
}

function json(response, body, status = 200, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function not_found(response) {
  json(response, { status: 404, code: 'not_found' }, 404);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await new MockServer().start(Number(process.argv[2] ?? 8088));
  console.log(scenarios.map((name) => server.url + '/wall/' + name).join('\n'));
  console.log(server.url + '/admin');
}
