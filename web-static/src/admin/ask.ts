// Asking the server, and asking again: at a pace, and when somebody returns to the page.

import { useEffect, useRef, useState } from 'preact/hooks';

import { get_json } from '../page/http';
import type { Answer } from '../page/http';
import { heard_at } from './clock';

export interface Asked<T> {
  value: T | null; // the last that came; stays while the server is away
  status: number | null; // of the last answer; null: none yet
  ask: () => void;
}

const fresh_ms = 2000; // no need to ask again when the page was left for less

// `read` must be a function that stays the same.
export function useAsked<T>(
  url: string,
  read: (json: unknown) => T,
  every_ms: number | null = null,
): Asked<T> {
  const [heard, set_heard] = useState<{ text: string; value: T | null; status: number | null }>({
    text: '',
    value: null,
    status: null,
  });
  const ask = useAsking(
    url,
    (answer) =>
      set_heard((before) => {
        const { status, text } = answer;
        if (status !== 200) return { ...before, status };
        if (before.status === 200 && before.text === text) return before; // paints nothing
        return { text, value: read(answer.json), status };
      }),
    every_ms,
  );
  return { value: heard.value, status: heard.status, ask };
}

// Calls `then` with every answer of `url`, the last asked one only.
export function useAsking(
  url: string,
  then: (answer: Answer) => void,
  every_ms: number | null,
): () => void {
  const current = useRef({ give_up: () => {}, asked_at: 0, timer: 0, then });
  current.current.then = then;

  const ask = () => {
    const now = current.current;
    now.give_up();
    clearTimeout(now.timer);
    now.asked_at = Date.now();
    now.give_up = get(url, (answer) => {
      now.then(answer);
      if (every_ms !== null) now.timer = window.setTimeout(when_seen, every_ms);
    });
  };
  const when_seen = () => !document.hidden && ask(); // else asked on return

  useEffect(() => {
    ask();
    const on_return = () => {
      if (!document.hidden && Date.now() - current.current.asked_at > fresh_ms) ask();
    };
    document.addEventListener('visibilitychange', on_return);
    window.addEventListener('focus', on_return);
    return () => {
      current.current.give_up();
      clearTimeout(current.current.timer);
      document.removeEventListener('visibilitychange', on_return);
      window.removeEventListener('focus', on_return);
    };
  }, [url]);
  return ask;
}

// As get_json; who is signed out is led to the login and back.
export function get(url: string, then: (answer: Answer) => void): () => void {
  return get_json(url, (answer) => {
    if (answer.at) heard_at(answer.at);
    if (answer.status === 401) location.replace(login);
    else then(answer);
  });
}

export const login = '/login?next=/admin';
