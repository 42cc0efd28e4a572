import { width_em } from '../page/text_width';
import type { OwnTile } from '../tiles/own';
import { symbol_of } from '../words/money';
import { tile_period } from '../words/tile';

// What a tile is about, and of when as far as there is room; to the right what it comes to
// altogether. `sign`: the figures below carry no sign of their currency, so the title does.
export function Title(props: {
  tile: OwnTile;
  width_rem: number;
  size_rem: number;
  sign: boolean;
  total: string;
}) {
  const { tile, size_rem, total } = props;
  const title = title_of(tile, props.sign, props.width_rem / size_rem);
  const period = tile_period(tile);
  const told = period === '' || title.toLowerCase().indexOf(period.toLowerCase()) >= 0;
  const room_em = props.width_rem / size_rem - width_em(title, 600) - 0.3;
  const total_em = width_em(total, 700) + 0.6;
  const totalled = total !== '' && total_em < room_em;
  const dated = !told && width_em(period, 400) + 0.5 + (totalled ? total_em : 0) < room_em;
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

// The sign of the currency gives way to the title.
function title_of(tile: OwnTile, sign: boolean, room_em: number): string {
  const symbol = sign && tile.unit === 'money' ? symbol_of(tile.currency) : '';
  const signed = tile.title + ', ' + symbol;
  return symbol && width_em(signed, 600) < room_em ? signed : tile.title;
}

// One size for all titles of a board: at most `most`, as small as it takes for all that can be
// whole at `least`.
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
