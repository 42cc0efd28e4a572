// The answers of a new office, as they go into its org document.

import { is_stored, put_org_document } from '../browser/org_document';
import type { OrgDocument } from '../browser/org_document';
import { refusal_of } from '../browser/refusal';
import type { Refusal } from '../browser/refusal';
import type { Json } from '../store/json';

export interface Answers {
  name: string; // may be empty: an office without a name
  currency: string;
  zone: string;
}

const reload = { label: 'Reload', href: '/' };

// `then` gets null when the answers are stored, otherwise the reason why not.
export function put_answers(
  document: OrgDocument,
  answers: Answers,
  then: (refused: Refusal | null) => void,
): () => void {
  return put_org_document(with_answers(document.json, answers), document.etag, (response) => {
    if (is_stored(response)) then(null);
    else if (response.status === 412)
      then({ text: 'Someone else has changed the org document.', next: reload });
    else then(refusal_of(response, '/login?next=/'));
  });
}

function with_answers(document: Json, answers: Answers): Json {
  const { name, ...rest } = document;
  const { currency, zone } = answers;
  return { ...rest, ...(answers.name ? { name: answers.name } : {}), currency, zone };
}
