import type { ComponentChildren } from 'preact';

import { width_em } from '../browser/text_width';
import { figure_of } from '../text/figure';
import { no_value, short_number } from '../text/money';
import { change_of, quota_words, unpriced_forms, why_forms, year_change_of } from '../text/tile';
import type { OwnTile } from '../view/own';
import { CountUp } from '../widgets/count_up';
import { ChangeLine, text_rem } from './change';
import { fitting_form, has_fitting } from './fit';
import {
  body_height,
  detail_line,
  figure_line,
  quota_bar_margins_em,
  quota_bar_rem,
} from './sizes';
import type { TileSizes } from './sizes';
import type { TileProps } from './tile_props';
import { Title } from './title';

const symbol_part = 0.42; // of the figure's size
const unit_part = 0.4;
const letters_least_rem = 0.3;

// The size at which the longest of these figures fits. Computed twice, because symbol and unit have
// a minimum size and so take a larger part of a smaller figure.
export function figure_rem(tiles: OwnTile[], width_rem: number, sizes: TileSizes): number {
  const fitting = (size: number) =>
    Math.min(size, ...tiles.map((tile) => width_rem / figure_em(tile, size)));
  return fitting(fitting(sizes.figure));
}

// Tabular digits are all as wide as an 8.
export function figure_em(tile: OwnTile, size_rem: number): number {
  const { symbol, value, unit } = figure_of(tile.value, tile.unit, tile.currency);
  const digits = value === null ? no_value : short_number(value).replace(/\d/g, '8');
  return (
    width_em(digits, 800) +
    (beside_rem(size_rem, symbol_part) * width_em(symbol, 600)) / size_rem +
    (beside_rem(size_rem, unit_part) * width_em(unit, 600)) / size_rem +
    0.1
  );
}

function beside_rem(size_rem: number, part: number): number {
  return Math.max(size_rem * part, letters_least_rem);
}

export function NumberTile(props: TileProps & { figure_rem: number }) {
  const { tile, cell, sizes } = props;
  const room = body_height(cell, sizes) - props.figure_rem * figure_line - 0.06;
  return (
    <>
      <Title
        tile={tile}
        common={props.common}
        width_rem={cell.width}
        size_rem={sizes.title}
        symbol={false}
        total=""
      />
      <FigureLine tile={tile} size_rem={props.figure_rem} />
      <Details {...props} room_rem={room} width_rem={cell.width} />
    </>
  );
}

export function FigureLine(props: { tile: OwnTile; size_rem: number }) {
  const { tile, size_rem } = props;
  const { symbol, value, unit } = figure_of(tile.value, tile.unit, tile.currency);
  const sized = (part: number) => ({ fontSize: beside_rem(size_rem, part) + 'rem' });
  return (
    <p class="number_figure" style={{ fontSize: size_rem + 'rem' }} data-value={tile.value}>
      {symbol && (
        <span class="symbol" style={sized(symbol_part)}>
          {symbol}
        </span>
      )}
      <CountUp key={unit} value={value === null ? null : String(value)} />
      {unit && (
        <span class="unit" style={sized(unit_part)}>
          {unit.trim()}
        </span>
      )}
    </p>
  );
}

interface Detail {
  rem: number; // its height
  weight: number; // the lightest is left out first when there is not enough room
  shown: ComponentChildren;
}

// The lines below the figure, as many as fit: first what is needed to understand the figure, then
// how it compares.
export function Details(props: TileProps & { room_rem: number; width_rem: number }) {
  const details = details_of(props);
  const kept: Detail[] = [];
  let left = props.room_rem;
  for (const detail of details.slice().sort((a, b) => b.weight - a.weight)) {
    if (detail.rem > left) continue;
    left -= detail.rem;
    kept.push(detail);
  }
  return <>{details.filter((detail) => kept.indexOf(detail) >= 0).map((one) => one.shown)}</>;
}

function details_of(props: TileProps & { width_rem: number }): Detail[] {
  const { tile, sizes, width_rem } = props;
  const size_rem = sizes.detail;
  const line = size_rem * detail_line;
  const { above, below } = quota_bar_margins_em;
  const fitting = (forms: string[]) => fitting_form(forms, 400, size_rem, width_rem);
  const details: Detail[] = [];
  const add = (weight: number, rem: number, shown: ComponentChildren) =>
    details.push({ weight, rem, shown });
  if (tile.why !== null)
    add(5, line, <p class={why_class(tile)}>{fitting(why_forms(tile.why))}</p>);
  const change = change_of(tile);
  if (change) add(3, line, <ChangeLine {...{ change, width_rem, size_rem }} />);
  const year = year_change_of(tile);
  if (year && has_fitting(year.forms, 600, size_rem, text_rem(year, width_rem, size_rem)))
    add(1, line, <ChangeLine change={year} {...{ width_rem, size_rem }} />);
  if (tile.rate && tile.value !== null && !tile.by)
    add(4, line, <p class="of_n">{'of ' + tile.n}</p>);
  if (tile.quota !== null)
    add(
      2,
      line + (tile.attainment === null ? 0 : quota_bar_rem + (above + below) * size_rem),
      <Quota tile={tile} />,
    );
  if (tile.unpriced > 0)
    add(4, line, <p class="apart">{fitting(unpriced_forms(tile.unpriced))}</p>);
  return details;
}

function why_class(tile: OwnTile): string {
  return tile.why === 'covered' || tile.why === 'done' ? 'why good' : 'why';
}

function Quota(props: { tile: OwnTile }) {
  const { attainment } = props.tile;
  const percent = Math.min(Math.max((attainment || 0) * 100, 0), 100);
  return (
    <div class={attainment !== null && attainment >= 1 ? 'quota reached' : 'quota'}>
      {attainment !== null && (
        <div class="track">
          <div class="fill" style={{ transform: 'translateX(' + (percent - 100) + '%)' }} />
        </div>
      )}
      <p>{quota_words(props.tile)}</p>
    </div>
  );
}
