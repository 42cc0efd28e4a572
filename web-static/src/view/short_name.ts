// Words that are no name without the next one: عبد الرحمن is one name, and عبد is none.
const binding = /^(عبد|أبو|ابو|أبي|أم|ام|ابن|بن|بنت|آل|abdul|abd|abdel|abu|bin|ibn)$/i;

// The short form of a name as the server has it, which is its first word, with the words that this one
// needs.
export function short_name(name: string, short: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  if (words[0] !== short || !binding.test(short)) return short;
  let n = 1;
  while (n < words.length && binding.test(words[n - 1] as string)) n += 1;
  return words.slice(0, n).join(' ');
}
