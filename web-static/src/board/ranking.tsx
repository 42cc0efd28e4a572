import { width_em } from '../browser/text_width';
import { brief_figure } from '../text/figure';
import { no_value } from '../text/money';
import { fitting_name, whole_words } from '../text/names';
import { change_of, why_forms } from '../text/tile';
import type { OwnRow, OwnTile } from '../view/own';
import { Openers, place_of } from '../widgets/opener';
import { RankedRow, by_key, figures_em } from '../widgets/ranked_row';
import { fitting_form } from './fit';
import { Details } from './number';
import { body_height } from './sizes';
import type { TileProps } from './tile_props';
import { Title } from './title';

const rows_max = 10; // more are not readable on a wall
const letters_part = 0.75; // of a row's height
const shrink_part = 0.85;
const least_rem = 0.3;
const rank_em = 1.35;
const gap_em = 0.6; // half an em, and some for tabular points
const share_most = 10; // ratios above this are no parts of one: money per call
const n_em = 0.62; // the size of "of 12" behind a rate
const details_from_rem = 3; // tiles of this height also show the change

// A ranking with a bar in each row.
export function RankingTile(props: TileProps) {
  const { tile, cell, sizes, news, explain } = props;
  const body = body_height(cell, sizes);
  const tall = cell.height >= details_from_rem;
  const detailed = tile.why !== null || tile.unpriced > 0 || (tall && change_of(tile) !== null);
  const line = detailed ? sizes.detail * 1.45 : 0;
  const list = body - line;
  const fitting = Math.floor(list / sizes.pitch + 0.05);
  const n = Math.max(Math.min(tile.rows.length, rows_max, fitting), 1);
  const pitch = Math.min(list / n, sizes.row * 1.9);
  const rows = tile.rows.slice(0, n);
  const ranked = rows.some((row) => row.rank !== null);
  const values = rows.map((row) => brief_figure(row.value, tile.unit));
  const counts = rows.map((row) => (tile.rate && row.value !== null ? 'of ' + row.n : ''));
  const counts_em = figures_em(counts) * n_em + (tile.rate ? gap_em / 2 : 0);
  const beside_em = figures_em(values) + counts_em + gap_em + (ranked ? rank_em : 0);
  const longest_em = Math.max(0, ...rows.map((row) => width_em(row.name, 600)));
  const most_rem = Math.min(sizes.row, pitch * letters_part);
  // The text shrinks a little to fit whole names; beyond that, names are shortened.
  const whole_rem = cell.width / (beside_em + longest_em + 0.1);
  const size = Math.min(most_rem, Math.max(whole_rem, most_rem * shrink_part, least_rem));
  const name_rem = cell.width - beside_em * size;
  const names = rows.map((row) => row.name);
  const largest = Math.max(0, ...rows.map((row) => Number(row.value)));
  // Parts of one are drawn as such: 93 % is not a full bar.
  const most = tile.unit === 'ratio' && largest <= share_most ? 1 : largest;
  const placed = rows.map((row, index) => ({
    row,
    index,
    value: values[index] as string,
    count: counts[index] as string,
    name: shown_name(tile, row, names, (text) => width_em(text, 600) * size < name_rem),
    bar: most > 0 ? Math.min(Math.max(Number(row.value) / most, 0), 1) : 0, // part of the longest, or of 100 %
  }));
  const total = tile.value === null ? '' : brief_figure(tile.value, tile.unit);
  return (
    <>
      <Title
        tile={tile}
        common={props.common}
        width_rem={cell.width}
        size_rem={sizes.title}
        symbol={true}
        total={total}
      />
      {rows.length === 0 ? (
        <p class="why">
          {fitting_form(why_forms(tile.why || 'nothing'), 400, sizes.detail, cell.width)}
        </p>
      ) : (
        <div
          class={ranked ? 'own_rows' : 'own_rows unranked'}
          style={{
            height: n * pitch + 'rem',
            fontSize: size + 'rem',
            '--pitch': pitch + 'rem',
            '--rank': rank_em + 'em',
            '--of-n': figures_em(counts).toFixed(2) + 'em',
          }}
        >
          {by_key(placed).map(({ row, index, name, value, count, bar }) => (
            <RankedRow
              key={row.key}
              class="own_row"
              open={() => explain({ is: 'tile', id: tile.id, row: row.key })}
              {...{ row, index, news }}
            >
              {ranked && <span class="place">{row.rank === null ? no_value : row.rank}</span>}
              <span class="who" dir="auto" title={row.name}>
                {name}
              </span>
              <span class="much">
                {value}
                {tile.rate && <span class="of_n">{count}</span>}
              </span>
              <span class="line">
                <span style={{ transform: 'scaleX(' + bar.toFixed(4) + ')' }} />
              </span>
            </RankedRow>
          ))}
          <Openers
            class="own_row_opener"
            list={placed.map(({ row, index, value, count }) => ({
              label:
                (row.rank === null ? '' : row.rank + '. ') +
                [row.name, value, count].filter((word) => word !== '').join(', '),
              open: () => explain({ is: 'tile', id: tile.id, row: row.key }),
              style: place_of(index),
            }))}
          />
        </div>
      )}
      {rows.length > 0 && <Details {...props} room_rem={line} width_rem={cell.width} />}
    </>
  );
}

// Only people have short forms; of other names the first words are shown that fit.
function shown_name(
  tile: OwnTile,
  row: OwnRow,
  names: string[],
  fits: (text: string) => boolean,
): string {
  if (tile.by !== 'person') return whole_words(row.name, fits);
  const others = names.filter((name) => name !== row.name);
  return fitting_name(row.name, row.short, others, fits);
}
