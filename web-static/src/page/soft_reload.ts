// A newer server brings a newer page, and a browser that has run for a day gets a fresh start at
// night. The page is fetched when nobody would notice: nothing on stage, no sheet open, and only
// after it has been seen to answer, because a browser's own error page on a wall has nobody to
// press reload. Spread out, so that a floor of screens does not blink at once.

import { get_json } from './http';

const spread_ms = 30000;
const hour_ms = 3600000;
const day_ms = 24 * hour_ms;
const tired_after_ms = 20 * hour_ms;
const night_ms = 3 * hour_ms; // from 03:00 office time on, within the hour

export class SoftReload {
  private first_build_: string | null = null;
  private due_ = 0; // 0: nothing to do
  private asking_ = false;
  private readonly turn_ms_ = night_ms + Math.random() * 0.9 * hour_ms;

  constructor(
    private readonly opened_at_: number,
    private readonly reload_: () => void,
  ) {}

  greeted(build: string, now: number): void {
    if (build === '') return;
    if (this.first_build_ === null) this.first_build_ = build;
    const newer = build !== this.first_build_;
    this.due_ = newer ? this.due_ || now + 1000 + Math.random() * spread_ms : 0;
  }

  // Called now and then with the office's local time and whether this is a good moment.
  look(now: number, office_now: number, calm: boolean): void {
    if (!this.due_ && this.tonight_(now, office_now)) this.due_ = now;
    if (!this.due_ || now < this.due_ || !calm || this.asking_) return;
    this.asking_ = true;
    get_json(location.href, (answer) => {
      this.asking_ = false;
      if (answer.status === 200) this.reload_();
      else this.due_ = now + spread_ms;
    });
  }

  private tonight_(now: number, office_now: number): boolean {
    const time_of_day = office_now % day_ms;
    const my_turn = time_of_day >= this.turn_ms_ && time_of_day < night_ms + hour_ms;
    return my_turn && now - this.opened_at_ > tired_after_ms;
  }
}
