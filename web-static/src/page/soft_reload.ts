// A newer server brings a newer page. It is fetched when nobody would notice: nothing on stage, no
// sheet open, and only after the page has been seen to answer, because a browser's own error page
// on a wall has nobody to press reload. Spread over half a minute so that a floor of screens does
// not blink.

import { get_json } from './http';

const spread_ms = 30000;

export class SoftReload {
  private first_build_: string | null = null;
  private due_ = 0; // 0: nothing to do
  private asking_ = false;

  constructor(private readonly reload_: () => void) {}

  greeted(build: string, now: number): void {
    if (build === '') return;
    if (this.first_build_ === null) this.first_build_ = build;
    const newer = build !== this.first_build_;
    this.due_ = newer ? this.due_ || now + 1000 + Math.random() * spread_ms : 0;
  }

  // Called now and then with whether this is a good moment.
  look(now: number, calm: boolean): void {
    if (!this.due_ || now < this.due_ || !calm || this.asking_) return;
    this.asking_ = true;
    get_json(location.href, (answer) => {
      this.asking_ = false;
      if (answer.status === 200) this.reload_();
      else this.due_ = now + spread_ms;
    });
  }
}
