import type { View } from '../tiles/view';
import { clock_time } from '../words/time';

export function Header(props: { view: View; now: number }) {
  const { office } = props.view;
  const day = office.day_n && office.day_m ? ', day ' + office.day_n + ' of ' + office.day_m : '';
  return (
    <header class="header">
      <span class="badge" aria-hidden="true">
        {Array.from(office.name)[0]}
      </span>
      <span class="office" dir="auto">
        {office.name}
      </span>
      <span class="period">{office.period_label + day}</span>
      <time class="clock">{clock_time(props.now, office.utc_offset_s)}</time>
    </header>
  );
}
