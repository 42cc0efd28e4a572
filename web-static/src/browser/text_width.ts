// The width of a text in multiples of its font size. Measured on a canvas, because the DOM would
// need a layout for each. Cached up to a limit, because the same names are measured all day.

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

// All widths change when the web font has loaded.
export function clear_widths(): void {
  known.clear();
}
