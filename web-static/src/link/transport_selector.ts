// Chooses the transport. A WebSocket is best; some networks block those, so the next is an event
// stream, and where a proxy buffers that too, polling every two seconds. Pure: the caller reports
// what happened and when.
//
// A transport counts as blocked when it fails while plain HTTP to the same server works. When the
// server is down both fail and the transport is kept; otherwise every restart would move all
// screens to a worse one.

export type Transport = 'socket' | 'stream' | 'polling';

const transports: Transport[] = ['socket', 'stream', 'polling']; // best first
const failures_max = 3; // in a row: one is bad luck, two may be a server that is just starting
// A transport that has worked is given up later: after a restart the server admits screens at a
// limited rate and refuses the rest for a while.
const proven_failing_ms = 30000;
const retry_ms = 5 * 60000;
const longest_ms = 60 * 60000;
const recheck_ms = 60000; // a visible page tries again when the last try is older than this

export class TransportSelector {
  private index_ = 0;
  private failures_ = 0;
  private failing_since_ = 0;
  private proven_ = false; // proven on this network
  private unchecked_failure_ = false; // it failed, and HTTP has not been checked yet
  private upgraded_from_: number | null = null; // until this one is proven
  private failed_upgrades_ = 0; // in a row
  private tried_at_ = 0;
  private wait_ms_ = 0;

  constructor(private readonly random_: () => number) {}

  get transport(): Transport {
    return transports[this.index_] as Transport;
  }

  // The transport in use ended before it was proven. http_checked() decides what follows.
  failed(): void {
    this.unchecked_failure_ = true;
  }

  // The result of an HTTP check after a failure. True: the transport has changed.
  http_checked(works: boolean, now: number): boolean {
    const failed = this.unchecked_failure_;
    this.unchecked_failure_ = false;
    if (!works) this.failures_ = 0;
    if (!works || !failed || this.index_ === transports.length - 1) return false;
    if (this.failures_++ === 0) this.failing_since_ = now;
    const back = this.upgraded_from_;
    if (back === null && !this.blocked_(now)) return false;
    if (back !== null) this.failed_upgrades_++;
    this.move_(back !== null ? back : this.index_ + 1, null);
    this.set_tried_(now);
    return true;
  }

  // The transport in use has delivered frames for a while, so no proxy blocks it.
  proven(): void {
    this.proven_ = true;
    this.failures_ = 0;
    this.unchecked_failure_ = false;
    this.upgraded_from_ = null;
    if (this.index_ === 0) this.failed_upgrades_ = 0;
  }

  // Whether to try a better transport beside the one in use. True counts as tried.
  due(now: number): boolean {
    if (this.index_ === 0 || Math.abs(now - this.tried_at_) < this.wait_ms_) return false;
    this.set_tried_(now);
    return true;
  }

  // What to try next after `failed`, from the best down. Null: nothing better is left.
  better(failed: Transport | null): Transport | null {
    const next = failed === null ? 0 : transports.indexOf(failed) + 1;
    return next < this.index_ ? (transports[next] as Transport) : null;
  }

  // A better transport delivered a frame and is in use now. If it fails before it is proven, we
  // return to the one we came from at once.
  upgraded(transport: Transport, now: number): void {
    this.move_(
      transports.indexOf(transport),
      this.upgraded_from_ === null ? this.index_ : this.upgraded_from_,
    );
    this.set_tried_(now);
  }

  // The network may have changed: do not wait any longer, unless the last try was just now.
  try_soon(now: number, new_network: boolean): void {
    if (new_network) this.proven_ = false;
    if (new_network || Math.abs(now - this.tried_at_) >= recheck_ms) this.wait_ms_ = 0;
  }

  private blocked_(now: number): boolean {
    const failing_ms = Math.abs(now - this.failing_since_);
    return this.failures_ >= failures_max && (!this.proven_ || failing_ms >= proven_failing_ms);
  }

  private move_(to: number, upgraded_from: number | null): void {
    this.index_ = to;
    this.upgraded_from_ = upgraded_from;
    this.proven_ = false;
    this.failures_ = 0;
    this.unchecked_failure_ = false;
  }

  // An upgrade that fails afterwards dims the screen for some seconds, so after each the wait
  // doubles. A try that is refused is invisible. The jitter keeps many screens from trying at once.
  private set_tried_(now: number): void {
    this.tried_at_ = now;
    const full = Math.min(longest_ms, retry_ms * Math.pow(2, Math.min(this.failed_upgrades_, 10)));
    this.wait_ms_ = full * (0.75 + this.random_() / 2);
  }
}
