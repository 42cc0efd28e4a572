import { useLayoutEffect, useRef } from 'preact/hooks';

import { reduced_motion } from '../browser/screen';
import { short_number, no_value } from '../text/money';

const takes_ms = 900;

// A figure that counts once from the old to the new value. The text is set directly, without
// Preact, so that counting costs no render.
export function CountUp(props: { from?: string | null; value: string | null; delay_ms?: number }) {
  const ref = useRef<HTMLSpanElement>(null);
  const shown = useRef<number | null>(props.from ? Number(props.from) : null);
  const value = props.value === null ? null : Number(props.value);

  useLayoutEffect(() => {
    const element = ref.current as HTMLSpanElement;
    const from = shown.current;
    shown.current = value;
    if (value === null || from === null || from === value || reduced_motion()) {
      element.textContent = value === null ? no_value : short_number(value);
      return;
    }
    element.textContent = short_number(from);
    const start = performance.now() + (props.delay_ms || 0);
    let frame = 0;
    const step = (now: number) => {
      const part = Math.min(Math.max((now - start) / takes_ms, 0), 1);
      const eased = 1 - Math.pow(1 - part, 3);
      element.textContent = short_number(part === 1 ? value : from + (value - from) * eased);
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [value]);

  return <span ref={ref} />;
}
