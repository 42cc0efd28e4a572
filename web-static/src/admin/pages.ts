// A paged list: refreshing adds newer rows in front, and older rows are loaded on demand.

import { useEffect, useState } from 'preact/hooks';

import { get, useFetch } from './fetch';
import type { Page, Waiting } from './rejected';

interface WithId {
  id: number;
}

export interface Paged<Row> {
  rows: Row[] | null; // null: not loaded yet
  waiting: Waiting[];
  status: number | null; // of the last response
  refresh: () => void;
  more: (() => void) | null; // null: there are no older ones
}

const rows_max = 2000; // more than anyone scrolls
const shown_first = 20; // a phone shows four deliveries at a time
const shown_more = 50;

export function usePages<Row extends WithId>(
  path: string,
  query: { [name: string]: string },
  read: (json: unknown) => Page<Row>,
): Paged<Row> {
  const url = path + encoded(query);
  const [known, set_known] = useState<{ url: string; page: Page<Row> | null }>({ url, page: null });
  const [status, set_status] = useState<number | null>(null);
  const refresh = useFetch(
    url,
    (response) => {
      set_status(response.status);
      if (response.status !== 200) return;
      set_known((before) => ({
        url,
        page: in_front(before.url === url ? before.page : null, read(response.json)),
      }));
    },
    null,
  );
  const [shown, set_shown] = useState(shown_first);
  useEffect(() => {
    set_status(null);
    set_shown(shown_first);
  }, [url]);
  const { page } = known;
  const next = page && page.rows.length < rows_max ? page.next : null;
  const older = () =>
    get(path + encoded({ ...query, before: String(next) }), (response) => {
      set_status(response.status);
      if (response.status !== 200) return;
      set_known((before) =>
        before.url === url && before.page && before.page.next === next
          ? { url, page: behind(before.page, read(response.json)) }
          : before,
      );
    });
  const length = page ? page.rows.length : 0;
  const more = () => {
    set_shown(shown + shown_more);
    if (shown + shown_more > length && next !== null) older();
  };
  return {
    rows: page && page.rows.slice(0, shown),
    waiting: (page && page.waiting) || [],
    status,
    refresh,
    more: shown < length || next !== null ? more : null,
  };
}

// Puts the newest page in front of the known rows. If the two do not overlap, rows between them may
// be missing, so the list starts over.
export function in_front<Row extends WithId>(
  known: Page<Row> | null,
  newest: Page<Row>,
): Page<Row> {
  const last = newest.rows[newest.rows.length - 1];
  const first = known && known.rows[0];
  if (!known || !last || !first || last.id > first.id || newest.next === null) return newest;
  return {
    ...newest,
    rows: newest.rows.concat(known.rows.filter((row) => row.id < last.id)),
    next: known.next,
  };
}

export function behind<Row extends WithId>(known: Page<Row>, older: Page<Row>): Page<Row> {
  const last = known.rows[known.rows.length - 1];
  const rows = older.rows.filter((row) => !last || row.id < last.id);
  return { ...older, rows: known.rows.concat(rows), next: rows.length > 0 ? older.next : null };
}

function encoded(query: { [name: string]: string }): string {
  const names = Object.keys(query).filter((name) => query[name] !== '');
  const pair = (name: string) => name + '=' + encodeURIComponent(query[name] as string);
  return names.length > 0 ? '?' + names.map(pair).join('&') : '';
}
