// Estimates the server's clock. A frame carries the time it was made and arrives later, so
// (made − arrived) is too low by the transit time: the highest of the recent ones is the best
// estimate.

// A minute of beats: long enough to include a fast one, short enough to follow a clock change.
const window = 12;
const set_ms = 2000; // a clock that is this much behind was set

export class ServerClock {
  private offsets_: number[] = [];
  private offset_ = -Infinity;

  add_sample(made_at: number, arrived_at: number): void {
    if (made_at <= 0) return;
    this.offsets_.push(made_at - arrived_at);
    if (this.offsets_.length > window) this.offsets_.shift();
    const best = Math.max(...this.offsets_);
    // When the best one is forgotten, time goes on more slowly instead of back.
    const forgotten = best < this.offset_ && best > this.offset_ - set_ms;
    this.offset_ = forgotten ? this.offset_ - 1 : best;
  }

  // ms since 1970 on the server, given the local time.
  now(local_now: number): number {
    return this.offsets_.length ? local_now + this.offset_ : local_now;
  }
}
