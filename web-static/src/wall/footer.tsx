import { useLayoutEffect, useRef } from 'preact/hooks';

import type { View } from '../tiles/view';
import { counted } from '../words/count';
import type { Freshness } from '../words/freshness';
import { short_money } from '../words/money';
import { ago } from '../words/time';
import { glow_once } from './glow';

// What just happened, and how fresh all of this is. Wins that do not fit wrap below the edge and
// are cut there, whole: no half names.
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
        <span class="wins_n">
          {view.today_n > 0 ? counted(view.today_n, 'win', 'wins') + ' today' : 'No wins yet today'}
        </span>
        {view.today.map((win) => (
          <span class="item" key={win.key}>
            <b dir="auto">{win.short}</b> {short_money(win.value)},{' '}
            {ago(win.at, props.now, view.office.utc_offset_s)}
          </span>
        ))}
      </div>
      <FreshnessLine fresh={fresh} />
    </footer>
  );
}

export function FreshnessLine(props: { fresh: Freshness }) {
  return (
    <p class={'freshness ' + props.fresh.level} role="status">
      <span class="dot" />
      {props.fresh.text}
    </p>
  );
}
