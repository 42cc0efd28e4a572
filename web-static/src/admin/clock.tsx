// The server's clock. All ages are computed with it, because the local clock may be wrong.

import { useEffect, useState } from 'preact/hooks';

import { age_text } from './source_text';
import { time_text } from './time_text';

const tick_ms = 1000;
const tolerance_ms = 2000; // the server's time has whole seconds, and responses take a moment
let ahead_ms = 0;
let timer = 0;
const subscribers = new Set<(now: number) => void>();

export function set_server_time(server_ms: number): void {
  const difference = server_ms - Date.now();
  ahead_ms = Math.abs(difference) <= tolerance_ms ? 0 : difference;
}

export function server_now(): number {
  return Date.now() + ahead_ms;
}

// Renders its components every second, all at the same time: two ages of one event must not differ.
export function useNow(): number {
  const [now, set_now] = useState(server_now);
  useEffect(() => {
    if (subscribers.size === 0) timer = window.setInterval(tick, tick_ms);
    subscribers.add(set_now);
    return () => {
      subscribers.delete(set_now);
      if (subscribers.size === 0) clearInterval(timer);
    };
  }, []);
  return now;
}

function tick(): void {
  const now = server_now();
  subscribers.forEach((set_now) => set_now(now));
}

export function Age(props: { at: number | null }) {
  const now = useNow();
  if (props.at === null) return <span class="age">never</span>;
  return (
    <time class="age" dateTime={iso(props.at)} title={time_text(props.at, now)}>
      {age_text(now - props.at)}
    </time>
  );
}

// The time itself, for lists that are looked up rather than watched.
export function At(props: { at: number }) {
  return <time dateTime={iso(props.at)}>{time_text(props.at, server_now())}</time>;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
