import type { ComponentChildren } from 'preact';

import type { Refusal } from '../browser/refusal';
import { login } from './fetch';

// A section of the page with its title, refresh button and error.
export function Section(props: {
  id: string;
  title: string;
  status: number | null;
  loading: boolean; // nothing to show yet
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
      {props.loading ? status === null && <p class="note">Loading …</p> : props.children}
    </section>
  );
}

// Why the section cannot be updated. What was loaded before stays below it.
export function Trouble(props: { status: number | null }) {
  const { status } = props;
  if (status === null || status === 200) return null;
  if (status === 403)
    return (
      <p class="note trouble" role="status">
        This login may not see this. An admin login is needed. <a href={login}>Log in</a>
      </p>
    );
  return (
    <p class="note trouble" role="status">
      {status === 404
        ? 'This server does not provide this yet.'
        : status === 0
          ? 'The server is not responding.'
          : 'The server returned an error (' + status + ').'}
    </p>
  );
}

export function Refused(props: { refused: Refusal | null }) {
  const { refused } = props;
  if (!refused) return null;
  return (
    <p class="refused" role="alert">
      {refused.text} {refused.next && <a href={refused.next.href}>{refused.next.label}</a>}
    </p>
  );
}
