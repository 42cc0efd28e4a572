import assert from 'node:assert/strict';
import { test } from 'node:test';

import { backoff_ms } from '#src/link/backoff';
import { action_after, is_server_code } from '#src/link/close_codes';
import { Link } from '#src/link/link';

const minute = 60000;

// The environment of a link: sockets and a clock that the test controls.
class World {
  sockets = [];
  states = [];
  frames = [];
  checks = 0; // how often the link asked for an HTTP check
  http_works = null; // the result of the check; null: none
  now = 1000000;
  timers = [];

  constructor() {
    this.link = new Link(
      {
        open: (transport, fresh) => this.open(transport, fresh),
        now: () => this.now,
        after: (ms, then) => this.after(ms, then),
        random: () => 1,
      },
      {
        hello: () => 'hello',
        frame: (text) => this.frames.push(text),
        state: (state) => this.states.push(state.is + (state.why ? ' ' + state.why : '')),
        failed: () => {
          this.checks++;
          if (this.http_works !== null) this.link.http_checked(this.http_works);
        },
      },
    );
    this.link.start();
  }

  open(transport, fresh) {
    if (this.unable === transport) throw new Error('no such thing here');
    const socket = {
      transport,
      fresh,
      can_send: transport === 'socket',
      sent: [],
      closed: false,
      send: (text) => socket.sent.push(text),
      close: () => (socket.closed = true),
    };
    this.sockets.push(socket);
    return socket;
  }

  after(ms, then) {
    const timer = { at: this.now + ms, then };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((other) => other !== timer));
  }

  pass(ms) {
    const end = this.now + ms;
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      this.now = Math.max(this.now, due.at);
      due.then();
    }
    this.now = end;
  }

  // The machine sleeps: time passes and no timer runs.
  sleep(ms) {
    this.now += ms;
  }

  get socket() {
    return this.sockets[this.sockets.length - 1];
  }

  greet() {
    this.socket.onopen();
    this.deliver();
  }

  deliver(socket = this.socket, data = '{}') {
    socket.onmessage({ data });
  }

  lose(code = 1006) {
    this.socket.onclose({ code });
  }

  // On a network where sockets fail and HTTP works: falls back to the event stream or to polling.
  fall_back(transport = 'stream') {
    this.http_works = true;
    for (let i = 0; this.socket.transport !== transport; i++) {
      assert.ok(i < 10, 'it did not fall back to ' + transport);
      const lost = this.socket;
      this.lose();
      this.until_next(lost);
    }
  }

  until_next(socket = this.socket) {
    for (let i = 0; this.socket === socket; i++) {
      assert.ok(i < 100, 'no other socket was opened');
      this.pass(500);
    }
  }

  // Time during which the socket delivers frames.
  live(ms, socket = this.socket) {
    for (const end = this.now + ms; this.now < end; this.deliver(socket)) this.pass(2000);
  }

  get transports() {
    return this.sockets.map((socket) => socket.transport);
  }

  get open_sockets() {
    return this.sockets.filter((socket) => !socket.closed);
  }
}

test('it sends hello first and is live with the first frame', () => {
  const world = new World();

  world.greet();

  assert.deepEqual(world.socket.sent, ['hello']);
  assert.deepEqual(world.states, ['live']);
});

test('it retries without end, at most ten seconds apart', () => {
  const world = new World();
  const moments = [];
  for (let i = 0; i < 50; i++) {
    world.lose();
    const before = world.sockets.length;
    const start = world.now;
    while (world.sockets.length === before) world.pass(100);
    moments.push(world.now - start);
  }

  assert.deepEqual(moments.slice(0, 6), [500, 1000, 2000, 4000, 8000, 10000]);
  assert.equal(Math.max(...moments), 10000);
});

test('the jitter spreads a floor of screens over half the wait', () => {
  assert.equal(
    backoff_ms(20, () => 0),
    5000,
  );
  assert.equal(
    backoff_ms(20, () => 1),
    10000,
  );
});

