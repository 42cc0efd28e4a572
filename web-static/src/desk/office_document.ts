// The org document, of which the start page asks three things. All else goes back as it came: this
// page need not know what it holds.

import { get_json, put_json } from '../page/http';
import type { Answer } from '../page/http';
import { is_object, text_in } from '../store/json';
import type { Json } from '../store/json';

const url = '/api/v1/org';

export interface OfficeDocument {
  json: Json;
  etag: string;
}

export interface Answers {
  name: string; // may be empty: an office without a name
  currency: string;
  zone: string;
}

// Why an answer was not taken, and where to go from there if anywhere.
export interface Refusal {
  words: string;
  next?: { label: string; href: string };
}

const reload = { label: 'Reload', href: '/' };
const log_in = { label: 'Log in', href: '/login?next=/' };

export function get_document(then: (document: OfficeDocument | null) => void): () => void {
  return get_json(url, (answer) => {
    const whole = answer.status === 200 && is_object(answer.json) && answer.etag !== null;
    then(whole ? { json: answer.json as Json, etag: answer.etag as string } : null);
  });
}

// `then` gets null when it is stored, otherwise why it is not.
export function put_answers(
  document: OfficeDocument,
  answers: Answers,
  then: (refused: Refusal | null) => void,
): () => void {
  const filled = with_answers(document.json, answers);
  return put_json(url, filled, document.etag, (answer) => {
    then(answer.status >= 200 && answer.status < 300 ? null : refusal(answer));
  });
}

export function with_answers(document: Json, answers: Answers): Json {
  const { name, ...rest } = document;
  const { currency, zone } = answers;
  return { ...rest, ...(answers.name ? { name: answers.name } : {}), currency, zone };
}

// A refusal in words for the person at the form.
export function refusal(answer: Pick<Answer, 'status' | 'json'>): Refusal {
  const detail = is_object(answer.json) ? text_in(answer.json, 'detail') : null;
  switch (answer.status) {
    case 0:
      return { words: 'The server does not answer. Nothing was saved; try again.' };
    case 401:
      return { words: 'You are signed out, so nothing was saved.', next: log_in };
    case 403:
      return { words: 'This login may only read. The admin token may answer this.', next: log_in };
    case 412:
      return { words: 'Somebody else changed the office meanwhile.', next: reload };
    default:
      return { words: sentence(detail || 'the server refused this (' + answer.status + ')') };
  }
}

function sentence(detail: string): string {
  return detail.charAt(0).toUpperCase() + detail.slice(1) + '.';
}
