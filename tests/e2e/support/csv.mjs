// Reads and writes the CSV files of the tests, which need no quotes.

import { readFileSync } from 'node:fs';

// One object a row, by the names in the first line.
export function rows_of(file) {
  const [header, ...rows] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [names[i], cell])));
}

export const csv_of = (rows) =>
  [Object.keys(rows[0]), ...rows.map(Object.values)].map((cells) => cells.join() + '\n').join('');
