// A series as shapes in a box of 100 × 100, which is stretched to its place. Pure, for tests.

import type { OwnRow } from '../view/own';
import type { Unit } from '../view/unit';

export interface Bar {
  key: string;
  x: number;
  width: number;
  y: number;
  height: number;
}

export interface Chart {
  ground: number; // y of zero
  bars: Bar[]; // or
  path: string; // a line with gaps where there is no value
  peak: number | null; // the row with the highest value
  end: { x: number; y: number } | null; // where the line ends
}

const bars_max = 62; // two months of days; narrower bars flicker on a wall
const bar_part = 0.72;

// Amounts and counts are bars, because they add up from zero; ratios and times are a line.
export function chart_of(rows: OwnRow[], unit: Unit): Chart {
  const values = rows.map((row) => (row.value === null ? null : Number(row.value)));
  const known = values.filter((value): value is number => value !== null);
  const top = Math.max(0, ...known);
  const bottom = Math.min(0, ...known);
  const size = top - bottom || 1;
  const y_of = (value: number) => ((top - value) / size) * 100;
  const step = 100 / Math.max(rows.length, 1);
  const chart: Chart = {
    ground: top === bottom ? 100 : y_of(0),
    bars: [],
    path: '',
    peak: top > 0 ? values.indexOf(top) : null,
    end: null,
  };
  const sums = unit === 'money' || unit === 'count' || unit === 'points';
  if (sums && rows.length <= bars_max) {
    rows.forEach((row, index) => {
      const value = values[index];
      if (value === null || value === undefined) return;
      const y = Math.min(y_of(value), chart.ground);
      const height = top === bottom ? 0 : Math.abs(y_of(value) - chart.ground);
      const x = step * (index + (1 - bar_part) / 2);
      chart.bars.push({ key: row.key, x, width: step * bar_part, y, height });
    });
    return chart;
  }
  let pen = 'M';
  values.forEach((value, index) => {
    if (value === null) return (pen = 'M');
    const point = { x: step * (index + 0.5), y: top === bottom ? 100 : y_of(value) };
    chart.path += pen + point.x.toFixed(2) + ',' + point.y.toFixed(2);
    chart.end = point;
    return (pen = 'L');
  });
  return chart;
}

export interface Label {
  index: number;
  left: number; // in the unit of `width`
}

// Which labels fit below the chart: always the last, the current one, then backwards at equal
// steps.
export function labels_of(widths: number[], width: number, gap: number): Label[] {
  const n = widths.length;
  const widest = Math.max(0, ...widths);
  const step = Math.max(Math.ceil((widest + gap) / (width / Math.max(n, 1))), 1);
  const labels: Label[] = [];
  let edge = Infinity;
  for (let index = n - 1; index >= 0; index -= step) {
    const own = widths[index] as number;
    const left = Math.max(Math.min((width / n) * (index + 0.5) - own / 2, width - own), 0);
    if (left + own + gap > edge) continue;
    labels.unshift({ index, left });
    edge = left;
  }
  return labels;
}
