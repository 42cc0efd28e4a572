import type { Sources } from '../store/frames';
import type { View } from './view';

const ahead_max_ms = 10000; // error of the estimated server clock
// The board gives times in these steps, so all are compared in them: a beat that says more exactly
// what the board has said already must not make the data younger.
const step_ms = 5000;

// When the newest data arrived, as far as this page knows. It never goes back without news: what
// one node said is kept when the next one, after a reconnect, knows less.
export class Newest {
  private at_ = 0;

  // 0: nothing has arrived yet.
  at(view: View | null, sources: Sources, now: number): number {
    const most = now + ahead_max_ms;
    const note = (at: number | null) => {
      if (at && at <= most && at > this.at_) this.at_ = at - (at % step_ms);
    };
    if (this.at_ > most) this.at_ = 0; // the clock was set back
    for (const name in sources) note((sources[name] as Sources[string]).last);
    if (view) {
      note(view.office.newest);
      for (const moment of view.moments) note(moment.received);
    }
    return this.at_;
  }
}