test('only a received frame resets the back-off', () => {
  const world = new World();
  for (let i = 0; i < 4; i++) {
    world.socket.onopen(); // accepts, delivers nothing
    world.lose();
    world.pass(10000);
  }
  const before = world.sockets.length;

  world.lose();
  world.pass(4000);

  assert.equal(world.sockets.length, before);
});

test('a socket that is silent for two and a half beats is dropped', () => {
  const world = new World();
  world.greet();
  world.link.set_beat(4000);
  const first = world.socket;

  world.pass(10000);
  assert.equal(first.closed, false);
  world.pass(1001);

  assert.equal(first.closed, true);
  assert.equal(world.states[world.states.length - 1], 'connecting');
});

test('beats keep a quiet link alive', () => {
  const world = new World();
  world.greet();

  for (let i = 0; i < 100; i++) {
    world.pass(5000);
    world.deliver();
  }

  assert.equal(world.sockets.length, 1);
});

test('a socket that does not open is dropped after ten seconds', () => {
  const world = new World();

  world.pass(11001);

  assert.equal(world.sockets[0].closed, true);
  assert.equal(world.checks, 1);
});

test('after a sleep of the machine the dead socket is replaced at once', () => {
  const world = new World();
  world.greet();

  world.sleep(3600000);
  world.pass(0);

  assert.equal(world.sockets[0].closed, true);
  assert.equal(world.sockets.length, 2);
});

test('a nudge while waiting connects now', () => {
  const world = new World();
  for (let i = 0; i < 8; i++) {
    world.lose();
    world.pass(10000);
  }
  world.lose();
  const before = world.sockets.length;

  world.link.nudge();

  assert.equal(world.sockets.length, before + 1);
});

test('a nudge leaves a live socket alone', () => {
  const world = new World();
  world.greet();

  world.link.nudge();

  assert.equal(world.sockets.length, 1);
});

test('after a drain it reconnects at the given time', () => {
  const world = new World();
  world.greet();
  world.link.set_reconnect(3000);
  world.lose(1012);

  world.pass(2999);
  assert.equal(world.sockets.length, 1);
  world.pass(1);

  assert.equal(world.sockets.length, 2);
});

for (const [code, why] of [
  [1000, 'closed'],
  [4401, 'logged_out'],
  [4404, 'no_board'],
  [4429, 'too_many'],
]) {
  test(`close code ${code} stops with ${why}`, () => {
    const world = new World();
    world.greet();

    world.lose(code);
    world.pass(3600000);

    assert.equal(world.sockets.length, 1);
    assert.equal(world.states[world.states.length - 1], 'stopped ' + why);
  });
}

test('every other close code tries again', () => {
  for (const code of [1001, 1002, 1005, 1006, 1009, 1011, 1013, 4400, 4408, 4999]) {
    assert.equal(action_after(code), 'retry', String(code));
  }
});

test('a late message of a dropped socket changes nothing', () => {
  const world = new World();
  world.greet();
  const { onmessage, onclose } = world.socket;
  world.sleep(60000);
  world.link.nudge();
  const states = world.states.length;

  onmessage({ data: 'late' });
  onclose({ code: 1000 });

  assert.equal(world.frames.includes('late'), false);
  assert.equal(world.states.length, states);
});

test('a clock that is set back does not kill the link', () => {
  const world = new World();
  world.greet();

  world.now -= 3600000;
  world.timers.forEach((timer) => (timer.at -= 3600000));
  world.pass(10000);

  assert.equal(world.sockets.length, 1);
});

test('a code that only our server sends shows that it was reached', () => {
  assert.deepEqual([1012, 4400, 4408].map(is_server_code), [true, true, true]);
  assert.deepEqual([1001, 1002, 1006, 1011, 1014, 1015].map(is_server_code), Array(6).fill(false));
});

test('where sockets fail and HTTP works, the event stream is used after three attempts', () => {
  const world = new World();
  world.http_works = true;

  for (let i = 0; i < 3; i++) {
    world.lose();
    if (i < 2) world.pass(2000);
  }
  world.greet();

  assert.deepEqual(world.transports, ['socket', 'socket', 'socket', 'stream']);
  assert.equal(world.link.transport, 'stream');
  assert.deepEqual(world.socket.sent, []); // the position was sent when it was opened
  assert.deepEqual(world.states.slice(-2), ['connecting', 'live']);
});

