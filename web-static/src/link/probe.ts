// When to check over HTTP why the link fails. Each check that fails is a red line in the browser's
// console, so there is one at the first failure of an outage and then one a minute.

const again_ms = 60000;

export class Probe {
  private checked_at_: number | null = null; // null: not in this outage

  // Whether to check now. True counts as checked.
  due(now: number): boolean {
    const since = this.checked_at_ === null ? again_ms : Math.abs(now - this.checked_at_);
    if (since < again_ms) return false;
    this.checked_at_ = now;
    return true;
  }

  // The server answered, even if only over HTTP: the outage is over.
  reset(): void {
    this.checked_at_ = null;
  }
}
