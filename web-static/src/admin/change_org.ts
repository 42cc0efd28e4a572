// Changes the org document: reads the newest version, edits it, and stores it unless someone else
// changed it in between.

import { get_org_document, is_stored, put_org_document } from '../browser/org_document';
import { refusal_of } from '../browser/refusal';
import type { Refusal } from '../browser/refusal';
import type { Json } from '../store/json';
import { login } from './fetch';
import type { Edit } from './org_edit';

const attempts_max = 3; // an edit is small and can be applied to any version

// How to undo a change. Possible until the next change, whoever makes it.
export interface Undo {
  before: Json;
  etag: string;
}

export type Changed = { undo: Undo | null } | { refused: Refusal };

export function change_org(edit: Edit, then: (changed: Changed) => void, attempt = 1): void {
  get_org_document((document) => {
    if (!document) return then({ refused: { text: 'The org document cannot be read right now.' } });
    const edited = edit(document.json);
    if (!edited) return then({ refused: { text: 'This is no longer in the org document.' } });
    put_org_document(edited, document.etag, (response) => {
      if (response.status === 412 && attempt < attempts_max)
        return change_org(edit, then, attempt + 1);
      if (!is_stored(response)) return then({ refused: refusal_of(response, login) });
      const { etag } = response;
      then({ undo: etag === null ? null : { before: document.json, etag } });
    });
  });
}

export function undo_change(undo: Undo, then: (refused: Refusal | null) => void): void {
  put_org_document(undo.before, undo.etag, (response) => {
    if (is_stored(response)) then(null);
    else if (response.status === 412)
      then({ text: 'The org document has changed since, so this can no longer be undone here.' });
    else then(refusal_of(response, login));
  });
}
