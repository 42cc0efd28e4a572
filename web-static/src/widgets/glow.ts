// Lights an element up for six seconds, by opacity only.
export function glow_once(element: HTMLElement | null): void {
  if (!element || !element.animate) return;
  element.animate([{ opacity: 1 }, { opacity: 1, offset: 0.4 }, { opacity: 0 }], {
    duration: 6000,
    easing: 'ease-out',
  });
}
