// Which moment is on stage. A moment is state that is live until a time, so each screen shows it
// once however often it is sent, does not start it when it is nearly over (for example after the
// screen was asleep), and removes it at once when the deal is reopened.

import type { Moment } from '../view/rows';

export const stage_ms = 8000;
const worth_starting_ms = 3000;
const skew_ms = 2000;

export interface OnStage {
  moment: Moment;
  ends_at: number; // server ms
}

export class Stage {
  current: OnStage | null = null;
  private readonly seen_ = new Map<string, number>(); // key and win → live until

  // Times are the server's. Called for every paint.
  update(moments: Moment[], now: number): OnStage | null {
    this.seen_.forEach((until, id) => until + 60000 < now && this.seen_.delete(id));
    if (this.current && this.over_(this.current, moments, now)) this.current = null;
    if (!this.current) {
      const next = this.next_(moments, now);
      if (next) {
        this.seen_.set(id_of(next), next.until);
        this.current = { moment: next, ends_at: now + stage_ms };
      }
    }
    return this.current;
  }

  private over_(on: OnStage, moments: Moment[], now: number): boolean {
    if (now >= on.ends_at || now < on.ends_at - 2 * stage_ms) return true;
    const still_there = moments.some((moment) => id_of(moment) === id_of(on.moment));
    return !still_there && now < on.moment.until - skew_ms;
  }

  // Oldest first, so that two wins are shown in the order in which they happened.
  private next_(moments: Moment[], now: number): Moment | null {
    const waiting = moments.filter(
      (moment) =>
        moment.stage && moment.until - now > worth_starting_ms && !this.seen_.has(id_of(moment)),
    );
    waiting.sort((a, b) => a.until - b.until);
    return waiting[0] || null;
  }
}

function id_of(moment: Moment): string {
  return moment.key + '@' + moment.at;
}
