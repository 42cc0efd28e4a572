// Which way the server is heard by. A socket is best; some networks let none through, then an event
// stream has to do, and where those are held back too, asking every other second. Pure: it is told
// what happened and when, and answers what to do.
//
// The mark of a way that is blocked: it fails while plain HTTP to the same server works. A server
// that is away fails both, and then nobody moves, or a restart would push every screen of the house
// down.

export type Rung = 'socket' | 'stream' | 'polling';

const rungs: Rung[] = ['socket', 'stream', 'polling']; // best first
const failures_max = 3; // in a row: one is bad luck, two may be a server that is just starting
// What worked until now is not given up as quickly: after a restart a server lets its screens in
// at its own pace, and refuses those for whom it is not yet time.
const held_failing_ms = 30000;
const again_ms = 5 * 60000;
const longest_ms = 60 * 60000;
const seen_again_ms = 60000; // how old a try is when a look at the page is worth another

export class Ladder {
  private at_ = 0;
  private failures_ = 0;
  private failing_since_ = 0;
  private held_ = false; // proven on this network
  private unexplained_ = false; // it failed, and nobody has said yet whether HTTP works
  private came_from_: number | null = null; // where we climbed from, until this one is proven
  private falls_ = 0; // climbs in a row that did not hold
  private tried_at_ = 0;
  private wait_ms_ = 0;

  constructor(private readonly random_: () => number) {}

  get rung(): Rung {
    return rungs[this.at_] as Rung;
  }

  // The rung in use ended without having proven itself. What follows from it is for explained().
  failed(): void {
    this.unexplained_ = true;
  }

  // Whether plain HTTP works, asked after a failure. True: the rung is another one from now on.
  explained(works: boolean, now: number): boolean {
    const failed = this.unexplained_;
    this.unexplained_ = false;
    if (!works) this.failures_ = 0;
    if (!works || !failed || this.at_ === rungs.length - 1) return false;
    if (this.failures_++ === 0) this.failing_since_ = now;
    const back = this.came_from_;
    if (back === null && !this.blocked_(now)) return false;
    if (back !== null) this.falls_++;
    this.move_(back !== null ? back : this.at_ + 1, null);
    this.tried_(now);
    return true;
  }

  // The rung in use has been heard for a while: what it suffered before was not a proxy's doing.
  proven(): void {
    this.held_ = true;
    this.failures_ = 0;
    this.unexplained_ = false;
    this.came_from_ = null;
    if (this.at_ === 0) this.falls_ = 0;
  }

  // Whether to try something better beside the rung in use, which then counts as tried.
  due(now: number): boolean {
    if (this.at_ === 0 || Math.abs(now - this.tried_at_) < this.wait_ms_) return false;
    this.tried_(now);
    return true;
  }

  // What to try: from the best down, the next after one that failed. Null: nothing better is left.
  better(failed: Rung | null): Rung | null {
    const next = failed === null ? 0 : rungs.indexOf(failed) + 1;
    return next < this.at_ ? (rungs[next] as Rung) : null;
  }

  // A better rung spoke and is the one in use from now on. Should it not hold, we are back at once.
  climbed(rung: Rung, now: number): void {
    this.move_(rungs.indexOf(rung), this.came_from_ === null ? this.at_ : this.came_from_);
    this.tried_(now);
  }

  // The world may have changed: do not wait any longer, unless the last try was just now.
  hurry(now: number, new_network: boolean): void {
    if (new_network) this.held_ = false;
    if (new_network || Math.abs(now - this.tried_at_) >= seen_again_ms) this.wait_ms_ = 0;
  }

  private blocked_(now: number): boolean {
    const failing_ms = Math.abs(now - this.failing_since_);
    return this.failures_ >= failures_max && (!this.held_ || failing_ms >= held_failing_ms);
  }

  private move_(to: number, came_from: number | null): void {
    this.at_ = to;
    this.came_from_ = came_from;
    this.held_ = false;
    this.failures_ = 0;
    this.unexplained_ = false;
  }

  // A climb that does not hold dims the picture for some seconds, so such climbs become rare; a
  // try that is refused is seen by nobody. The jitter keeps a floor of screens from trying at once.
  private tried_(now: number): void {
    this.tried_at_ = now;
    const full = Math.min(longest_ms, again_ms * Math.pow(2, Math.min(this.falls_, 10)));
    this.wait_ms_ = full * (0.75 + this.random_() / 2);
  }
}
