// Everything received from the server, and how old it is. There are two ages: of the connection
// (when did the last frame arrive?) and of the data (when did a source last send something?).

import { apply_delta, from_snapshot } from './board';
import type { Board } from './board';
import { parse_frame } from './frames';
import type { Frame, Sources } from './frames';
import { ServerClock } from './server_clock';

// What the caller must do after a frame, if anything.
export type Action =
  | { do: 'nothing' }
  | { do: 'paint'; news: boolean } // news: something happened, as opposed to a full state
  | { do: 'resync'; board: string }
  | { do: 'reconnect_later'; in_ms: number }
  | { do: 'welcome'; build: string; beat_ms: number; denied: string[] };

// A resync without a result is requested again after this long, not with every later delta.
const resync_again_ms = 5000;

export class Store {
  readonly clock = new ServerClock();
  sources: Sources = {};
  unshared_since: number | null = null; // server ms, from the last beat
  last_frame_at: number | null = null; // local ms of the last valid frame
  private readonly boards_ = new Map<string, Board>();
  private readonly resync_sent_ = new Map<string, number>(); // board → local ms

  board(name: string): Board | null {
    return this.boards_.get(name) || null;
  }

  // The hello that resumes each board at its current rev.
  hello(boards: string[], screen: object): object {
    const subscriptions = boards.map((name) => {
      const board = this.board(name);
      return board ? { board: name, epoch: board.epoch, rev: board.rev } : { board: name };
    });
    this.resync_sent_.clear(); // those went out on a closed socket
    return { type: 'hello', boards: subscriptions, screen };
  }

  receive(text: string, now: number): Action {
    const frame = parse_frame(text);
    if (!frame) return { do: 'nothing' };
    this.last_frame_at = now;
    return this.apply_(frame, now);
  }

  private apply_(frame: Frame, now: number): Action {
    switch (frame.type) {
      case 'welcome':
        this.clock.add_sample(frame.now, now);
        return { do: 'welcome', build: frame.build, beat_ms: frame.beat_ms, denied: frame.denied };
      case 'snapshot':
        this.resync_sent_.delete(frame.board);
        this.boards_.set(frame.board, from_snapshot(frame));
        return { do: 'paint', news: false };
      case 'delta': {
        const applied = apply_delta(this.board(frame.board), frame);
        if (applied.is === 'gap') return this.resync_(frame.board, now);
        if (applied.is === 'old') return { do: 'nothing' };
        this.boards_.set(frame.board, applied.board);
        return { do: 'paint', news: true };
      }
      case 'beat':
        this.clock.add_sample(frame.at, now);
        this.sources = frame.sources;
        this.unshared_since = frame.unshared_since;
        for (const name of Object.keys(frame.boards)) {
          const board = this.board(name);
          // A beat carries the rev of each board; if it is not ours, a frame went missing.
          if (board && frame.boards[name] !== board.rev) return this.resync_(name, now);
        }
        return { do: 'paint', news: false };
      case 'drain':
        return { do: 'reconnect_later', in_ms: frame.reconnect_in_ms };
    }
  }

  private resync_(board: string, now: number): Action {
    const sent = this.resync_sent_.get(board);
    if (sent !== undefined && now - sent < resync_again_ms) return { do: 'nothing' };
    this.resync_sent_.set(board, now);
    return { do: 'resync', board };
  }
}
