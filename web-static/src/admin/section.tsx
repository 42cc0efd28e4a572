import type { ComponentChildren } from 'preact';

import { login } from './ask';
import type { Refusal } from './refusal';

// One of the page's questions: what it asks, and the answer below.
export function Section(props: {
  id: string;
  title: string;
  status: number | null;
  waiting: boolean; // nothing to show yet
  refresh?: () => void;
  children: ComponentChildren;
}) {
  const { id, title, status, refresh } = props;
  return (
    <section id={id} aria-labelledby={id + '-title'}>
      <header>
        <h2 id={id + '-title'}>{title}</h2>
        {refresh && (
          <button class="text" onClick={refresh} aria-label={'Refresh ' + title}>
            Refresh
          </button>
        )}
      </header>
      <Trouble status={status} />
      {props.waiting ? status === null && <p class="note">Asking …</p> : props.children}
    </section>
  );
}

// Why this cannot be told just now. What was told before stays below it.
export function Trouble(props: { status: number | null }) {
  const { status } = props;
  if (status === null || status === 200) return null;
  if (status === 403)
    return (
      <p class="note trouble" role="status">
        This login may not see this. It takes an admin’s. <a href={login}>Log in</a>
      </p>
    );
  return (
    <p class="note trouble" role="status">
      {status === 404
        ? 'This server does not tell this yet.'
        : status === 0
          ? 'The server does not answer just now.'
          : 'The server cannot tell this just now (' + status + ').'}
    </p>
  );
}

export function Refused(props: { refused: Refusal | null }) {
  const { refused } = props;
  if (!refused) return null;
  return (
    <p class="refused" role="alert">
      {refused.words} {refused.next && <a href={refused.next.href}>{refused.next.label}</a>}
    </p>
  );
}
