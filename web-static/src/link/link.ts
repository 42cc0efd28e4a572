// The live link, kept up for months. It decides when to connect, when a silent socket is dead and
// which transport to use. It knows neither the content of the frames nor the page: sockets, time
// and randomness come in through LinkEnv, so that tests can control all three.

import { backoff_ms } from './backoff';
import { action_after, is_server_code } from './close_codes';
import type { CloseAction } from './close_codes';
import { discard } from './socket';
import type { Socket } from './socket';
import { TransportSelector } from './transport_selector';
import type { Transport } from './transport_selector';

export interface LinkEnv {
  open(transport: Transport, fresh: boolean): Socket; // may throw; fresh: do not resume
  now(): number; // ms, wall time
  after(ms: number, then: () => void): () => void; // returns how to cancel
  random(): number; // [0, 1)
}

// connecting: no frame since the connection was lost. stopped: will not try again because of `why`.
export type LinkState = { is: 'connecting' | 'live' } | { is: 'stopped'; why: CloseAction };

export interface LinkEvents {
  hello(): string; // the first message; called at every opening so that it can resume
  frame(text: string): void;
  state(state: LinkState): void;
  failed(): void; // lost without a reason: check over HTTP and call http_checked()
}

const connect_within_ms = 10000; // from the opening to the first frame
const check_every_ms = 1000;
const frame_max = 4 * 1024 * 1024; // far above any board; longer frames are ignored
// A proxy that buffers an event stream may still pass on its first kilobytes. After this time,
// beats have come through as well.
const proven_after_ms = 30000;

// A better transport that is being tried beside the one in use.
interface Candidate {
  socket: Socket;
  transport: Transport;
  since: number;
}

export class Link {
  private readonly selector_: TransportSelector;
  private socket_: Socket | null = null;
  private is_open_ = false;
  private received_ = false;
  private proven_ = false;
  private opened_at_ = 0;
  private candidate_: Candidate | null = null;
  private attempt_ = 0;
  private reconnect_in_ms_: number | null = null;
  private beat_ms_ = 5000;
  private last_message_at_ = 0;
  private cancel_retry_: (() => void) | null = null;
  private cancel_check_: (() => void) | null = null;
  private stopped_ = true;

  constructor(
    private readonly env_: LinkEnv,
    private readonly events_: LinkEvents,
  ) {
    this.selector_ = new TransportSelector(env_.random);
  }

  get transport(): Transport {
    return this.selector_.transport;
  }

  start(): void {
    if (!this.stopped_) return;
    this.stopped_ = false;
    this.connect_();
    this.check_();
  }

  stop(why: CloseAction): void {
    this.stopped_ = true;
    this.drop_socket_();
    this.drop_candidate_();
    this.stop_waiting_();
    this.cancel_check_ && this.cancel_check_();
    this.cancel_check_ = null;
    this.events_.state({ is: 'stopped', why });
  }

  // The network may have changed (online again, tab visible, machine awake): do not wait any
  // longer.
  nudge(new_network = false): void {
    if (this.stopped_) return;
    this.selector_.try_soon(this.env_.now(), new_network);
    this.replace_if_silent_();
  }

  send(message: object): void {
    const socket = this.socket_;
    if (socket && socket.can_send && this.is_open_) socket.send(JSON.stringify(message));
  }

  // A frame went missing. A receive-only transport cannot request a snapshot, so it is opened again
  // without resuming, which delivers one.
  resync(board: string): void {
    if (!this.socket_) return;
    if (this.socket_.can_send) {
      this.send({ type: 'resync', board });
    } else {
      this.drop_socket_();
      this.connect_(true);
    }
  }

  // The result of an HTTP check after failed(). If HTTP works again and again while the transport
  // fails, something on the way blocks the transport.
  http_checked(http_works: boolean): void {
    if (this.stopped_ || !this.selector_.http_checked(http_works, this.env_.now())) return;
    this.drop_socket_();
    this.attempt_ = 0;
    this.connect_();
  }

  // From the server's welcome. A silence of 2.5 beats means that the connection is dead.
  set_beat(beat_ms: number): void {
    this.beat_ms_ = Math.min(Math.max(beat_ms, 50), 60000);
  }

  // From the server's drain: when to come back.
  set_reconnect(in_ms: number): void {
    this.reconnect_in_ms_ = Math.min(Math.max(in_ms, 0), 60000);
  }

  private connect_(fresh = false): void {
    this.stop_waiting_();
    this.use_(null, this.env_.now());
    const socket = this.open_(this.transport, fresh);
    if (socket) this.socket_ = socket;
    else this.on_close_(1006);
  }

