import { useLayoutEffect, useRef } from 'preact/hooks';

import { counted } from '../text/count';
import type { Freshness } from '../text/freshness';
import { short_money } from '../text/money';
import { ago } from '../text/time';
import type { View } from '../view/view';
import { glow_once } from '../widgets/glow';
import { SetCurrency } from './set_currency';

// Today's wins and the freshness. Wins that do not fit wrap below the edge, so that no name is cut
// in the middle. The newest is always there: its name ends in "…" if it is wider than the strip.
export function Footer(props: { view: View; now: number; fresh: Freshness; news: boolean }) {
  const { view, fresh } = props;
  const newest = view.today[0];
  const glow = useRef<HTMLDivElement>(null);
  const before = useRef(newest && newest.key);

  useLayoutEffect(() => {
    if (newest && newest.key !== before.current && props.news) glow_once(glow.current);
    before.current = newest && newest.key;
  }, [newest && newest.key]);

  return (
    <footer class={'footer ' + fresh.level}>
      <div class="glow" ref={glow} />
      <div class="wins">
        {view.today_n > 0 ? (
          <span class="wins_n">{counted(view.today_n, 'win', 'wins')} today</span>
        ) : (
          <span class="wins_n none">{quiet_day(view)}</span>
        )}
        <span class="newest">
          {view.today.map((win) => (
            <span class="item" key={win.key}>
              <b dir="auto">{win.short}</b>
              <span>
                {win.value !== null && ' ' + short_money(win.value)}
                {win.at > 0 && ', ' + ago(win.at, props.now, view.office.utc_offset_s)}
              </span>
            </span>
          ))}
        </span>
      </div>
      <FreshnessLine fresh={fresh} />
    </footer>
  );
}

// The footer of an own board: the freshness only.
export function OwnFooter(props: { view: View; fresh: Freshness }) {
  const { view, fresh } = props;
  return (
    <footer class={'footer slim ' + fresh.level}>
      <div class="wins">
        {view.office.needs_currency && (
          <span class="item">
            <SetCurrency />
          </span>
        )}
      </div>
      <FreshnessLine fresh={fresh} />
    </footer>
  );
}

// Before the first win of a day, the day's activities are shown.
function quiet_day(view: View): string {
  const done = view.due.activities_today || 0;
  return 'No wins yet today' + (done > 0 ? ' · ' + counted(done, 'activity', 'activities') : '');
}

export function FreshnessLine(props: { fresh: Freshness }) {
  const { fresh } = props;
  return (
    <>
      {fresh.unshared && (
        <p
          class="unshared"
          role="status"
          title="New deals are stored and appear here once the servers are connected again"
        >
          <b>{fresh.unshared}</b>
          <span>new deals are stored and appear later</span>
        </p>
      )}
      <p
        class={'freshness ' + fresh.level}
        role="status"
        aria-live={fresh.level === 'live' ? 'off' : 'polite'} // the age changes every ten seconds
        title={fresh.transport_note}
      >
        <span class="dot" />
        {fresh.text}
      </p>
    </>
  );
}
