// Which figure to explain, and the /api/v1/explain query for it. The subject names the figure and
// not its value, because the value changes while the sheet is open.

import type { OwnTile } from './own';
import type { View } from './view';

export type Subject =
  | { is: 'hero' }
  | { is: 'person' | 'team'; key: string }
  | { is: 'tile'; id: string; row: string | null };

export interface Question {
  title: string; // the name of the figure where it was pressed
  watched: string; // changes with the figure: then fetch again
  query: { [name: string]: string };
}

// Null when the board has no such figure, or no longer.
export function question_of(view: View, subject: Subject): Question | null {
  if (subject.is === 'tile') return of_tile(view, subject.id, subject.row);
  const { office, hero } = view;
  if (office.period_start === null || office.period_end === null) return null;
  const query = { measure: 'won_amount', from: office.period_start, to: office.period_end };
  const now = watched(hero.value, hero.n, hero.unpriced);
  if (subject.is === 'hero') return { title: 'Won in ' + office.period_label, watched: now, query };
  const rows = subject.is === 'person' ? view.ranking : view.teams;
  const row = rows.filter((one) => one.key === subject.key)[0];
  if (!row) return null;
  return {
    title: row.name + ' · won in ' + office.period_label,
    watched: row.value + ' of ' + now,
    query: { ...query, by: subject.is, key: row.key },
  };
}

function of_tile(view: View, id: string, row_key: string | null): Question | null {
  const tile = (view.own || []).filter((one) => one.id === id)[0];
  if (!tile || tile.measure === '') return null;
  const row = tile.rows.filter((one) => one.key === row_key)[0];
  if (row_key !== null && !row) return null;
  const period = tile.period_label && tile.title.indexOf(tile.period_label) < 0;
  const title = tile.title + (period ? ', ' + tile.period_label : '');
  return {
    title: row ? row.name + ' · ' + title : title,
    watched:
      watched(tile.value, tile.n, tile.unpriced) +
      (row ? ' in ' + watched(row.value, row.n, row.unpriced) : ''),
    query: {
      ...filters_of(tile),
      measure: tile.measure,
      ...(tile.from === null ? {} : { from: tile.from }),
      ...(tile.to === null ? {} : { to: tile.to }),
      ...(tile.target_of === null ? {} : { of: tile.target_of }),
      ...(row && tile.by !== null ? { by: tile.by, key: row.key } : {}),
    },
  };
}

const reserved = /^(measure|by|key|from|to|of|limit|after)$/; // parameters of the query itself

function filters_of(tile: OwnTile): { [name: string]: string } {
  const query: { [name: string]: string } = {};
  for (const field of Object.keys(tile.filters)) {
    if (!reserved.test(field)) query[field] = tile.filters[field] as string;
  }
  return query;
}

function watched(value: string | null, n: number, unpriced: number): string {
  return [value, n, unpriced].join(' ');
}
