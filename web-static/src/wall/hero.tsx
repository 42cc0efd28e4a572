import { rem_px, width_em } from '../page/text_width';
import type { Subject } from '../sheet/question';
import type { View } from '../tiles/view';
import { counted } from '../words/count';
import { short_money, symbol_of } from '../words/money';
import { pace_of, target_line, unpriced_part } from '../words/pace';
import type { Pace } from '../words/pace';
import { CountUp } from './count_up';
import { Rising } from './icons';
import { SetCurrency } from './set_currency';

const size_rem = 2.3;
const pace_rem = 0.52;
const icon_em = 1.1;
const tracking_em = -0.015; // letter-spacing of the pace, as in css/wall.css
const symbol_part = 0.42; // of the figure's size, as in css/wall.css
const unit_part = 0.36;

// Are we going to make it: the number, the pace in words, what is left.
export function Hero(props: { view: View; width_px: number; explain: (subject: Subject) => void }) {
  const { hero, office } = props.view;
  const { symbol, figure, unit } = headline(props.view);
  const pace = office.state === 'running' && hero.value !== null ? pace_of(hero) : null;
  const em =
    width_em(short_money(figure), 800) +
    symbol_part * width_em(symbol, 600) +
    unit_part * width_em(unit, 600) +
    0.06;
  const size = Math.min(size_rem, props.width_px / rem_px() / em);
  return (
    <section class="hero">
      <button
        class="figure"
        style={{ fontSize: size + 'rem' }}
        data-value={hero.value}
        aria-label="Why this number?"
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

// The size is fixed (css/wall.css), so it is the words that give way.
function fitting(pace: Pace, width_px: number): string {
  const room_em = width_px / rem_px() / pace_rem - (pace.sign === 1 ? icon_em : 0);
  const width = width_em(pace.sentence, 700) + tracking_em * pace.sentence.length;
  return width < room_em ? pace.sentence : pace.brief;
}

// The money, or, where amounts cannot be added up yet, how many wins there are.
function headline(view: View): { symbol: string; figure: string | null; unit: string } {
  const { hero, office } = view;
  if (hero.value === null) {
    return { symbol: '', figure: String(hero.n), unit: hero.n === 1 ? ' win' : ' wins' };
  }
  return { symbol: symbol_of(office.currency), figure: hero.value, unit: '' };
}

// What the number does not contain, said next to the number. `counts_wins`: how many wins there are
// is said above already.
function Aside(props: { view: View; counts_wins: boolean }) {
  const { hero, office } = props.view;
  if (office.needs_currency) {
    return (
      <p class="aside">
        <SetCurrency />
        {hero.unpriced > 0 && ': ' + counted(hero.unpriced, 'win', 'wins') + ' wait for it'}
      </p>
    );
  }
  if (hero.unpriced === 0) return null;
  const wins = props.counts_wins ? '' : counted(hero.n, 'win', 'wins') + ', ';
  return <p class="aside">{wins + unpriced_part(hero)}</p>;
}
