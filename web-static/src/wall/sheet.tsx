import { useEffect, useState } from 'preact/hooks';

import type { View } from '../tiles/view';
import { counted } from '../words/count';
import { full_money, in_currency } from '../words/money';
import { unpriced_part } from '../words/pace';
import { time_or_day } from '../words/time';
import { fetch_deals } from './deals';
import type { Deal, Deals } from './deals';

const rows_max = 500; // as many as anybody scrolls; the total above is always of all of them
const close_after_ms = 120000; // on a wall nobody may be there to press Esc

// Why this number: the deals it is the sum of. Opened by a click on the hero, closed by Esc, a tap
// beside it, or by being left alone.
export function Sheet(props: { view: View; now: number; close: () => void }) {
  const { office, hero } = props.view;
  const [deals, set_deals] = useState<Deals | null>(null);
  const [failed, set_failed] = useState(false);
  const [after, set_after] = useState<string | null>(null);

  // A new figure behind the sheet starts the list anew, so that both always show the same sum.
  useEffect(() => set_after(null), [hero.value]);
  useEffect(() => {
    if (!office.period_start || !office.period_end) return set_failed(true);
    return fetch_deals(office.period_start, office.period_end, after, (page) => {
      set_failed(page === null);
      if (page) set_deals((before) => (after && before ? joined(before, page) : page));
    });
  }, [after, hero.value, office.period_start]);

  useEffect(() => {
    const on_key = (event: KeyboardEvent) => event.key === 'Escape' && props.close();
    let timer = window.setTimeout(props.close, close_after_ms);
    const stay = () => {
      clearTimeout(timer);
      timer = window.setTimeout(props.close, close_after_ms);
    };
    const signs = ['keydown', 'mousemove', 'touchstart', 'wheel'];
    document.addEventListener('keydown', on_key);
    signs.forEach((sign) => document.addEventListener(sign, stay, { passive: true }));
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', on_key);
      signs.forEach((sign) => document.removeEventListener(sign, stay));
    };
  }, []);

  const more = deals && deals.next && deals.rows.length < rows_max ? deals.next : null;
  return (
    <div class="veil" onClick={(event) => event.target === event.currentTarget && props.close()}>
      <section class="sheet" role="dialog" aria-modal="true" aria-label="Deals behind the number">
        <header>
          <h2>{in_currency(full_money(deals && deals.total), office.currency)}</h2>
          <p>
            {deals && counted(deals.n || 0, 'deal', 'deals') + ' won in ' + office.period_label}
            {deals && hero.unpriced > 0 && ', ' + unpriced_part(hero)}
          </p>
          <button class="close" aria-label="Close" onClick={props.close}>
            ×
          </button>
        </header>
        <ul>
          {deals &&
            deals.rows.map((deal) => (
              <li key={deal.key} class={deal.priced ? '' : 'apart'}>
                <span class="title" dir="auto">
                  {deal.title}
                </span>
                <span class="value">{amount_of(deal)}</span>
                <span class="who" dir="auto">
                  {deal.who}
                </span>
                <span class="when">
                  {deal.at && time_or_day(deal.at, props.now, office.utc_offset_s)}
                </span>
              </li>
            ))}
        </ul>
        {failed && (
          <p class="hint">The list cannot be loaded just now. The figure itself stands.</p>
        )}
        {!failed && !deals && <p class="hint">Loading …</p>}
        {more && (
          <button class="more" onClick={() => set_after(more)}>
            More
          </button>
        )}
      </section>
    </div>
  );
}

// What is not in the sum above says so, and in which currency it is.
function amount_of(deal: Deal): string {
  if (deal.priced) return full_money(deal.value);
  if (deal.value === null) return 'no amount';
  return in_currency(full_money(deal.value), deal.currency) + ' · not priced';
}

function joined(before: Deals, page: Deals): Deals {
  return { ...page, rows: before.rows.concat(page.rows).slice(0, rows_max) };
}
