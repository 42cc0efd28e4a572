// Changes the org document: reads the newest, edits it, and stores it if nobody was faster.

import { get_document } from '../desk/office_document';
import { put_json } from '../page/http';
import type { Json } from '../store/json';
import type { Edit } from './org_edit';
import { why_not } from './refusal';
import type { Refusal } from './refusal';

const url = '/api/v1/org';
const tries_max = 3; // an edit is small and can be made on any version

// How to take a change back: possible until somebody makes another.
export interface Undo {
  before: Json;
  etag: string;
}

export type Changed = { undo: Undo | null } | { refused: Refusal };

export function change_org(edit: Edit, then: (changed: Changed) => void, tried = 1): void {
  get_document((document) => {
    if (!document) return then({ refused: { words: 'The org document cannot be read just now.' } });
    const edited = edit(document.json);
    if (!edited) return then({ refused: { words: 'That is no longer in the org document.' } });
    put_json(url, edited, document.etag, (answer) => {
      if (answer.status === 412 && tried < tries_max) return change_org(edit, then, tried + 1);
      if (answer.status < 200 || answer.status >= 300) return then({ refused: why_not(answer) });
      const { etag } = answer;
      then({ undo: etag === null ? null : { before: document.json, etag } });
    });
  });
}

export function undo_change(undo: Undo, then: (refused: Refusal | null) => void): void {
  put_json(url, undo.before, undo.etag, (answer) => {
    if (answer.status >= 200 && answer.status < 300) then(null);
    else if (answer.status === 412)
      then({ words: 'The office was changed since, so this cannot be taken back here.' });
    else then(why_not(answer));
  });
}
