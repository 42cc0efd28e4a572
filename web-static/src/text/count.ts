const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const nths = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

// "one", "two", … "ten", "11": a count in a sentence.
export function in_words(n: number): string {
  return small[n] || String(n);
}

export function nth_in_words(n: number): string {
  return nths[n] || ordinal(n);
}

// "1st", "2nd", "3rd", "11th", "22nd"
export function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const ending = teen ? 'th' : ['th', 'st', 'nd', 'rd'][n % 10] || 'th';
  return n + ending;
}

export function counted(n: number, one: string, many: string): string {
  return n + ' ' + (n === 1 ? one : many);
}
