// The grid of an own board. Every cell is filled: when the last row would have gaps, the first
// tiles are made wider, because the office lists what matters most first.

export interface Cell {
  span: number; // columns
  width: number; // rem
  height: number;
}

export interface Grid {
  columns: number;
  rows: number;
  cells: Cell[];
}

export const column_gap_rem = 0.5;
export const row_gap_rem = 0.3;

// The grid for up to so many tiles: [tiles, columns, rows].
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

// `tall`: there are rankings among them. Three of those get one row of their own height.
export function grid_of(n: number, tall: boolean, width: number, height: number): Grid {
  const [, columns, rows] = n === 3 && tall ? [3, 3, 1] : shape_of(n);
  const spare = columns * rows - n;
  const first = columns - spare; // tiles of the first row, which takes all spare cells
  const cell_width = (width + column_gap_rem) / columns - column_gap_rem;
  const cell_height = (height + row_gap_rem) / rows - row_gap_rem;
  const cells: Cell[] = [];
  for (let i = 0; i < n; i++) {
    const extra = i < first ? Math.floor(spare / first) + (i < spare % first ? 1 : 0) : 0;
    cells.push({
      span: 1 + extra,
      width: cell_width * (1 + extra) + column_gap_rem * extra,
      height: cell_height,
    });
  }
  return { columns, rows, cells };
}

function shape_of(n: number): [number, number, number] {
  return shapes.filter(([most]) => n <= most)[0] || [24, 6, 4];
}
