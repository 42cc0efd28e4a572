// The live socket, kept alive for months. It knows when to knock and when a silent socket is dead;
// it does not know what the frames say, nor that there is a page around it: sockets, time and
// chance come in through LinkEnv, so that a test can play all three.

import { backoff_ms } from './backoff';
import { after_close } from './close_codes';
import type { Next } from './close_codes';

export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface LinkEnv {
  open(): Socket; // may throw
  now(): number; // ms, wall time
  after(ms: number, then: () => void): () => void; // returns how to cancel
  random(): number; // [0, 1)
}

// connecting: not yet heard since the last loss. stopped: will not try again, `why` says what to
// tell.
export type LinkState = { is: 'connecting' | 'live' } | { is: 'stopped'; why: Next };

export interface LinkEvents {
  hello(): string; // the first message, asked for at every opening so that it can resume
  frame(text: string): void;
  state(state: LinkState): void;
  refused(): void; // a socket closed before it opened: the caller may ask over HTTP why
}

const connect_within_ms = 10000;
const look_every_ms = 1000;
const frame_max = 4 * 1024 * 1024; // far above any board; a longer text is not ours

export class Link {
  private socket_: Socket | null = null;
  private opened_ = false;
  private attempt_ = 0;
  private told_ms_: number | null = null;
  private beat_ms_ = 5000;
  private last_heard_ = 0;
  private cancel_retry_: (() => void) | null = null;
  private cancel_look_: (() => void) | null = null;
  private stopped_ = true;

  constructor(
    private readonly env_: LinkEnv,
    private readonly events_: LinkEvents,
  ) {}

  start(): void {
    if (!this.stopped_) return;
    this.stopped_ = false;
    this.connect_();
    this.look_();
  }

  stop(why: Next): void {
    this.stopped_ = true;
    this.drop_socket_();
    this.cancel_retry_ && this.cancel_retry_();
    this.cancel_look_ && this.cancel_look_();
    this.cancel_retry_ = this.cancel_look_ = null;
    this.events_.state({ is: 'stopped', why });
  }

  // The world may have changed (network back, tab visible, machine awake): do not wait any longer.
  nudge(): void {
    if (this.stopped_) return;
    this.drop_if_silent_();
    if (this.socket_) return;
    this.attempt_ = 0;
    this.connect_();
  }

  send(message: object): void {
    if (this.socket_ && this.opened_) this.socket_.send(JSON.stringify(message));
  }

  // From the server's welcome; how silent is too silent depends on it.
  set_beat(beat_ms: number): void {
    this.beat_ms_ = Math.min(Math.max(beat_ms, 50), 60000);
  }

  // From the server's drain: when to come back.
  set_reconnect(in_ms: number): void {
    this.told_ms_ = Math.min(Math.max(in_ms, 0), 60000);
  }

  private connect_(): void {
    this.cancel_retry_ && this.cancel_retry_();
    this.cancel_retry_ = null;
    this.opened_ = false;
    this.last_heard_ = this.env_.now();
    let socket: Socket;
    try {
      socket = this.env_.open();
    } catch (e) {
      this.retry_in_(backoff_ms(this.attempt_++, this.env_.random));
      return;
    }
    this.socket_ = socket;
    socket.onopen = () => {
      if (socket !== this.socket_) return;
      this.opened_ = true;
      this.last_heard_ = this.env_.now();
      socket.send(this.events_.hello());
    };
    socket.onmessage = (event) => {
      if (socket !== this.socket_) return;
      this.last_heard_ = this.env_.now();
      if (typeof event.data !== 'string' || event.data.length > frame_max) return;
      this.attempt_ = 0; // only a server that speaks resets the pace, not one that merely accepts
      this.events_.state({ is: 'live' });
      this.events_.frame(event.data);
    };
    socket.onclose = (event) => {
      if (socket === this.socket_) this.closed_(event.code);
    };
  }

  private closed_(code: number): void {
    const was_open = this.opened_;
    this.drop_socket_();
    const next = after_close(code);
    if (next !== 'retry' && next !== 'retry_when_told') {
      this.stop(next);
      return;
    }
    this.events_.state({ is: 'connecting' });
    if (!was_open) this.events_.refused();
    if (this.stopped_) return;
    const told = this.told_ms_;
    this.told_ms_ = null;
    const wait = told !== null ? told : backoff_ms(this.attempt_++, this.env_.random);
    this.retry_in_(wait);
  }

  private retry_in_(ms: number): void {
    this.cancel_retry_ = this.env_.after(ms, () => this.connect_());
  }

  // Looks once a second. After a sleep of the machine the first look finds an old last_heard_ and
  // the dead socket is replaced at once; timers alone would have waited for TCP to notice.
  private look_(): void {
    const looked_at = this.env_.now();
    this.cancel_look_ = this.env_.after(look_every_ms, () => {
      const slept = this.env_.now() - looked_at > 10 * look_every_ms;
      if (slept) this.nudge();
      else this.drop_if_silent_();
      if (!this.stopped_) this.look_();
    });
  }

  private drop_if_silent_(): void {
    if (!this.socket_) return;
    const silent_ms = this.env_.now() - this.last_heard_;
    if (silent_ms < 0) this.last_heard_ = this.env_.now(); // somebody set the clock back
    if (silent_ms > (this.opened_ ? 2.5 * this.beat_ms_ : connect_within_ms)) this.closed_(1006);
  }

  private drop_socket_(): void {
    const socket = this.socket_;
    if (!socket) return;
    this.socket_ = null;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
