// Why the server refused a request, in a sentence for the person who made it.

import { is_object, whole_text } from '../store/json';
import type { HttpResponse } from './http';

export interface Refusal {
  text: string;
  next?: { label: string; href: string }; // where to go from there, if anywhere
}

// `login` is the address of the login page, with the way back.
export function refusal_of(
  response: Pick<HttpResponse, 'status' | 'json'>,
  login: string,
): Refusal {
  const next = { label: 'Log in', href: login };
  switch (response.status) {
    case 0:
      return { text: 'The server is not responding. Nothing was saved; try again.' };
    case 401:
      return { text: 'You are logged out, so nothing was saved.', next };
    case 403:
      return { text: 'This login is read-only. An admin login is needed.', next };
    case 404:
      return { text: 'The server does not have this any more.' };
    case 412:
      return { text: 'Someone else is changing the org document right now. Try again.' };
    default:
      return { text: sentence(response) };
  }
}

function sentence({ status, json }: Pick<HttpResponse, 'status' | 'json'>): string {
  const problem = is_object(json) ? json : {};
  const detail = whole_text(problem, 'detail') || whole_text(problem, 'title');
  const pointer = whole_text(problem, 'pointer');
  const text = detail || 'the server refused this (' + status + ')';
  const at = pointer && text.indexOf(pointer) < 0 ? ' at ' + pointer : '';
  return text.charAt(0).toUpperCase() + text.slice(1) + at + '.';
}