test('a socket that opens and delivers nothing counts as failed', () => {
  const world = new World();
  world.http_works = true;

  for (let i = 0; i < 3; i++) {
    world.socket.onopen();
    world.until_next();
  }

  assert.equal(world.socket.transport, 'stream');
});

test('a stream that a proxy buffers is replaced by polling', () => {
  const world = new World();
  world.fall_back();

  for (let i = 0; i < 3; i++) {
    world.socket.onopen();
    world.until_next();
  }

  assert.equal(world.socket.transport, 'polling');
});

test('a stream of which only the first frames arrive is replaced as well', () => {
  const world = new World();
  world.fall_back();

  for (let i = 0; i < 3; i++) {
    world.greet();
    world.until_next();
  }

  assert.equal(world.socket.transport, 'polling');
});

test('failures far apart do not add up', () => {
  const world = new World();
  world.http_works = true;

  for (let i = 0; i < 5; i++) {
    world.greet();
    world.live(minute);
    world.lose();
    for (let twice = 0; twice < 2; twice++) {
      world.until_next();
      world.lose();
    }
    world.until_next();
  }

  assert.equal(world.socket.transport, 'socket');
});

test('a browser without event streams falls back to polling', () => {
  const world = new World();
  world.unable = 'stream';

  world.fall_back('polling');

  assert.equal(world.socket.transport, 'polling');
});

test('while the server is down the transport is kept', () => {
  const world = new World();
  world.greet();
  world.http_works = false;

  for (let i = 0; i < 100; i++) {
    world.lose();
    world.pass(10000);
  }

  assert.deepEqual(new Set(world.transports), new Set(['socket']));
});

for (const transport of ['socket', 'stream']) {
  test(`a restart leaves the ${transport} in use`, () => {
    const world = new World();
    if (transport === 'stream') world.fall_back();
    world.greet();
    world.live(minute);

    world.link.set_reconnect(1000);
    world.lose(transport === 'socket' ? 1012 : 1006);
    world.http_works = false;
    world.pass(1000);
    for (let i = 0; i < 5; i++) {
      world.lose();
      world.pass(10000);
    }
    world.http_works = true;
    world.lose(); // HTTP worked again earlier
    world.pass(10000);
    world.greet();

    assert.equal(world.socket.transport, transport);
    assert.equal(world.states[world.states.length - 1], 'live');
  });

  test(`restart after restart leaves the ${transport} in use`, () => {
    const world = new World();
    if (transport === 'stream') world.fall_back();

    for (let i = 0; i < 10; i++) {
      world.greet();
      world.link.set_reconnect(1000);
      world.lose(transport === 'socket' ? 1012 : 1006);
      world.pass(1000);
    }

    assert.equal(world.socket.transport, transport);
  });
}

test('a server that admits its screens slowly is waited for', () => {
  const world = new World();
  world.greet();
  world.live(minute);
  world.link.set_reconnect(1000);
  world.lose(1012);
  world.pass(1000);
  world.http_works = true;

  for (let i = 0; i < 4; i++) {
    world.lose(); // 503, as from a proxy
    world.until_next();
  }

  assert.equal(world.socket.transport, 'socket');
});

test('a server that closes with its own code was reached: the transport is kept', () => {
  const world = new World();
  world.http_works = true;

  for (let i = 0; i < 10; i++) {
    world.socket.onopen();
    world.lose(4408);
    world.pass(10000);
  }

  assert.equal(world.socket.transport, 'socket');
  assert.equal(world.checks, 0);
});

test('a missing frame is requested on a socket, and a stream is opened again', () => {
  const world = new World();
  world.greet();
  world.link.resync('wall');
  assert.deepEqual(JSON.parse(world.socket.sent[1]), { type: 'resync', board: 'wall' });

  world.lose();
  world.pass(500);
  world.fall_back();
  world.greet();
  const stream = world.socket;
  const states = world.states.length;
  world.link.resync('wall');

  assert.equal(stream.closed, true);
  assert.deepEqual([world.socket.transport, world.socket.fresh], ['stream', true]);
  assert.equal(world.states.length, states); // the screen stays as it is
});

