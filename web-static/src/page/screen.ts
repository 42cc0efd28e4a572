// What a screen on a wall needs besides its picture.

const shifts = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
];

// Nudges the whole stage by up to 1 % of the height once a minute, so that no edge burns in.
export function shift_pixels(stage: HTMLElement): void {
  let step = 0;
  setInterval(() => {
    step = (step + 1) % shifts.length;
    const [x, y] = shifts[step] as [number, number];
    stage.style.transform = 'translate(' + x * 0.1 + 'rem,' + y * 0.1 + 'rem)';
  }, 60000);
}

// A cursor that nobody moves for five seconds is a spot on the picture.
export function hide_idle_cursor(): void {
  let timer = 0;
  const wake = () => {
    document.documentElement.classList.remove('idle');
    clearTimeout(timer);
    timer = window.setTimeout(() => document.documentElement.classList.add('idle'), 5000);
  };
  document.addEventListener('mousemove', wake, { passive: true });
  wake();
}

export function wants_stillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
