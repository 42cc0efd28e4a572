// An own board: its tiles in a grid that fills the wall, or one below the other on a phone.

import { sized_figure } from '../text/figure';
import { no_value } from '../text/money';
import { common_period, tile_period, why_forms } from '../text/tile';
import type { OwnTile } from '../view/own';
import type { Subject } from '../view/question';
import type { View } from '../view/view';
import { Opener } from '../widgets/opener';
import { press } from '../widgets/press';
import { grid_of } from './grid';
import type { Cell } from './grid';
import { NumberTile, figure_rem } from './number';
import { RankingTile } from './ranking';
import { SeriesTile } from './series';
import { css_properties, sizes_of, title_least_rem } from './sizes';
import type { TileSizes } from './sizes';
import type { TileProps } from './tile_props';
import { title_rem } from './title';

export interface BoardArea {
  width: number; // rem
  height: number;
  phone: boolean;
}

export function OwnBoard(props: {
  view: View;
  area: BoardArea;
  news: boolean;
  explain: (subject: Subject) => void;
}) {
  const { area, news, explain } = props;
  const tiles = props.view.own || [];
  if (tiles.length === 0) {
    return (
      <div class="none">
        <h2>No tiles yet</h2>
        <p>This board is empty. Add tiles to it in the org document.</p>
      </div>
    );
  }
  const tall = tiles.some((tile) => tile.kind === 'ranking');
  const grid = grid_of(tiles.length, tall, area.width, area.height);
  const by_grid = sizes_of(grid.columns, grid.rows, area.phone);
  const placed = tiles.map((tile, index) => ({
    tile,
    cell: area.phone ? on_phone(tile, area, by_grid) : (grid.cells[index] as Cell),
  }));
  const common = common_period(tiles);
  const widths = placed.map(({ tile, cell }) => ({ tile, width_rem: cell.width }));
  const sizes = { ...by_grid, title: title_rem(widths, common, by_grid.title, title_least_rem) };
  const columns = 'repeat(' + grid.columns + ',minmax(0,1fr))';
  const rows = 'repeat(' + grid.rows + ',minmax(0,1fr))';
  return (
    <div
      class="tiles"
      style={{
        gridTemplateColumns: columns,
        gridTemplateRows: rows,
        ...css_properties(sizes),
      }}
    >
      {placed.map(({ tile, cell }) => (
        <section
          key={tile.id}
          class={'tile is_' + tile.kind}
          data-tile={tile.id}
          style={{
            gridColumn: 'span ' + cell.span,
            height: area.phone && tile.kind !== 'number' ? cell.height + 'rem' : 'auto',
          }}
          {...press(() => explain({ is: 'tile', id: tile.id, row: null }))}
        >
          <Opener
            label={spoken(tile)}
            open={() => explain({ is: 'tile', id: tile.id, row: null })}
          />
          <Body
            {...{ tile, cell, sizes, common, news, explain }}
            alike={placed.filter((one) => one.cell.width === cell.width).map((one) => one.tile)}
          />
        </section>
      ))}
    </div>
  );
}

// "Won this month, November: €412K"
function spoken(tile: OwnTile): string {
  const figure = sized_figure(tile.value, tile.unit, tile.currency);
  const said = figure === no_value ? why_forms(tile.why)[0] || 'no value' : figure;
  return [tile.title, tile_period(tile)].filter((word) => word !== '').join(', ') + ': ' + said;
}

// `alike`: the tiles of the same width. Their figures have the same size, because a larger figure
// would look like a higher value.
function Body(props: TileProps & { alike: OwnTile[] }) {
  const { tile, cell, sizes, alike } = props;
  if (tile.kind === 'ranking') return <RankingTile {...props} />;
  const size = figure_rem(
    alike.filter((one) => one.kind === tile.kind),
    cell.width,
    sizes,
  );
  if (tile.kind === 'series') return <SeriesTile {...props} figure_rem={size} />;
  return <NumberTile {...props} figure_rem={size} />;
}

const phone_rows = 8;

function on_phone(tile: OwnTile, area: BoardArea, sizes: TileSizes): Cell {
  const rows = Math.min(Math.max(tile.rows.length, 1), phone_rows) * sizes.pitch;
  return { span: 1, width: area.width, height: tile.kind === 'ranking' ? rows + 1.4 : 4.6 };
}
