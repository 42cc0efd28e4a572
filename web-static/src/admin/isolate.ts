// Keys and names inside a sentence.

const length_max = 60;

// Shortened for a sentence; the row itself shows all of it.
export function shortened(text: string): string {
  return text.length > length_max ? text.slice(0, length_max - 1) + '…' : text;
}

// Isolated (U+2068, U+2069), so that a name in a right-to-left script does not reorder the
// sentence.
export function isolated(text: string): string {
  return '\u2068' + shortened(text) + '\u2069';
}
