// Behaviour for screens that run unattended for months.

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

// Shifts the page by up to 1 % of the height once a minute, against burn-in.
export function shift_pixels(stage: HTMLElement): void {
  let step = 0;
  setInterval(() => {
    step = (step + 1) % shifts.length;
    const [x, y] = shifts[step] as [number, number];
    stage.style.transform = 'translate(' + x * 0.1 + 'rem,' + y * 0.1 + 'rem)';
  }, 60000);
}

// Hides a cursor that has not moved for five seconds.
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

export function reduced_motion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
