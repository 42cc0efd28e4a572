// Reading and writing the org document. What a page does not change is written back as it was
// read: no page needs to know all of the document.

import { is_object } from '../store/json';
import type { Json } from '../store/json';
import { get_json, put_json } from './http';
import type { HttpResponse } from './http';

const url = '/api/v1/org';

export interface OrgDocument {
  json: Json;
  etag: string;
}

// `then` gets null when the document cannot be read right now. Returns how to cancel.
export function get_org_document(then: (document: OrgDocument | null) => void): () => void {
  return get_json(url, ({ status, json, etag }) =>
    then(status === 200 && is_object(json) && etag !== null ? { json, etag } : null),
  );
}

// Stores `json` if the document is still the version with this ETag; otherwise the status is 412.
export function put_org_document(
  json: Json,
  etag: string,
  then: (response: HttpResponse) => void,
): () => void {
  return put_json(url, json, etag, then);
}

export function is_stored({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300;
}
