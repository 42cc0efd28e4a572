import { useEffect, useRef, useState } from 'preact/hooks';

import { post_json } from '../browser/http';
import { refusal_of } from '../browser/refusal';
import type { Refusal } from '../browser/refusal';
import { is_object, whole_text } from '../store/json';
import { server_now } from './clock';
import { Code } from './code';
import { login } from './fetch';
import { Refused } from './section';

const day_ms = 86_400_000;
// In days. As text: a number differs from what the page holds and would be written with each render.
const ends = [
  ['0', 'until it is revoked'],
  ['1', 'for a day'],
  ['30', 'for 30 days'],
  ['365', 'for a year'],
];

// Makes a token, and shows it the only time that anybody sees it.
export function NewToken(props: { done: () => void }) {
  const [name, set_name] = useState('');
  const [role, set_role] = useState('viewer');
  const [days, set_days] = useState('0');
  const [busy, set_busy] = useState(false);
  const [made, set_made] = useState<{ name: string; token: string } | null>(null);
  const [refused, set_refused] = useState<Refusal | null>(null);
  const cancel = useRef(() => {});
  useEffect(() => () => cancel.current(), []);

  const submit = (event: Event) => {
    event.preventDefault();
    const expires_at =
      Number(days) > 0 ? new Date(server_now() + Number(days) * day_ms).toISOString() : null;
    set_busy(true);
    set_refused(null);
    set_made(null);
    const body = { name: name.trim(), role, expires_at };
    cancel.current = post_json('/api/v1/tokens', body, (response) => {
      set_busy(false);
      if (response.status !== 201) return set_refused(refusal_of(response, login));
      const json = is_object(response.json) ? response.json : {};
      set_made({ name: body.name, token: whole_text(json, 'token') });
      set_name('');
      props.done();
    });
  };
  return (
    <>
      <form class="filters" onSubmit={submit}>
        <input
          aria-label="Name of the new token"
          placeholder="TV in the hall"
          maxLength={60}
          required
          value={name}
          onInput={(event) => set_name(event.currentTarget.value)}
        />
        <select
          aria-label="What the new token may do"
          value={role}
          onChange={(event) => set_role(event.currentTarget.value)}
        >
          <option value="viewer">may read</option>
          <option value="admin">may do everything</option>
        </select>
        <select
          aria-label="How long the new token is valid"
          value={days}
          onChange={(event) => set_days(event.currentTarget.value)}
        >
          {ends.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <button class="plain" disabled={busy || name.trim() === ''}>
          Create token
        </button>
      </form>
      <div role="status">
        {made && (
          <>
            <p class="note">
              The token of <bdi>{made.name}</bdi>. It is not shown again: log in with it at{' '}
              <code>/login</code>, or give it to a program.
            </p>
            <Code label="Token" text={made.token} verbatim />
          </>
        )}
      </div>
      <Refused refused={refused} />
    </>
  );
}
