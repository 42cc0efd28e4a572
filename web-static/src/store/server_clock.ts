// Estimates the server's clock. A frame carries the time it was made and arrives later, so
// (made − arrived) is too low by the transit time: the highest of the recent ones is the best
// estimate.

// A minute of beats: long enough to include a fast one, short enough to follow a clock change.
const window = 12;

export class ServerClock {
  private offsets_: number[] = [];

  add_sample(made_at: number, arrived_at: number): void {
    if (made_at <= 0) return;
    this.offsets_.push(made_at - arrived_at);
    if (this.offsets_.length > window) this.offsets_.shift();
  }

  // ms since 1970 on the server, given the local time.
  now(local_now: number): number {
    return this.offsets_.length ? local_now + Math.max(...this.offsets_) : local_now;
  }
}
