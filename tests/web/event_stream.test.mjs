import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { open_event_stream } from '#src/browser/event_stream';

let source;
globalThis.EventSource = class {
  closed = false;
  constructor(url) {
    this.url = url;
    source = this;
  }
  close() {
    this.closed = true;
  }
};
beforeEach(() => (source = null));

test('it asks for its board, and from where we stand', () => {
  open_event_stream('wall', null);
  assert.equal(source.url, '/live/sse?board=wall');

  open_event_stream('a&b', { epoch: 'k3 f9', rev: 41 });
  assert.equal(source.url, '/live/sse?board=a%26b&epoch=k3%20f9&rev=41');
});

test('what comes is handed on as a socket hands it on', () => {
  const socket = open_event_stream('wall', null);
  const heard = [];
  socket.onopen = () => heard.push('open');
  socket.onmessage = (event) => heard.push(event.data);

  source.onopen();
  source.onmessage({ data: '{"type":"beat"}', lastEventId: 'e:1' });

  assert.deepEqual(heard, ['open', '{"type":"beat"}']);
  assert.equal(socket.can_send, false);
});

test('its first error is its end: coming back is not its own affair', () => {
  const socket = open_event_stream('wall', null);
  const codes = [];
  socket.onclose = (event) => codes.push(event.code);

  source.onerror();

  assert.equal(source.closed, true);
  assert.deepEqual(codes, [1006]);
});

test('whoever closes it hears nothing more', () => {
  const socket = open_event_stream('wall', null);

  socket.onclose = null;
  socket.close();
  source.onerror();

  assert.equal(source.closed, true);
});
