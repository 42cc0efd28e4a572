// How wide a text is, in multiples of its font size. Measured on a canvas: asking the DOM would
// cost a layout per question. Remembered, up to a bound, because the same names are asked for all
// day.

const known = new Map<string, number>();
const known_max = 2000;
let context: CanvasRenderingContext2D | null = null;

export function width_em(text: string, weight: number): number {
  const key = weight + text;
  const found = known.get(key);
  if (found !== undefined) return found;
  context = context || document.createElement('canvas').getContext('2d');
  if (!context) return text.length * 0.62;
  context.font = weight + ' 100px "Inter Variable", "Inter Fallback", sans-serif';
  const width = context.measureText(text).width / 100;
  if (known.size >= known_max) known.clear();
  known.set(key, width);
  return width;
}

// Once the web font is there every width is different.
export function forget_widths(): void {
  known.clear();
}

// The size everything is laid out in: 1 rem is a tenth of the height of a 16:9 wall (css/base.css).
export function rem_px(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) || 108;
}
