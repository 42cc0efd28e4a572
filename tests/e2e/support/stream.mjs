// A client of /live/sse that keeps its frames in order, to be read one by one.

import http from 'node:http';

import { Live } from './live.mjs';
import { within } from './until.mjs';

// Waits for frames in the same ways as the WebSocket client, but cannot send.
export class Stream extends Live {
  /** @type {(string | null)[]} of each frame */
  ids = [];
  /** @type {string} */
  type;
  /** @type {() => void} */
  close;

  // Fails with error.status if no stream is opened. The default headers have the admin's token.
  static open(t, server, query, headers = server.bearer) {
    const stream = new Stream();
    const opened = new Promise((done, fail) => {
      const url = server.url + '/live/sse' + query;
      const request = http.get(url, { headers }, (answer) => {
        if (answer.statusCode !== 200) {
          answer.resume();
          return fail(Object.assign(new Error('refused'), { status: answer.statusCode }));
        }
        stream.type = answer.headers['content-type'];
        stream.closed = new Promise((over) => answer.on('close', over));
        stream.read_(answer);
        done(stream);
      });
      stream.close = () => request.destroy();
      request.on('error', fail);
      t.after(stream.close);
    });
    return within('the stream opens', opened);
  }

  read_(answer) {
    let text = '';
    answer.setEncoding('utf8');
    answer.on('error', () => {});
    answer.on('data', (part) => {
      const events = (text + part).split('\n\n');
      text = events.pop();
      for (const event of events) {
        this.ids.push(/^id: (.*)$/m.exec(event)?.[1] ?? null);
        this.receive(JSON.parse(/^data: (.*)$/m.exec(event)[1]));
      }
    });
  }
}
