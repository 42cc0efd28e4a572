import { width_em } from '../browser/text_width';
import { symbol_of } from '../text/money';
import { tile_period } from '../text/tile';
import type { OwnTile } from '../view/own';

// The title of a tile, its period if there is room, and a total to the right. `symbol`: the figures
// below have no currency symbol, so the title has one.
export function Title(props: {
  tile: OwnTile;
  width_rem: number;
  size_rem: number;
  symbol: boolean;
  total: string;
}) {
  const { tile, size_rem, total } = props;
  const title = title_of(tile, props.symbol, props.width_rem / size_rem);
  const period = tile_period(tile);
  const contained = period === '' || title.toLowerCase().indexOf(period.toLowerCase()) >= 0;
  const room_em = props.width_rem / size_rem - width_em(title, 600) - 0.3;
  const total_em = width_em(total, 700) + 0.6;
  const totalled = total !== '' && total_em < room_em;
  const dated = !contained && width_em(period, 400) + 0.5 + (totalled ? total_em : 0) < room_em;
  return (
    <h2>
      <span class="about" dir="auto" title={tile.title}>
        {title}
      </span>
      {dated && <span class="of">{period}</span>}
      {totalled && <span class="all">{total}</span>}
    </h2>
  );
}

// The symbol is left out when the title does not fit with it.
function title_of(tile: OwnTile, with_symbol: boolean, room_em: number): string {
  const symbol = with_symbol && tile.unit === 'money' ? symbol_of(tile.currency) : '';
  const signed = tile.title + ', ' + symbol;
  return symbol && width_em(signed, 600) < room_em ? signed : tile.title;
}

// One size for all titles of a board: `most`, or smaller so that every title fits that would fit at
// `least`.
export function title_rem(
  tiles: { tile: OwnTile; width_rem: number }[],
  most: number,
  least: number,
): number {
  const fits = tiles.map(({ tile, width_rem }) => {
    const title = title_of(tile, tile.kind === 'ranking', width_rem / least);
    return width_rem / (width_em(title, 600) + 0.15);
  });
  return Math.min(most, ...fits.filter((size) => size >= least));
}
