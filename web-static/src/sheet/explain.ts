// Asks the server why a figure is what it is, a page at a time.

import { get_json } from '../page/http';
import { is_object } from '../store/json';
import { read_explained } from '../tiles/explained';
import type { Explained } from '../tiles/explained';

export const page_rows = 50;

// Returns how to give up. `then` gets null when nobody explains it just now.
export function fetch_explained(
  query: { [name: string]: string },
  after: string | null,
  then: (explained: Explained | null) => void,
): () => void {
  const paged = { ...query, limit: String(page_rows), ...(after === null ? {} : { after }) };
  return get_json('/api/v1/explain?' + encoded(paged), (answer) =>
    then(answer.status === 200 && is_object(answer.json) ? read_explained(answer.json) : null),
  );
}

function encoded(query: { [name: string]: string }): string {
  const pair = (name: string) =>
    encodeURIComponent(name) + '=' + encodeURIComponent(query[name] as string);
  return Object.keys(query).map(pair).join('&');
}
