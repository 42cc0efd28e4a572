import { rem_px } from '../browser/css';
import { width_em } from '../browser/text_width';
import { moment_title, place_gained } from '../text/moment';
import { full_money, in_currency, short_money, symbol_of } from '../text/money';
import type { Office } from '../view/office';
import type { Moment } from '../view/rows';
import { CountUp } from '../widgets/count_up';
import { Arrow } from '../widgets/icons';
import { Confetti } from './confetti';

const name_least_rem = 0.6; // smaller names wrap instead, if no word of theirs is too long
const edges_rem = 2.2; // kept free beside the text, for both edges together

// A win on the whole screen: who, how much, the rank gained, and the total growing by the amount.
export function MomentStage(props: { moment: Moment; office: Office }) {
  const { moment, office } = props;
  const amount = in_currency(full_money(moment.value), office.currency);
  const gained = place_gained(moment);
  const width_rem = innerWidth / rem_px() - edges_rem;
  const fit = (text: string, weight: number, most: number) =>
    Math.min(most, width_rem / Math.max(width_em(text, weight), 0.1));
  const words = moment.name.split(/\s+/).map((word) => fit(word, 800, name_least_rem));
  const name_size = Math.max(fit(moment.name, 800, 1.6), Math.min(...words));
  const amount_size = fit(amount, 800, 2.8);
  const words_rem = Math.max(
    Math.min(width_em(moment.name, 800) * name_size, width_rem),
    width_em(amount, 800) * amount_size,
  );
  return (
    <section class="moment" aria-label="Deal won" data-deal={moment.key}>
      <Confetti left_rem={words_rem + 1.5} />
      <p class="what">{moment_title(moment, office.period_label)}</p>
      <h2 dir="auto" style={{ fontSize: name_size + 'rem' }}>
        {moment.name}
      </h2>
      <p class="amount" style={{ fontSize: amount_size + 'rem' }}>
        {amount}
      </p>
      {gained && (
        <p class="place">
          {gained[0] || 'straight to'} {gained[0] && <Arrow />} {gained[1]}
        </p>
      )}
      <Total moment={moment} office={office} />
    </section>
  );
}

function Total(props: { moment: Moment; office: Office }) {
  const { moment, office } = props;
  const before = Number(moment.total_before || 0);
  const after = Number(moment.total_after || 0);
  const target = Number(moment.target || 0);
  const scale = Math.max(target, after);
  const percent = (amount: number) => Math.min(Math.max((amount / scale) * 100, 0), 100);
  return (
    <div class="total">
      <span class="sum">
        {moment.total_after !== null && symbol_of(office.currency)}
        <CountUp from={moment.total_before} value={moment.total_after} delay_ms={700} />
      </span>
      {target > 0 && (
        <div class="track" data-before={before} data-after={after}>
          <div class="fill" style={{ width: percent(before) + '%' }} />
          <div
            class="jump"
            style={{ left: percent(before) + '%', width: percent(after) - percent(before) + '%' }}
          />
        </div>
      )}
      <span class="of">
        {target > 0 ? 'of ' + short_money(moment.target) : 'in ' + office.period_label}
      </span>
    </div>
  );
}
