// When to ask over HTTP why the link fails. Each question that fails is one more red line in a
// console that somebody will read one day, so: at the first failure of an outage, then rarely.

const again_ms = 60000;

export class Probe {
  private asked_at_: number | null = null; // null: not in this outage

  // Whether to ask now, which then counts as asked.
  due(now: number): boolean {
    const since = this.asked_at_ === null ? again_ms : Math.abs(now - this.asked_at_);
    if (since < again_ms) return false;
    this.asked_at_ = now;
    return true;
  }

  // The server speaks, be it over HTTP only: the outage is over.
  heard(): void {
    this.asked_at_ = null;
  }
}
