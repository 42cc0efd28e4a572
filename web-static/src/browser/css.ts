// Sizes that the style sheets define and scripts calculate with, so that a paint does not have to
// measure the page.

// 1 rem is a tenth of the height of a 16:9 wall (css/base.css).
export function rem_px(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) || 108;
}

// A custom property of the root element without its unit.
export function css_number(name: string): number {
  return parseFloat(getComputedStyle(document.documentElement).getPropertyValue(name)) || 0;
}
