// Fetches the explanation of a figure, page by page.

import { get_json } from '../browser/http';
import { is_object } from '../store/json';
import { read_explained } from '../view/explained';
import type { Explained } from '../view/explained';

const page_rows = 50;

// Returns how to cancel. `then` gets null when the explanation cannot be loaded.
export function fetch_explained(
  query: { [name: string]: string },
  after: string | null,
  then: (explained: Explained | null) => void,
): () => void {
  const paged = { ...query, limit: String(page_rows), ...(after === null ? {} : { after }) };
  return get_json('/api/v1/explain?' + encoded(paged), ({ status, json }) =>
    then(status === 200 && is_object(json) ? read_explained(json) : null),
  );
}

function encoded(query: { [name: string]: string }): string {
  const pair = (name: string) =>
    encodeURIComponent(name) + '=' + encodeURIComponent(query[name] as string);
  return Object.keys(query).map(pair).join('&');
}
