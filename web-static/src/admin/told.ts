// Keys and names within a sentence.

const length_max = 60;

// Cut for a sentence; the row itself shows all of it.
export function short(text: string): string {
  return text.length > length_max ? text.slice(0, length_max - 1) + '…' : text;
}

// Set apart from its surroundings, so that a name written from right to left turns nothing around.
export function told(text: string): string {
  return '\u2068' + short(text) + '\u2069';
}
