// Everything the server told us, and how old it is. Two clocks that must not be confused: the
// link's (when did we last hear the server?) and the data's (when did a source last send
// something?).

import { apply_delta, from_snapshot } from './board';
import type { Board } from './board';
import { parse_frame } from './frames';
import type { Frame, Sources } from './frames';
import { ServerClock } from './server_clock';

// What the caller must do after a frame, if anything.
export type Order =
  | { do: 'nothing' }
  | { do: 'paint'; news: boolean } // news: something happened; else: we were told everything anew
  | { do: 'resync'; board: string }
  | { do: 'reconnect_later'; in_ms: number }
  | { do: 'greeted'; build: string; beat_ms: number; denied: string[] };

// A resync that brought nothing is asked again after this long, not with every delta that still
// misses.
const resync_again_ms = 5000;

export class Store {
  readonly clock = new ServerClock();
  sources: Sources = {};
  unshared_since: number | null = null; // server ms, as the last beat says it
  heard_at: number | null = null; // local ms of the last frame we understood
  private readonly boards_ = new Map<string, Board>();
  private readonly asked_ = new Map<string, number>(); // board → when we asked to resync

  board(name: string): Board | null {
    return this.boards_.get(name) || null;
  }

  // The hello that resumes each board where we are.
  hello(boards: string[], screen: object): object {
    const wishes = boards.map((name) => {
      const board = this.board(name);
      return board ? { board: name, epoch: board.epoch, rev: board.rev } : { board: name };
    });
    this.asked_.clear(); // asked on a socket that is gone
    return { type: 'hello', boards: wishes, screen };
  }

  take(text: string, now: number): Order {
    const frame = parse_frame(text);
    if (!frame) return { do: 'nothing' };
    this.heard_at = now;
    return this.apply_(frame, now);
  }

  private apply_(frame: Frame, now: number): Order {
    switch (frame.type) {
      case 'welcome':
        this.clock.heard(frame.now, now);
        return { do: 'greeted', build: frame.build, beat_ms: frame.beat_ms, denied: frame.denied };
      case 'snapshot':
        this.asked_.delete(frame.board);
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
        this.clock.heard(frame.at, now);
        this.sources = frame.sources;
        this.unshared_since = frame.unshared_since;
        for (const name of Object.keys(frame.boards)) {
          const board = this.board(name);
          // A beat names the revs its connection is at; another than ours means that a frame went
          // missing.
          if (board && frame.boards[name] !== board.rev) return this.resync_(name, now);
        }
        return { do: 'paint', news: false };
      case 'drain':
        return { do: 'reconnect_later', in_ms: frame.reconnect_in_ms };
    }
  }

  private resync_(board: string, now: number): Order {
    const asked = this.asked_.get(board);
    if (asked !== undefined && now - asked < resync_again_ms) return { do: 'nothing' };
    this.asked_.set(board, now);
    return { do: 'resync', board };
  }
}
