import { width_em } from '../browser/text_width';

const edge_rem = 0.04; // tolerance of the measured width

// The longest form that fits, else the shortest.
export function fitting_form(forms: string[], weight: number, size: number, width: number): string {
  const fits = (text: string) => width_em(text, weight) * size < width - edge_rem;
  return forms.filter(fits)[0] || forms[forms.length - 1] || '';
}

export function has_fitting(forms: string[], weight: number, size: number, width: number): boolean {
  return forms.some((text) => width_em(text, weight) * size < width - edge_rem);
}
