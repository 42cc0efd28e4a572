// The server's clock as seen from here. A frame says when it was made and arrives a little later,
// so (made − arrived) is always too low by the way it travelled: the highest of the last few is
// nearest.
// A minute of beats: long enough to meet a fast one, short enough to follow a clock that was set.
const window = 12;

export class ServerClock {
  private offsets_: number[] = [];

  heard(made_at: number, arrived_at: number): void {
    if (made_at <= 0) return;
    this.offsets_.push(made_at - arrived_at);
    if (this.offsets_.length > window) this.offsets_.shift();
  }

  // ms since 1970 on the server, given our own.
  now(local_now: number): number {
    return this.offsets_.length ? local_now + Math.max(...this.offsets_) : local_now;
  }
}
