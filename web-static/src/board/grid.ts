// How many tiles go where. Every cell is filled: when the last row would have holes, the first
// tiles are made wider instead, because what the office named first matters most to it.

export interface Place {
  span: number; // columns
  width: number; // rem
  height: number;
}

export interface Grid {
  columns: number;
  rows: number;
  places: Place[];
}

export const column_gap_rem = 0.5; // as in css/board.css
export const row_gap_rem = 0.3;

// The widest grid for up to so many tiles: [tiles, columns, rows].
const shapes: [number, number, number][] = [
  [1, 1, 1],
  [2, 2, 1],
  [4, 2, 2],
  [6, 3, 2],
  [8, 4, 2],
  [9, 3, 3],
  [12, 4, 3],
  [15, 5, 3],
  [16, 4, 4],
  [20, 5, 4],
  [24, 6, 4],
];

// `tall`: there are lists among them, and three of these stand better beside each other.
export function grid_of(n: number, tall: boolean, width: number, height: number): Grid {
  const [, columns, rows] = n === 3 && tall ? [3, 3, 1] : shape_of(n);
  const spare = columns * rows - n;
  const first = columns - spare; // tiles of the first row, which takes all of what is spare
  const cell_width = (width + column_gap_rem) / columns - column_gap_rem;
  const cell_height = (height + row_gap_rem) / rows - row_gap_rem;
  const places: Place[] = [];
  for (let i = 0; i < n; i++) {
    const extra = i < first ? Math.floor(spare / first) + (i < spare % first ? 1 : 0) : 0;
    places.push({
      span: 1 + extra,
      width: cell_width * (1 + extra) + column_gap_rem * extra,
      height: cell_height,
    });
  }
  return { columns, rows, places };
}

function shape_of(n: number): [number, number, number] {
  return shapes.filter(([most]) => n <= most)[0] || [24, 6, 4];
}
