// Fetching from the API: at an interval while the page is visible, and when someone returns to it.

import { useEffect, useRef, useState } from 'preact/hooks';

import { get_json } from '../browser/http';
import type { HttpResponse } from '../browser/http';
import { set_server_time } from './clock';

export const login = '/login?next=/admin';

export interface Fetched<T> {
  value: T | null; // the last one received; kept while the server is away
  status: number | null; // of the last response; null: none yet
  refresh: () => void;
}

const fresh_ms = 2000; // no need to fetch again when the page was left for less

// `read` must be the same function on every render.
export function useFetched<T>(
  url: string,
  read: (json: unknown) => T,
  every_ms: number | null = null,
): Fetched<T> {
  const [fetched, set_fetched] = useState<{
    text: string;
    value: T | null;
    status: number | null;
  }>({ text: '', value: null, status: null });
  const refresh = useFetch(
    url,
    ({ status, text, json }) =>
      set_fetched((before) => {
        if (status !== 200) return { ...before, status };
        if (before.status === 200 && before.text === text) return before; // renders nothing
        return { text, value: read(json), status };
      }),
    every_ms,
  );
  return { value: fetched.value, status: fetched.status, refresh };
}

// Calls `then` with every response for `url`; a newer request cancels the one before it. Returns
// how to fetch now.
export function useFetch(
  url: string,
  then: (response: HttpResponse) => void,
  every_ms: number | null,
): () => void {
  const current = useRef({ cancel: () => {}, fetched_at: 0, timer: 0, then });
  current.current.then = then;

  const fetch = () => {
    const now = current.current;
    now.cancel();
    clearTimeout(now.timer);
    now.fetched_at = Date.now();
    now.cancel = get(url, (response) => {
      now.then(response);
      if (every_ms !== null) now.timer = window.setTimeout(fetch_if_visible, every_ms);
    });
  };
  const fetch_if_visible = () => !document.hidden && fetch(); // else on return

  useEffect(() => {
    fetch();
    const on_return = () => {
      if (!document.hidden && Date.now() - current.current.fetched_at > fresh_ms) fetch();
    };
    document.addEventListener('visibilitychange', on_return);
    window.addEventListener('focus', on_return);
    return () => {
      current.current.cancel();
      clearTimeout(current.current.timer);
      document.removeEventListener('visibilitychange', on_return);
      window.removeEventListener('focus', on_return);
    };
  }, [url]);
  return fetch;
}

// As get_json; a 401 leads to the login page and back.
export function get(url: string, then: (response: HttpResponse) => void): () => void {
  return get_json(url, (response) => {
    if (response.at) set_server_time(response.at);
    if (response.status === 401) location.replace(login);
    else then(response);
  });
}
