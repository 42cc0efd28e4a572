// Where to write the label of a line in a chart, so that it cannot be taken for another line's. All
// in percent of the chart's box, y downwards.

export interface Point {
  x: number;
  y: number;
}

export interface Label {
  width: number;
  height: number;
  gap: number; // between the line and its label
}

const margin = 6; // between the label and other lines
const beside = 2; // the same sideways; the box is wider than high

// The right and top edge of the label: as far right as possible, below the line rather than above
// it, with nothing between the line and its label. Null when there is no free spot.
export function label_place(
  line: Point[],
  others: Point[][],
  label: Label,
): { right: number; top: number } | null {
  for (let right = 100; right - label.width >= 20; right -= 5) {
    const xs: number[] = [];
    for (let x = right - label.width; x <= right; x += 1) xs.push(x);
    const own = xs.map((x) => height_at(line, x));
    if (own.some((y) => y === null)) continue;
    const ys = own as number[];
    const crossed = (from: (y: number) => number, to: (y: number) => number) =>
      xs.some((x, i) =>
        others.some((other) =>
          [x - beside, x, x + beside].some((near) => {
            const y = height_at(other, near);
            return y !== null && y > from(ys[i] as number) && y < to(ys[i] as number);
          }),
        ),
      );
    const under = Math.max(...ys) + label.gap;
    const under_end = under + label.height;
    if (
      under_end <= 100 &&
      !crossed(
        (y) => y,
        () => under_end + margin,
      )
    )
      return { right, top: under };
    const over = Math.min(...ys) - label.gap - label.height;
    if (
      over >= 0 &&
      !crossed(
        () => over - margin,
        (y) => y,
      )
    )
      return { right, top: over };
  }
  return null;
}

// null where the line does not reach.
export function height_at(line: Point[], x: number): number | null {
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1] as Point;
    const b = line[i] as Point;
    if (x < a.x || x > b.x) continue;
    return b.x === a.x ? b.y : a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
  }
  return null;
}
