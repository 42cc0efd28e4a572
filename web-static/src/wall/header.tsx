import { common_period } from '../text/tile';
import { clock_time, weekday_day } from '../text/time';
import type { OwnTile } from '../view/own';
import type { View } from '../view/view';

export function Header(props: { view: View; now: number }) {
  const { office, own } = props.view;
  const day = office.day_n && office.day_m ? ', day ' + office.day_n + ' of ' + office.day_m : '';
  return (
    <header class="header">
      <span class="badge" aria-hidden="true">
        {Array.from(office.name)[0]}
      </span>
      <h1 class="office" dir="auto">
        {office.name}
        {own && office.title && <span class="board_title">{office.title}</span>}
      </h1>
      <span class="period">{own ? own_period(own, office.day) : office.period_label + day}</span>
      <time class="clock">{clock_time(props.now, office.utc_offset_s)}</time>
    </header>
  );
}

// "November · Mon 23 Nov": the period of most tiles, and today.
function own_period(tiles: OwnTile[], day: string | null): string {
  return [common_period(tiles), day && weekday_day(day)].filter((words) => words).join(' · ');
}
