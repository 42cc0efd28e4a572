import { width_em } from '../browser/text_width';
import { symbol_of } from '../text/money';
import { whole_words } from '../text/names';
import { period_forms, tile_period } from '../text/tile';
import type { OwnTile } from '../view/own';

const gap_em = 0.5; // between title and period

// The title of a tile, its period if there is room, and a total to the right. A period other than
// `common`, which the board's header shows, is always there, and the title is shortened for it.
// `symbol`: the figures below have no currency symbol, so the title has one.
export function Title(props: {
  tile: OwnTile;
  common: string;
  width_rem: number;
  size_rem: number;
  symbol: boolean;
  total: string;
}) {
  const { tile, size_rem, total } = props;
  const title = title_of(tile, props.symbol, props.width_rem / size_rem);
  const whole_em = props.width_rem / size_rem - 0.3;
  const room_em = whole_em - width_em(title, 600);
  const total_em = width_em(total, 700) + 0.6;
  const forms = period_forms(tile);
  const period_em = (form: string | undefined) => (form ? width_em(form, 400) + gap_em : 0);
  const brief = forms[forms.length - 1];
  const needed = is_needed(tile, props.common);
  const totalled = total !== '' && total_em + (needed ? period_em(brief) : 0) < room_em;
  const free_em = room_em - (totalled ? total_em : 0);
  const fitting = forms.filter((form) => period_em(form) < free_em)[0];
  const period = fitting || (needed && brief) || '';
  const title_em = whole_em - period_em(period);
  const shown = whole_words(title, (text) => width_em(text, 600) < title_em);
  return (
    <h2>
      <span class="about" dir="auto" title={tile.title}>
        {shown}
      </span>
      {period && <span class="of">{period}</span>}
      {totalled && <span class="all">{total}</span>}
    </h2>
  );
}

function is_needed(tile: OwnTile, common: string): boolean {
  return tile_period(tile) !== common;
}

// The symbol is left out when the title does not fit with it.
function title_of(tile: OwnTile, with_symbol: boolean, room_em: number): string {
  const symbol = with_symbol && tile.unit === 'money' ? symbol_of(tile.currency) : '';
  const signed = tile.title + ', ' + symbol;
  return symbol && width_em(signed, 600) < room_em ? signed : tile.title;
}

// One size for all titles of a board: `most`, or smaller so that every title fits, with the period it
// needs, that would fit at `least`.
export function title_rem(
  tiles: { tile: OwnTile; width_rem: number }[],
  common: string,
  most: number,
  least: number,
): number {
  const fits = tiles.map(({ tile, width_rem }) => {
    const title = title_of(tile, tile.kind === 'ranking', width_rem / least);
    const forms = period_forms(tile);
    const brief = is_needed(tile, common) && forms[forms.length - 1];
    const period_em = brief ? width_em(brief, 400) + gap_em : 0;
    return width_rem / (width_em(title, 600) + period_em + 0.35);
  });
  return Math.min(most, ...fits.filter((size) => size >= least));
}
