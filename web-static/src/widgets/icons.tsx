// Icons as SVG: the fonts of some TVs lack these characters.

export function Rising() {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 2.5 19 17.5H1Z" fill="currentColor" />
    </svg>
  );
}

export function Falling() {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 17.5 1 2.5H19Z" fill="currentColor" />
    </svg>
  );
}

export function Arrow() {
  return (
    <svg class="icon" viewBox="0 0 24 20" aria-hidden="true">
      <path
        d="M2 10H21M13.5 2.5 21 10l-7.5 7.5"
        fill="none"
        stroke="currentColor"
        stroke-width="3"
      />
    </svg>
  );
}
