import { css_number, rem_px } from '../browser/css';
import { width_em } from '../browser/text_width';
import { counted } from '../text/count';
import { short_money, symbol_of } from '../text/money';
import { pace_of, target_line, unpriced_part } from '../text/pace';
import type { Pace } from '../text/pace';
import type { Subject } from '../view/question';
import type { View } from '../view/view';
import { CountUp } from '../widgets/count_up';
import { Rising } from '../widgets/icons';
import { SetCurrency } from './set_currency';

const size_rem = 2.3;
const icon_em = 1.1;

// The sum of the period, the pace in words, and what is left to the target.
export function Hero(props: { view: View; width_px: number; explain: (subject: Subject) => void }) {
  const { hero, office } = props.view;
  const { symbol, figure, unit } = headline(props.view);
  const pace = office.state === 'running' && hero.value !== null ? pace_of(hero) : null;
  const em =
    width_em(short_money(figure), 800) +
    css_number('--symbol') * width_em(symbol, 600) +
    css_number('--wins-unit') * width_em(unit, 600) +
    0.06;
  const size = Math.min(size_rem, props.width_px / rem_px() / em);
  return (
    <section class="hero">
      <button
        class="figure"
        style={{ fontSize: size + 'rem' }}
        data-value={hero.value}
        aria-label={symbol + short_money(figure) + unit + ', won in ' + office.period_label}
        aria-haspopup="dialog"
        onClick={() => props.explain({ is: 'hero' })}
      >
        {symbol && <span class="symbol">{symbol}</span>}
        <CountUp key={unit ? 'wins' : 'money'} value={figure} />
        {unit && <span class="unit">{unit}</span>}
      </button>
      {pace && (
        <p class={pace.sign === 1 ? 'pace ahead' : 'pace'} data-sign={pace.sign}>
          {pace.sign === 1 && <Rising />}
          {fitting(pace, props.width_px)}
        </p>
      )}
      <p class="target">{target_line(hero)}</p>
      <Aside
        view={props.view}
        counts_wins={hero.value === null || (pace !== null && pace.sign === null)}
      />
    </section>
  );
}

// The font size is fixed in css/wall.css; a text that does not fit is shortened.
function fitting(pace: Pace, width_px: number): string {
  const icon = pace.sign === 1 ? icon_em : 0;
  const room_em = width_px / rem_px() / css_number('--pace-size') - icon;
  const width = width_em(pace.sentence, 700) + css_number('--pace-spacing') * pace.sentence.length;
  return width < room_em ? pace.sentence : pace.brief;
}

// The sum, or the number of wins while amounts cannot be added up.
function headline(view: View): { symbol: string; figure: string | null; unit: string } {
  const { hero, office } = view;
  if (hero.value === null) {
    return { symbol: '', figure: String(hero.n), unit: hero.n === 1 ? ' win' : ' wins' };
  }
  return { symbol: symbol_of(office.currency), figure: hero.value, unit: '' };
}

// What the sum does not include. `counts_wins`: the number of wins is already shown above.
function Aside(props: { view: View; counts_wins: boolean }) {
  const { hero, office } = props.view;
  if (office.needs_currency) {
    return (
      <p class="aside">
        <SetCurrency />
        {hero.unpriced > 0 && ': ' + counted(hero.unpriced, 'win', 'wins') + ' not priced'}
      </p>
    );
  }
  if (hero.unpriced === 0) return null;
  const wins = props.counts_wins ? '' : counted(hero.n, 'win', 'wins') + ', ';
  return <p class="aside">{wins + unpriced_part(hero)}</p>;
}
