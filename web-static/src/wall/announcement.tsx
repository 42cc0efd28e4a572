import { useRef } from 'preact/hooks';

import { full_money, in_currency } from '../text/money';
import type { Win } from '../view/rows';
import type { View } from '../view/view';

// Says a new win to screen readers, politely: what is on the stage or glows is only seen.
export function Announcement(props: { view: View; news: boolean }) {
  const { view, news } = props;
  const win = newest_win(view);
  const last = useRef({ at: win ? win.at : 0, words: '' });
  if (win && win.at > last.current.at)
    last.current = { at: win.at, words: news ? words_of(win, view.office.currency) : '' };
  return (
    <p class="unseen" role="status">
      {last.current.words}
    </p>
  );
}

function newest_win(view: View): Win | null {
  const wins = [...view.today, ...view.moments].sort((a, b) => b.at - a.at);
  return wins[0] || null;
}

function words_of(win: Win, currency: string | null): string {
  const amount = win.value === null ? '' : ', ' + in_currency(full_money(win.value), currency);
  return 'Deal won: ' + win.name + amount;
}
