import { useLayoutEffect, useRef } from 'preact/hooks';

import { press } from '../page/press';
import { width_em } from '../page/text_width';
import type { OwnRow, OwnTile } from '../tiles/own';
import { glow_once } from '../wall/glow';
import { brief_figure } from '../words/figure';
import { fitting_name } from '../words/names';
import { no_value } from '../words/money';
import { change_of, why_forms } from '../words/tile';
import type { TileProps } from './board';
import { body_height } from './looks';
import { Details } from './number';
import { Title } from './title';

const rows_max = 10; // more than these nobody reads on a wall
const letters_part = 0.75; // of a row's height
const give_part = 0.85;
const least_rem = 0.3;
const rank_em = 1.35; // as in css/board.css
const gap_em = 0.6; // half an em, and what tabular points take
const details_from_rem = 3; // a tile as high has room to compare, too

// Who is where, with a bar each. As on the wall rows stand still in the document and are put in
// their place by one transform.
export function RankingTile(props: TileProps) {
  const { tile, place, looks, news, explain } = props;
  const body = body_height(place, looks);
  const tall = place.height >= details_from_rem;
  const told = tile.why !== null || tile.unpriced > 0 || (tall && change_of(tile) !== null);
  const line = told ? looks.detail * 1.45 : 0;
  const list = body - line;
  const fitting = Math.floor(list / looks.pitch + 0.05);
  const n = Math.max(Math.min(tile.rows.length, rows_max, fitting), 1);
  const pitch = Math.min(list / n, looks.row * 1.9);
  const rows = tile.rows.slice(0, n);
  const ranked = rows.some((row) => row.rank !== null);
  const values = rows.map((row) => brief_figure(row.value, tile.unit));
  const values_em = Math.max(0, ...values.map((text) => width_em(text.replace(/\d/g, '8'), 700)));
  const beside_em = values_em + gap_em + (ranked ? rank_em : 0);
  const longest_em = Math.max(0, ...rows.map((row) => width_em(row.name, 600)));
  const most_rem = Math.min(looks.row, pitch * letters_part);
  // A little smaller for whole names, but not much: then names are shortened.
  const whole_rem = place.width / (beside_em + longest_em + 0.1);
  const size = Math.min(most_rem, Math.max(whole_rem, most_rem * give_part, least_rem));
  const name_rem = place.width - beside_em * size;
  const names = rows.map((row) => row.name);
  const most = Math.max(0, ...rows.map((row) => Number(row.value)));
  const placed = rows.map((row, index) => ({
    row,
    index,
    value: values[index] as string,
    name: shown_name(tile, row, names, (text) => width_em(text, 600) * size < name_rem),
    part: most > 0 ? Math.min(Math.max(Number(row.value) / most, 0), 1) : 0,
  }));
  placed.sort((a, b) => (a.row.key < b.row.key ? -1 : 1));
  const all = tile.value === null ? '' : brief_figure(tile.value, tile.unit);
  return (
    <>
      <Title tile={tile} width_rem={place.width} size_rem={looks.title} sign={true} total={all} />
      {rows.length === 0 ? (
        <p class="why">{why_forms(tile.why)[0] || 'nothing yet'}</p>
      ) : (
        <div
          class={ranked ? 'own_rows' : 'own_rows unranked'}
          role="list"
          style={{ height: n * pitch + 'rem', fontSize: size + 'rem', '--pitch': pitch + 'rem' }}
        >
          {placed.map((one) => (
            <Row
              key={one.row.key}
              {...one}
              ranked={ranked}
              news={news}
              open={() => explain({ is: 'tile', id: tile.id, row: one.row.key })}
            />
          ))}
        </div>
      )}
      {rows.length > 0 && <Details {...props} room_rem={line} width_rem={place.width} />}
    </>
  );
}

// People have short forms; what else there is keeps its name, cut where it must be.
function shown_name(
  tile: OwnTile,
  row: OwnRow,
  names: string[],
  fits: (text: string) => boolean,
): string {
  if (tile.by !== 'person') return row.name;
  return fitting_name(
    row.name,
    row.short,
    names.filter((name) => name !== row.name),
    fits,
  );
}

interface RowProps {
  row: OwnRow;
  index: number;
  name: string;
  value: string;
  part: number; // of the longest bar
  ranked: boolean;
  news: boolean;
  open: () => void;
}

function Row(props: RowProps) {
  const { row } = props;
  const glow = useRef<HTMLDivElement>(null);
  const before = useRef(row);

  useLayoutEffect(() => {
    const rose = Number(row.value) > Number(before.current.value);
    before.current = row;
    if (rose && props.news) glow_once(glow.current);
  }, [row.value]);

  return (
    <div
      class={row.rank === 1 ? 'own_row first' : 'own_row'}
      role="listitem"
      data-key={row.key}
      data-pos={props.index + 1}
      style={{
        transform: 'translateY(' + props.index * 100 + '%)',
        zIndex: 10 - props.index, // who rises passes in front
      }}
      {...press(props.open)}
    >
      <div class="glow" ref={glow} />
      {props.ranked && <span class="place">{row.rank === null ? no_value : row.rank}</span>}
      <span class="who" dir="auto" title={row.name}>
        {props.name}
      </span>
      <span class="much">{props.value}</span>
      <span class="line">
        <span style={{ transform: 'scaleX(' + props.part.toFixed(4) + ')' }} />
      </span>
    </div>
  );
}
