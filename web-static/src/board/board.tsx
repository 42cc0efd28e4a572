// A board of the office's own: its tiles in a grid that fills the wall, or one below the other on a
// phone.

import type { Subject } from '../sheet/question';
import type { OwnTile } from '../tiles/own';
import type { View } from '../tiles/view';
import { press } from '../page/press';
import { grid_of } from './grid';
import type { Place } from './grid';
import { looks_of, title_least_rem } from './looks';
import type { Looks } from './looks';
import { NumberTile, figure_rem } from './number';
import { RankingTile } from './ranking';
import { SeriesTile } from './series';
import { title_rem } from './title';

export interface Room {
  width: number; // rem
  height: number;
  phone: boolean;
}

export interface TileProps {
  tile: OwnTile;
  place: Place;
  looks: Looks;
  news: boolean; // something just happened
  explain: (subject: Subject) => void;
}

interface Props {
  view: View;
  room: Room;
  news: boolean;
  explain: (subject: Subject) => void;
}

export function OwnBoard(props: Props) {
  const { room, news, explain } = props;
  const tiles = props.view.own || [];
  if (tiles.length === 0) {
    return (
      <div class="none">
        <h1>No tiles yet</h1>
        <p>This board has a name and nothing on it. Give it tiles in the office’s document.</p>
      </div>
    );
  }
  const tall = tiles.some((tile) => tile.kind === 'ranking');
  const grid = grid_of(tiles.length, tall, room.width, room.height);
  const sizes = looks_of(grid.columns, grid.rows, room.phone);
  const placed = tiles.map((tile, index) => ({
    tile,
    place: room.phone ? on_phone(tile, room, sizes) : (grid.places[index] as Place),
  }));
  const widths = placed.map(({ tile, place }) => ({ tile, width_rem: place.width }));
  const looks = { ...sizes, title: title_rem(widths, sizes.title, title_least_rem) };
  const columns = 'repeat(' + grid.columns + ',minmax(0,1fr))';
  const rows = 'repeat(' + grid.rows + ',minmax(0,1fr))';
  return (
    <div
      class="tiles"
      style={{
        gridTemplateColumns: columns,
        gridTemplateRows: rows,
        '--title': looks.title + 'rem',
        '--detail': looks.detail + 'rem',
      }}
    >
      {placed.map(({ tile, place }) => (
        <section
          key={tile.id}
          class={'tile is_' + tile.kind}
          data-tile={tile.id}
          style={{
            gridColumn: 'span ' + place.span,
            height: room.phone && tile.kind !== 'number' ? place.height + 'rem' : 'auto',
          }}
          {...press(() => explain({ is: 'tile', id: tile.id, row: null }))}
        >
          <Body
            {...{ tile, place, looks, news, explain }}
            alike={placed.filter((one) => one.place.width === place.width).map((one) => one.tile)}
          />
        </section>
      ))}
    </div>
  );
}

// `alike`: the tiles as wide as this one. Their figures are as large as each other, or the eye
// takes the larger for the more.
function Body(props: TileProps & { alike: OwnTile[] }) {
  const { tile, place, looks, alike } = props;
  if (tile.kind === 'ranking') return <RankingTile {...props} />;
  const size = figure_rem(
    alike.filter((one) => one.kind === tile.kind),
    place.width,
    looks,
  );
  if (tile.kind === 'series') return <SeriesTile {...props} figure_rem={size} />;
  return <NumberTile {...props} figure_rem={size} />;
}

const phone_rows = 8;

function on_phone(tile: OwnTile, room: Room, looks: Looks): Place {
  const rows = Math.min(Math.max(tile.rows.length, 1), phone_rows) * looks.pitch;
  return { span: 1, width: room.width, height: tile.kind === 'ranking' ? rows + 1.4 : 4.6 };
}
