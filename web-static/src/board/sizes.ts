// The sizes of a tile's parts in rem, by how many rows of tiles share the height. Nothing on a wall
// is smaller than .3rem (README, "One unit").

import { column_gap_rem, row_gap_rem } from './grid';
import type { Cell } from './grid';

export interface TileSizes {
  title: number;
  detail: number; // the lines below a figure
  figure: number; // at most
  pitch: number; // of a ranking's rows, at least
  row: number; // a ranking's names and figures, at most
}

const by_rows: TileSizes[] = [
  { title: 0.42, detail: 0.5, figure: 4, pitch: 0.8, row: 0.64 },
  { title: 0.38, detail: 0.4, figure: 1.6, pitch: 0.6, row: 0.52 },
  { title: 0.36, detail: 0.34, figure: 1.05, pitch: 0.44, row: 0.42 },
  { title: 0.32, detail: 0.3, figure: 0.64, pitch: 0.4, row: 0.34 },
];
// Three tiles in one row are as high as a single one and as narrow as in a board of six.
const three_in_a_row: TileSizes = { title: 0.4, detail: 0.42, figure: 1.7, pitch: 0.8, row: 0.58 };
const on_phone: TileSizes = { title: 0.4, detail: 0.4, figure: 1.5, pitch: 0.7, row: 0.46 };

export function sizes_of(columns: number, rows: number, phone: boolean): TileSizes {
  if (phone) return on_phone;
  if (rows === 1 && columns === 3) return three_in_a_row;
  return by_rows[Math.min(rows, by_rows.length) - 1] as TileSizes;
}

export const title_least_rem = 0.3;
export const detail_line = 1.34; // line heights, as parts of the font size
export const figure_line = 1.12;
const title_line = 1.2;
const title_edges_rem = { padding: 0.05, border: 0.01, margin: 0.06 };
export const quota_bar_rem = 0.2;
export const quota_bar_margins_em = { above: 0.3, below: 0.2 };

// The height of a tile without its title and the line below that.
export function body_height(cell: Cell, sizes: TileSizes): number {
  const { padding, border, margin } = title_edges_rem;
  return cell.height - sizes.title * title_line - padding - border - margin;
}

// All of the above for css/board.css.
export function css_properties(sizes: TileSizes): { [name: string]: string | number } {
  return {
    '--column-gap': column_gap_rem + 'rem',
    '--row-gap': row_gap_rem + 'rem',
    '--title': sizes.title + 'rem',
    '--title-line': title_line,
    '--title-padding': title_edges_rem.padding + 'rem',
    '--title-border': title_edges_rem.border + 'rem',
    '--title-margin': title_edges_rem.margin + 'rem',
    '--detail': sizes.detail + 'rem',
    '--detail-line': detail_line,
    '--figure-line': figure_line,
    '--quota-bar': quota_bar_rem + 'rem',
    '--quota-above': quota_bar_margins_em.above + 'em',
    '--quota-below': quota_bar_margins_em.below + 'em',
  };
}