  private open_(transport: Transport, fresh: boolean): Socket | null {
    let socket: Socket;
    try {
      socket = this.env_.open(transport, fresh);
    } catch {
      return null;
    }
    socket.onopen = () => this.on_open_(socket);
    socket.onmessage = (event) => this.on_message_(socket, event.data);
    socket.onclose = (event) => {
      if (socket === this.socket_) this.on_close_(event.code);
      else if (this.candidate_ && socket === this.candidate_.socket)
        this.try_next_(this.candidate_.transport);
    };
    return socket;
  }

  private use_(socket: Socket | null, since: number): void {
    this.socket_ = socket;
    this.opened_at_ = since;
    this.is_open_ = socket !== null;
    this.received_ = this.proven_ = false;
    this.last_message_at_ = this.env_.now();
  }

  private on_open_(socket: Socket): void {
    if (socket === this.socket_) this.is_open_ = true;
    else if (!this.candidate_ || socket !== this.candidate_.socket) return;
    if (socket.can_send) socket.send(this.events_.hello());
  }

  private on_message_(socket: Socket, data: unknown): void {
    const usable = typeof data === 'string' && data.length <= frame_max;
    if (usable && this.candidate_ && socket === this.candidate_.socket) this.switch_over_();
    if (socket !== this.socket_) return;
    const now = this.env_.now();
    this.last_message_at_ = now;
    if (!usable) return;
    this.received_ = true;
    this.attempt_ = 0; // accepting the connection is not enough to reset the back-off
    if (!this.proven_ && now - this.opened_at_ >= proven_after_ms) {
      this.proven_ = true;
      this.selector_.proven();
    }
    this.events_.state({ is: 'live' });
    this.events_.frame(data);
  }

  private on_close_(code: number): void {
    const reconnect_in_ms = this.reconnect_in_ms_;
    const failed = this.received_
      ? code === 1006 && !this.proven_ && reconnect_in_ms === null
      : !is_server_code(code);
    this.drop_socket_();
    const next = action_after(code);
    if (next !== 'retry' && next !== 'retry_after_drain') {
      this.stop(next);
      return;
    }
    this.reconnect_in_ms_ = null;
    this.events_.state({ is: 'connecting' });
    const wait =
      reconnect_in_ms !== null ? reconnect_in_ms : backoff_ms(this.attempt_++, this.env_.random);
    this.cancel_retry_ = this.env_.after(wait, () => this.connect_());
    if (failed) {
      this.selector_.failed();
      this.events_.failed();
    }
  }

  // Runs once a second. After the machine slept, the first check finds an old last_message_at_ and
  // replaces the dead socket at once; without it, TCP would have to time out first.
  private check_(): void {
    const checked_at = this.env_.now();
    this.cancel_check_ = this.env_.after(check_every_ms, () => {
      const now = this.env_.now();
      const slept = now - checked_at > 10 * check_every_ms;
      if (slept) this.replace_if_silent_();
      else this.drop_if_silent_();
      this.check_candidate_(now);
      if (!this.stopped_) this.check_();
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
    const silent_ms = this.env_.now() - this.last_message_at_;
    if (silent_ms < 0) this.last_message_at_ = this.env_.now(); // the clock was set back
    if (silent_ms > (this.received_ ? 2.5 * this.beat_ms_ : connect_within_ms))
      this.on_close_(1006);
  }

  private drop_socket_(): void {
    const socket = this.socket_;
    this.socket_ = null;
    if (socket) discard(socket);
  }

  private stop_waiting_(): void {
    this.cancel_retry_ && this.cancel_retry_();
    this.cancel_retry_ = null;
  }

  private check_candidate_(now: number): void {
    if (this.stopped_) return;
    const candidate = this.candidate_;
    if (candidate && Math.abs(now - candidate.since) > connect_within_ms)
      this.try_next_(candidate.transport);
    if (!this.candidate_ && this.selector_.due(now)) this.try_next_(null);
  }

  // Tries the better transports one after the other, beside the one in use.
  private try_next_(failed: Transport | null): void {
    this.drop_candidate_();
    for (
      let transport = this.selector_.better(failed);
      transport;
      transport = this.selector_.better(transport)
    ) {
      const socket = this.open_(transport, false);
      if (!socket) continue;
      this.candidate_ = { socket, transport, since: this.env_.now() };
      return;
    }
  }

  // The candidate delivered a frame. It was opened with our position, so its first delta starts
  // there or before.
  private switch_over_(): void {
    if (!this.candidate_) return;
    const { socket, transport, since } = this.candidate_;
    this.candidate_ = null;
    this.drop_socket_();
    this.stop_waiting_();
    this.reconnect_in_ms_ = null;
    this.use_(socket, since);
    this.selector_.upgraded(transport, this.env_.now());
  }

  private drop_candidate_(): void {
    const candidate = this.candidate_;
    this.candidate_ = null;
    if (candidate) discard(candidate.socket);
  }
}
