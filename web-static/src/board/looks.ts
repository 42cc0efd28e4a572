// The sizes of a tile's parts in rem, by how many rows of tiles share the height. Nothing on a wall
// is smaller than .3rem (README, "One unit").

import type { Place } from './grid';

export interface Looks {
  title: number;
  detail: number; // the lines below a figure
  figure: number; // at most
  pitch: number; // of a ranking's rows, at least
  row: number; // a ranking's names and figures, at most
}

const by_rows: Looks[] = [
  { title: 0.42, detail: 0.5, figure: 4, pitch: 0.8, row: 0.64 },
  { title: 0.38, detail: 0.4, figure: 1.6, pitch: 0.6, row: 0.52 },
  { title: 0.36, detail: 0.34, figure: 1.05, pitch: 0.44, row: 0.42 },
  { title: 0.32, detail: 0.3, figure: 0.64, pitch: 0.4, row: 0.34 },
];
// Three beside each other are as high as one and as narrow as six.
const three_abreast: Looks = { title: 0.4, detail: 0.42, figure: 1.7, pitch: 0.8, row: 0.58 };
const on_phone: Looks = { title: 0.4, detail: 0.4, figure: 1.5, pitch: 0.7, row: 0.46 };

export function looks_of(columns: number, rows: number, phone: boolean): Looks {
  if (phone) return on_phone;
  if (rows === 1 && columns === 3) return three_abreast;
  return by_rows[Math.min(rows, by_rows.length) - 1] as Looks;
}

export const title_least_rem = 0.3;

// What a tile has below its title and the line under that.
export function body_height(place: Place, looks: Looks): number {
  return place.height - looks.title * 1.2 - 0.12;
}
