// The server's clock, ticking: ages are told by it, whatever this computer believes.

import { useEffect, useState } from 'preact/hooks';

import { age_words } from './source_words';
import { time_words } from './time_words';

const tick_ms = 1000;
const usual_ms = 2000; // the server says whole seconds, and answers take a moment
let ahead_ms = 0;
let timer = 0;
const watching = new Set<(now: number) => void>();

export function heard_at(server_ms: number): void {
  const apart = server_ms - Date.now();
  ahead_ms = Math.abs(apart) <= usual_ms ? 0 : apart;
}

export function server_now(): number {
  return Date.now() + ahead_ms;
}

// Paints whoever uses it every second, all in the same step: two ages of one event must not differ.
export function useNow(): number {
  const [now, set_now] = useState(server_now);
  useEffect(() => {
    if (watching.size === 0) timer = window.setInterval(tick, tick_ms);
    watching.add(set_now);
    return () => {
      watching.delete(set_now);
      if (watching.size === 0) clearInterval(timer);
    };
  }, []);
  return now;
}

function tick(): void {
  const now = server_now();
  watching.forEach((set_now) => set_now(now));
}

export function Age(props: { at: number | null }) {
  const now = useNow();
  if (props.at === null) return <span class="age">never</span>;
  return (
    <time class="age" dateTime={iso(props.at)} title={time_words(props.at, now)}>
      {age_words(now - props.at)}
    </time>
  );
}

// The time itself: for what is looked up and not watched.
export function At(props: { at: number }) {
  return <time dateTime={iso(props.at)}>{time_words(props.at, server_now())}</time>;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
