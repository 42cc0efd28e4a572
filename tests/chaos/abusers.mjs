// Clients that misbehave, one function for each kind: node abusers.mjs KIND URL TOKEN. Prints "N of M", the
// connections that it has opened and those that it tried, and ends with its standard input. Without
// KIND it lists the kinds.

import crypto from 'node:crypto';
import net from 'node:net';

const [kind, url, token] = process.argv.slice(2);
const { hostname, port } = new URL(url ?? 'http://127.0.0.1');
let tried = 0;
let opened = 0;

// The server may close these connections whenever it likes.
function connect() {
  const socket = net.connect({ host: hostname, port: Number(port) });
  socket.on('error', () => {});
  return socket;
}

// Resolves once it is connected, or has failed to.
function connected() {
  ++tried;
  const socket = connect();
  return new Promise((done) => {
    socket.once('connect', () => done(++opened));
    socket.once('close', done);
  });
}

const upgrade = (path) =>
  `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\nConnection: Upgrade\r\n` +
  `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${crypto.randomBytes(16).toString('base64')}\r\n\r\n`;

// A connection that has become a live socket, if the server has accepted the upgrade.
function live(path = '/live?board=wall') {
  ++tried;
  const socket = connect();
  socket.write(upgrade(path));
  return new Promise((done) => {
    socket.once('data', (head) => {
      if (head.toString('latin1').startsWith('HTTP/1.1 101 ')) ++opened;
      done(socket);
    });
    socket.once('close', () => done(socket));
  });
}

function frame(opcode, payload, masked = true) {
  const head = [0x80 | opcode];
  const bit = masked ? 0x80 : 0;
  if (payload.length < 126) head.push(bit | payload.length);
  else head.push(bit | 127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((n) => (payload.length >>> n) & 255));
  return Buffer.concat([Buffer.from(head), masked ? Buffer.alloc(4) : Buffer.alloc(0), payload]);
}

const many = (count, make) => Promise.all(Array.from({ length: count }, make));

const kinds = {
  // Connected, and never send anything.
  'half-open sockets': () => many(1000, connected),

  // One byte of the request's head every 300 ms.
  'slow handshakes': () =>
    many(500, () => {
      ++tried;
      const socket = connect();
      socket.once('connect', () => ++opened);
      const text = upgrade('/live?board=wall');
      let at = 0;
      const timer = setInterval(() => socket.write(text[at++ % text.length]), 300);
      socket.on('close', () => clearInterval(timer));
      return new Promise((done) => socket.once('connect', done).once('close', done));
    }),

  'an upgrade, then garbage': () =>
    many(500, async () => (await live()).write(crypto.randomBytes(2000))),

  'messages of a megabyte': () =>
    many(200, async () => (await live()).write(frame(1, Buffer.alloc(1 << 20, 'x')))),

  'unmasked frames': () =>
    many(500, async () => (await live()).write(frame(1, Buffer.from('{"type":"seen"}'), false))),

  'pings as fast as they go': () =>
    many(20, async () => {
      const socket = await live();
      const pings = Buffer.concat(Array.from({ length: 100 }, () => frame(9, Buffer.alloc(100))));
      const pour = () => !socket.destroyed && socket.write(pings, () => setTimeout(pour, 10));
      pour();
      socket.resume();
    }),

  'boards opened and never read': () => many(500, async () => (await live()).pause()),

  'ten thousand connections at once': () => many(10_000, connected),
};

if (!kind) {
  console.log(Object.keys(kinds).join('\n'));
} else {
  await kinds[kind]();
  console.log(`${opened} of ${tried}`);
  process.stdin.resume();
  process.stdin.on('end', () => process.exit());
}
