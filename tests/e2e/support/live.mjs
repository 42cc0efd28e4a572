// A WebSocket client of /live that keeps its frames in order, to be read one by one.

import { createRequire } from 'node:module';
import { join } from 'node:path';

import { root } from './program.mjs';
import { within } from './until.mjs';

const { WebSocket } = createRequire(join(root, 'web-static/package.json'))('ws');

export class Live {
  /** @type {import('ws').WebSocket} */
  socket;
  frames = [];
  /** @type {((frame: any) => void)[]} */
  waiting = [];
  /** @type {Promise<number>} its code */
  closed;

  // Opens /live; `query` may be "?board=wall". Fails with error.status if the upgrade is refused.
  static open(t, server, { query = '', headers = server.bearer } = {}) {
    const live = new Live();
    const url = server.url.replace('http', 'ws') + '/live' + query;
    live.socket = new WebSocket(url, 'dealbell.v1', { headers });
    t.after(() => live.socket.terminate());
    live.closed = new Promise((done) => live.socket.on('close', (code) => done(code)));
    live.socket.on('message', (text) => live.receive(JSON.parse(text)));
    live.socket.on('error', () => {}); // 'close' follows, or 'unexpected-response' came before
    const opened = new Promise((done, fail) => {
      live.socket.on('open', () => done(live));
      live.socket.on('unexpected-response', (_, answer) => {
        answer.resume();
        fail(Object.assign(new Error('refused'), { status: answer.statusCode }));
      });
    });
    return within('the socket opens', opened);
  }

  receive(frame) {
    const next = this.waiting.shift();
    if (next) next(frame);
    else this.frames.push(frame);
  }

  send(message) {
    this.socket.send(JSON.stringify(message));
  }

  hello(...boards) {
    this.send({ type: 'hello', boards, screen: {} });
  }

  // The next frame that is not a beat.
  next() {
    return this.until((frame) => frame.type !== 'beat');
  }

  // The next frame of any type.
  any() {
    if (this.frames.length) return Promise.resolve(this.frames.shift());
    return new Promise((done) => this.waiting.push(done));
  }

  // The next frame, which must be of this type.
  async expect(type) {
    const frame = await this.next();
    if (frame.type !== type) throw new Error(`${type} expected: ${JSON.stringify(frame)}`);
    return frame;
  }

  // The first frame for which `wanted` is true; frames before it are dropped. The time limit is for
  // the whole search, because beats never end.
  until(wanted) {
    const search = async () => {
      for (;;) {
        const frame = await this.any();
        if (wanted(frame)) return frame;
      }
    };
    return within('the frame', search());
  }
}
