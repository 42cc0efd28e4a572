// The live link, kept alive for months. It knows when to knock, when a silent socket is dead and
// by which rung of the ladder to come in; it does not know what the frames say, nor that there is a
// page around it: sockets, time and chance come in through LinkEnv, so that a test can play all
// three.

import { backoff_ms } from './backoff';
import { after_close, is_ours } from './close_codes';
import type { Next } from './close_codes';
import { Ladder } from './ladder';
import type { Rung } from './ladder';
import { silence } from './socket';
import type { Socket } from './socket';

export interface LinkEnv {
  open(rung: Rung, afresh: boolean): Socket; // may throw; afresh: do not resume where we are
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
  failed(): void; // lost, and nobody said why: the caller may ask over HTTP and tell explained()
}

const connect_within_ms = 10000; // from the opening to the first frame
const look_every_ms = 1000;
const frame_max = 4 * 1024 * 1024; // far above any board; a longer text is not ours
// A proxy that holds an event stream back may still let its first kilobytes through. Heard for this
// long, beats have come through as well.
const proven_after_ms = 30000;

// A better rung that is being tried.
interface Beside {
  socket: Socket;
  rung: Rung;
  since: number;
}

export class Link {
  private readonly ladder_: Ladder;
  private socket_: Socket | null = null;
  private opened_ = false;
  private spoke_ = false;
  private proven_ = false;
  private since_ = 0; // when the socket was opened
  private beside_: Beside | null = null;
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
  ) {
    this.ladder_ = new Ladder(env_.random);
  }

  get rung(): Rung {
    return this.ladder_.rung;
  }

  start(): void {
    if (!this.stopped_) return;
    this.stopped_ = false;
    this.connect_();
    this.look_();
  }

  stop(why: Next): void {
    this.stopped_ = true;
    this.drop_socket_();
    this.drop_beside_();
    this.stop_waiting_();
    this.cancel_look_ && this.cancel_look_();
    this.cancel_look_ = null;
    this.events_.state({ is: 'stopped', why });
  }

  // The world may have changed (network back, tab visible, machine awake): do not wait any longer.
  nudge(new_network = false): void {
    if (this.stopped_) return;
    this.ladder_.hurry(this.env_.now(), new_network);
    this.replace_if_silent_();
  }

  send(message: object): void {
    const socket = this.socket_;
    if (socket && socket.talks && this.opened_) socket.send(JSON.stringify(message));
  }

  // A frame went missing. Who only listens cannot ask for a snapshot; whoever comes in afresh gets
  // one.
  resync(board: string): void {
    if (!this.socket_) return;
    if (this.socket_.talks) {
      this.send({ type: 'resync', board });
    } else {
      this.drop_socket_();
      this.connect_(true);
    }
  }

  // Whether plain HTTP works, asked after failed(). If it does, time and again, something on the way
  // does not let this kind of connection through.
  explained(http_works: boolean): void {
    if (this.stopped_ || !this.ladder_.explained(http_works, this.env_.now())) return;
    this.drop_socket_();
    this.attempt_ = 0;
    this.connect_();
  }

  // From the server's welcome; how silent is too silent depends on it.
  set_beat(beat_ms: number): void {
    this.beat_ms_ = Math.min(Math.max(beat_ms, 50), 60000);
  }

  // From the server's drain: when to come back.
  set_reconnect(in_ms: number): void {
    this.told_ms_ = Math.min(Math.max(in_ms, 0), 60000);
  }

  private connect_(afresh = false): void {
    this.stop_waiting_();
    this.use_(null, this.env_.now());
    const socket = this.open_(this.rung, afresh);
    if (socket) this.socket_ = socket;
    else this.closed_(1006);
  }

  private open_(rung: Rung, afresh: boolean): Socket | null {
    let socket: Socket;
    try {
      socket = this.env_.open(rung, afresh);
    } catch (e) {
      return null;
    }
    socket.onopen = () => this.opened_socket_(socket);
    socket.onmessage = (event) => this.heard_(socket, event.data);
    socket.onclose = (event) => {
      if (socket === this.socket_) this.closed_(event.code);
      else if (this.beside_ && socket === this.beside_.socket) this.try_after_(this.beside_.rung);
    };
    return socket;
  }

  private use_(socket: Socket | null, since: number): void {
    this.socket_ = socket;
    this.since_ = since;
    this.opened_ = socket !== null;
    this.spoke_ = this.proven_ = false;
    this.last_heard_ = this.env_.now();
  }

  private opened_socket_(socket: Socket): void {
    if (socket === this.socket_) this.opened_ = true;
    else if (!this.beside_ || socket !== this.beside_.socket) return;
    if (socket.talks) socket.send(this.events_.hello());
  }

  private heard_(socket: Socket, data: unknown): void {
    const usable = typeof data === 'string' && data.length <= frame_max;
    if (usable && this.beside_ && socket === this.beside_.socket) this.take_over_();
    if (socket !== this.socket_) return;
    const now = this.env_.now();
    this.last_heard_ = now;
    if (!usable) return;
    this.spoke_ = true;
    this.attempt_ = 0; // only a server that speaks resets the pace, not one that merely accepts
    if (!this.proven_ && now - this.since_ >= proven_after_ms) {
      this.proven_ = true;
      this.ladder_.proven();
    }
    this.events_.state({ is: 'live' });
    this.events_.frame(data);
  }

  private closed_(code: number): void {
    const told = this.told_ms_;
    const failed = this.spoke_ ? code === 1006 && !this.proven_ && told === null : !is_ours(code);
    this.drop_socket_();
    const next = after_close(code);
    if (next !== 'retry' && next !== 'retry_when_told') {
      this.stop(next);
      return;
    }
    this.told_ms_ = null;
    this.events_.state({ is: 'connecting' });
    const wait = told !== null ? told : backoff_ms(this.attempt_++, this.env_.random);
    this.cancel_retry_ = this.env_.after(wait, () => this.connect_());
    if (failed) {
      this.ladder_.failed();
      this.events_.failed();
    }
  }

  // Looks once a second. After a sleep of the machine the first look finds an old last_heard_ and
  // the dead socket is replaced at once; timers alone would have waited for TCP to notice.
  private look_(): void {
    const looked_at = this.env_.now();
    this.cancel_look_ = this.env_.after(look_every_ms, () => {
      const now = this.env_.now();
      const slept = now - looked_at > 10 * look_every_ms;
      if (slept) this.replace_if_silent_();
      else this.drop_if_silent_();
      this.look_beside_(now);
      if (!this.stopped_) this.look_();
    });
  }

  private replace_if_silent_(): void {
    this.drop_if_silent_();
    if (this.stopped_ || this.socket_) return;
    this.attempt_ = 0;
    this.connect_();
  }

  private drop_if_silent_(): void {
    if (!this.socket_) return;
    const silent_ms = this.env_.now() - this.last_heard_;
    if (silent_ms < 0) this.last_heard_ = this.env_.now(); // somebody set the clock back
    if (silent_ms > (this.spoke_ ? 2.5 * this.beat_ms_ : connect_within_ms)) this.closed_(1006);
  }

  private drop_socket_(): void {
    const socket = this.socket_;
    this.socket_ = null;
    if (socket) silence(socket);
  }

  private stop_waiting_(): void {
    this.cancel_retry_ && this.cancel_retry_();
    this.cancel_retry_ = null;
  }

  private look_beside_(now: number): void {
    if (this.stopped_) return;
    const beside = this.beside_;
    if (beside && Math.abs(now - beside.since) > connect_within_ms) this.try_after_(beside.rung);
    if (!this.beside_ && this.ladder_.due(now)) this.try_after_(null);
  }

  // Tries the better rungs one after the other beside the one in use, which does not notice.
  private try_after_(failed: Rung | null): void {
    this.drop_beside_();
    for (let rung = this.ladder_.better(failed); rung; rung = this.ladder_.better(rung)) {
      const socket = this.open_(rung, false);
      if (!socket) continue;
      this.beside_ = { socket, rung, since: this.env_.now() };
      return;
    }
  }

  // The better one speaks. It was told where we stood when it was opened, so that its first delta
  // starts there or before.
  private take_over_(): void {
    if (!this.beside_) return;
    const { socket, rung, since } = this.beside_;
    this.beside_ = null;
    this.drop_socket_();
    this.stop_waiting_();
    this.told_ms_ = null;
    this.use_(socket, since);
    this.ladder_.climbed(rung, this.env_.now());
  }

  private drop_beside_(): void {
    const beside = this.beside_;
    this.beside_ = null;
    if (beside) silence(beside.socket);
  }
}
