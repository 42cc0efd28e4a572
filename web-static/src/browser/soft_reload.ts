// Reloads the page after the server has been updated, and every night when it has run for a day. It
// waits until nothing is on stage and no sheet is open, and until the server answers, because a
// wall screen has no user to reload a browser's error page. Spread out, so that the screens of an
// office do not all reload at once.

import { get_json } from './http';

const spread_ms = 30000;
const hour_ms = 3600000;
const day_ms = 24 * hour_ms;
const reload_after_ms = 20 * hour_ms;
const night_ms = 3 * hour_ms; // from 03:00 office time on, within the hour

export class SoftReload {
  private first_build_: string | null = null;
  private due_ = 0; // 0: nothing to do
  private checking_ = false;
  private readonly turn_ms_ = night_ms + Math.random() * 0.9 * hour_ms;

  constructor(
    private readonly opened_at_: number,
    private readonly reload_: () => void,
  ) {}

  on_welcome(build: string, now: number): void {
    if (build === '') return;
    if (this.first_build_ === null) this.first_build_ = build;
    const newer = build !== this.first_build_;
    this.due_ = newer ? this.due_ || now + 1000 + Math.random() * spread_ms : 0;
  }

  // Called regularly. `office_now` is the office's local time; `idle`: a reload would not be
  // noticed.
  check(now: number, office_now: number, idle: boolean): void {
    if (!this.due_ && this.is_due_tonight_(now, office_now)) this.due_ = now;
    if (!this.due_ || now < this.due_ || !idle || this.checking_) return;
    this.checking_ = true;
    get_json(location.href, (response) => {
      this.checking_ = false;
      if (response.status === 200) this.reload_();
      else this.due_ = now + spread_ms;
    });
  }

  private is_due_tonight_(now: number, office_now: number): boolean {
    const time_of_day = office_now % day_ms;
    const my_turn = time_of_day >= this.turn_ms_ && time_of_day < night_ms + hour_ms;
    return my_turn && now - this.opened_at_ > reload_after_ms;
  }
}