test('a fallback tries the socket beside itself, and switches at its first frame', () => {
  const world = new World();
  world.fall_back();
  world.greet();
  const stream = world.socket;
  const states = world.states.length;

  for (let i = 0; world.socket === stream && i < 300; i++) world.live(2000, stream);
  const socket = world.socket;
  assert.equal(socket.transport, 'socket');
  world.deliver(stream, 'of the stream');
  socket.onopen();
  assert.deepEqual([stream.closed, socket.sent], [false, ['hello']]);
  world.deliver(socket, 'of the socket');

  assert.deepEqual(world.open_sockets, [socket]);
  assert.deepEqual(world.frames.slice(-2), ['of the stream', 'of the socket']);
  assert.deepEqual(new Set(world.states.slice(states)), new Set(['live']));
  assert.equal(world.link.transport, 'socket');
});

test('a late frame of the previous transport is not applied', () => {
  const world = new World();
  world.fall_back();
  world.greet();
  const { onmessage } = world.socket;
  world.link.nudge(true);
  world.pass(1000);

  world.greet();
  onmessage({ data: 'late' });

  assert.equal(world.frames.includes('late'), false);
});

test('a try without a frame is dropped and not visible', () => {
  const world = new World();
  world.fall_back();
  world.greet();
  const stream = world.socket;
  const states = world.states.length;

  world.live(60 * minute, stream);

  const tries = world.sockets.slice(world.sockets.indexOf(stream) + 1);
  assert.ok(tries.length >= 8 && tries.length <= 16, String(tries.length));
  assert.ok(tries.slice(0, -1).every((socket) => socket.transport === 'socket' && socket.closed));
  assert.equal(stream.closed, false);
  assert.deepEqual(new Set(world.states.slice(states)), new Set(['live']));
});

test('from polling the stream is tried after the socket', () => {
  const world = new World();
  world.fall_back('polling');
  world.greet();
  world.link.nudge(true);
  world.pass(1000);
  assert.equal(world.socket.transport, 'socket');

  world.lose();
  assert.equal(world.socket.transport, 'stream');
  world.greet();

  assert.equal(world.link.transport, 'stream');
  assert.deepEqual(world.open_sockets, [world.socket]);
});

test('a new network is tried at once, a visible page only after a while', () => {
  const world = new World();
  world.fall_back();
  world.greet();
  const stream = world.socket;
  const count = world.sockets.length;

  world.live(30000, stream);
  world.link.nudge();
  world.pass(1000);
  assert.equal(world.sockets.length, count);
  world.link.nudge(true);
  world.pass(1000);
  assert.equal(world.sockets.length, count + 1);

  world.lose();
  world.live(minute, stream);
  world.link.nudge();
  world.pass(1000);
  assert.equal(world.sockets.length, count + 2);
});

test('an upgrade that fails returns to the transport before', () => {
  const world = new World();
  world.fall_back('polling');
  world.greet();
  world.link.nudge(true);
  world.pass(1000);
  world.greet();
  assert.equal(world.link.transport, 'socket');

  world.pass(14000); // silence

  assert.equal(world.socket.transport, 'polling');
});

test('the transport in use may be lost while a better one is tried', () => {
  const world = new World();
  world.fall_back();
  world.greet();
  const stream = world.socket;
  world.link.nudge(true);
  world.pass(1000);
  const socket = world.socket;

  stream.onclose({ code: 1006 });
  socket.onopen();
  world.deliver(socket);
  world.live(minute, socket);

  assert.deepEqual(world.open_sockets, [socket]);
});

test('a link that stops leaves nothing open', () => {
  const world = new World();
  world.fall_back();
  world.greet();
  world.link.nudge(true);
  world.pass(1000);

  world.link.stop('no_board');
  world.link.http_checked(true);
  world.pass(60 * minute);

  assert.deepEqual(world.open_sockets, []);
});
