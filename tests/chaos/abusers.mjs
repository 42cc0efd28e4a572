// Misbehaving clients, one function per kind: node abusers.mjs KIND URL TOKEN. Prints "done" when all
// clients are started, and exits at the end of its input. Without arguments it lists the kinds.

import crypto from 'node:crypto';
import net from 'node:net';

const [kind, url, token] = process.argv.slice(2);
const { hostname, port } = new URL(url ?? 'http://127.0.0.1');
const sockets = new Set();

function connect(options = {}) {
  const socket = net.connect({ host: hostname, port: Number(port), ...options });
  sockets.add(socket);
  socket.on('error', () => {});
  socket.on('close', () => sockets.delete(socket));
  return socket;
}

const upgrade = (path) =>
  `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\nConnection: Upgrade\r\n` +
  `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${crypto.randomBytes(16).toString('base64')}\r\n\r\n`;

// A connection after the upgrade to a live socket.
const live = (path = '/live?board=wall') =>
  new Promise((done) => {
    const socket = connect();
    socket.write(upgrade(path));
    socket.once('data', () => done(socket));
    socket.once('close', () => done(socket));
  });

function frame(opcode, payload, masked = true) {
  const head = [0x80 | opcode];
  const bit = masked ? 0x80 : 0;
  if (payload.length < 126) head.push(bit | payload.length);
  else head.push(bit | 127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((n) => (payload.length >>> n) & 255));
  return Buffer.concat([Buffer.from(head), masked ? Buffer.alloc(4) : Buffer.alloc(0), payload]);
}

const many = (count, make) => Promise.all(Array.from({ length: count }, make));

const kinds = {
  // Connect and send nothing.
  'half-open sockets': () => many(1000, () => connect()),

  // Send one byte of the request every 300 ms.
  'slow handshakes': () =>
    many(500, () => {
      const socket = connect();
      const text = upgrade('/live?board=wall');
      let at = 0;
      const timer = setInterval(() => socket.write(text[at++ % text.length]), 300);
      socket.on('close', () => clearInterval(timer));
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

  'ten thousand connects in a second': () => many(10_000, () => connect()),
};

if (!kind) {
  console.log(Object.keys(kinds).join('\n'));
} else {
  await kinds[kind]();
  console.log('done');
  process.stdin.resume();
  process.stdin.on('end', () => process.exit());
}
