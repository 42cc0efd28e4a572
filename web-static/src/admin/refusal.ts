// Why the server did not do something, for the person who asked for it.

import type { Refusal } from '../desk/office_document';
import type { Answer } from '../page/http';
import { is_object } from '../store/json';
import { login } from './ask';
import { whole_text } from './read';

export type { Refusal };

const log_in = { label: 'Log in', href: login };

export function why_not(answer: Pick<Answer, 'status' | 'json'>): Refusal {
  const json = is_object(answer.json) ? answer.json : {};
  const detail = whole_text(json, 'detail') || whole_text(json, 'title');
  const pointer = whole_text(json, 'pointer');
  switch (answer.status) {
    case 0:
      return { words: 'The server does not answer. Try again.' };
    case 401:
      return { words: 'You are signed out, so nothing was changed.', next: log_in };
    case 403:
      return { words: 'This login may only read. It takes an admin’s.', next: log_in };
    case 404:
      return { words: 'The server does not know this (any more).' };
    case 412:
      return { words: 'Somebody else changes the office just now. Try again.' };
    default: {
      const words = detail || 'the server refused this (' + answer.status + ')';
      const at = pointer && words.indexOf(pointer) < 0 ? ' at ' + pointer : '';
      return { words: words.charAt(0).toUpperCase() + words.slice(1) + at + '.' };
    }
  }
}
