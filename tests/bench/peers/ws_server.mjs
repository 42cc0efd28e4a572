// A peer of push_bench: sends every message posted to /post to all clients of /live, as in the README
// of ws: https://github.com/websockets/ws#server-broadcast
//   node ws_server.mjs PORT WEB_STATIC      WEB_STATIC: the folder whose node_modules have ws

import http from 'node:http';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [port, web_static] = process.argv.slice(2);
const ws = createRequire(join(resolve(web_static), 'package.json'))('ws');

const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const message = Buffer.concat(parts);
    for (const client of live.clients)
      if (client.readyState === ws.OPEN) client.send(message, { binary: false });
    response.end('{}');
  });
});
server.keepAliveTimeout = 3_600_000; // push_bench's connections idle between two loads
const live = new ws.WebSocketServer({ server, path: '/live', perMessageDeflate: false });
live.on('connection', (socket) => socket.on('error', () => {}));
server.listen({ port: Number(port), host: '127.0.0.1', backlog: 4096 }, () =>
  console.log('listening'),
);
