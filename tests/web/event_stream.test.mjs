import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { open_event_stream } from '#src/browser/event_stream';
import { discard } from '#src/link/socket';

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

test('it requests its board, from our position', () => {
  open_event_stream('wall', null);
  assert.equal(source.url, '/live/sse?board=wall');

  open_event_stream('a&b', { epoch: 'k3 f9', rev: 41 });
  assert.equal(source.url, '/live/sse?board=a%26b&epoch=k3%20f9&rev=41');
});

test('messages are delivered as those of a socket', () => {
  const socket = open_event_stream('wall', null);
  const events = [];
  socket.onopen = () => events.push('open');
  socket.onmessage = (event) => events.push(event.data);

  source.onopen();
  source.onmessage({ data: '{"type":"beat"}', lastEventId: 'e:1' });

  assert.deepEqual(events, ['open', '{"type":"beat"}']);
  assert.equal(socket.can_send, false);
});

test('its first error closes it: the link reconnects, not the EventSource', () => {
  const socket = open_event_stream('wall', null);
  const codes = [];
  socket.onclose = (event) => codes.push(event.code);

  source.onerror();

  assert.equal(source.closed, true);
  assert.deepEqual(codes, [1006]);
});

test('a discarded stream is closed and delivers nothing more', () => {
  const socket = open_event_stream('wall', null);
  const events = [];
  socket.onopen = () => events.push('open');
  socket.onmessage = (event) => events.push(event.data);
  socket.onclose = (event) => events.push(event.code);

  discard(socket);
  assert.equal(source.closed, true);
  source.onopen();
  source.onmessage({ data: '{}' });
  source.onerror();

  assert.deepEqual(events, []);
});
