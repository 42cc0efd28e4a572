// Indents JSON as text. Numbers and keys stay exactly as they were sent; parsing and serialising
// would round the long ids of CRMs.

const depth_max = 40; // deeper levels are not indented further
const shown_max = 200000; // characters: more would be slow to lay out

export interface Shown {
  text: string;
  cut: number; // characters that are not shown
}

export function shown_body(body: string): Shown {
  const text = body.length <= shown_max ? pretty(body) : body;
  return { text: text.slice(0, shown_max), cut: Math.max(text.length - shown_max, 0) };
}

export function pretty(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  const parts = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) || [];
  let out = '';
  let depth = 0;
  parts.forEach((part, index) => {
    const before = parts[index - 1];
    const opens = part === '{' || part === '[';
    const closes = part === '}' || part === ']';
    const empty = closes && (before === '{' || before === '[');
    if (closes) depth -= 1;
    if ((closes && !empty) || (!closes && (before === '{' || before === '[' || before === ',')))
      out += '\n' + '  '.repeat(Math.min(depth, depth_max));
    out += part === ':' ? ': ' : part;
    if (opens) depth += 1;
  });
  return out;
}
