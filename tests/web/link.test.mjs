import assert from 'node:assert/strict';
import { test } from 'node:test';

import { backoff_ms } from '#src/link/backoff';
import { after_close } from '#src/link/close_codes';
import { Link } from '#src/link/link';

// The world a link lives in: sockets that do what the test says and a clock that the test turns.
class World {
  sockets = [];
  states = [];
  frames = [];
  refusals = 0;
  now = 1000000;
  timers = [];

  constructor() {
    this.link = new Link(
      {
        open: () => this.open(),
        now: () => this.now,
        after: (ms, then) => this.after(ms, then),
        random: () => 1,
      },
      {
        hello: () => 'hello',
        frame: (text) => this.frames.push(text),
        state: (state) => this.states.push(state.is + (state.why ? ' ' + state.why : '')),
        refused: () => this.refusals++,
      },
    );
    this.link.start();
  }

  open() {
    const socket = {
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

  // The machine sleeps: time goes by and no timer runs.
  sleep(ms) {
    this.now += ms;
  }

  get socket() {
    return this.sockets[this.sockets.length - 1];
  }

  greet() {
    this.socket.onopen();
    this.hear();
  }

  hear() {
    this.socket.onmessage({ data: '{}' });
  }

  lose(code = 1006) {
    this.socket.onclose({ code });
  }
}

test('says hello first and is live with the first frame', () => {
  const world = new World();

  world.greet();

  assert.deepEqual(world.socket.sent, ['hello']);
  assert.deepEqual(world.states, ['live']);
});

test('tries for ever, never further apart than ten seconds', () => {
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

test('only a server that speaks resets the pace', () => {
  const world = new World();
  for (let i = 0; i < 4; i++) {
    world.socket.onopen(); // accepts, says nothing
    world.lose();
    world.pass(10000);
  }
  const before = world.sockets.length;

  world.lose();
  world.pass(4000);

  assert.equal(world.sockets.length, before);
});

test('a socket silent for two and a half beats is dead', () => {
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
    world.hear();
  }

  assert.equal(world.sockets.length, 1);
});

test('a socket that never opens is given up after ten seconds', () => {
  const world = new World();

  world.pass(11001);

  assert.equal(world.sockets[0].closed, true);
  assert.equal(world.refusals, 1);
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

test('after a drain it comes back when told', () => {
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
  [1000, 'stay_away'],
  [4401, 'signed_out'],
  [4404, 'no_board'],
  [4429, 'too_many'],
]) {
  test(`close code ${code} stops and says ${why}`, () => {
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
    assert.equal(after_close(code), 'retry', String(code));
  }
});

test('a late word from a socket that was given up changes nothing', () => {
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
