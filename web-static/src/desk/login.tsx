// Trades a one-time code (from the printed link) or a token for a session cookie. The code travels
// in the fragment, which browsers do not send, and is redeemed by POST: link previews burn nothing.

import { render } from 'preact';

import { post_json } from '../page/http';
import { Brand } from './brand';

export function show_login(root: HTMLElement): void {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code) {
    // Keep it out of the history.
    history.replaceState(null, '', location.pathname + location.search);
    redeem(root, { code });
  } else {
    ask(root, 'Enter the code from the login link, or a token (DATA/admin.token).');
  }
}

function redeem(root: HTMLElement, secret: { code: string } | { token: string }): void {
  render(<Page message="One moment …" />, root);
  post_json('/login', secret, (answer) => {
    if (answer.status >= 200 && answer.status < 300) location.replace(next_page());
    else if (answer.status === 0) ask(root, 'The server does not answer. Try again.');
    else ask(root, 'That code or token is not valid (any more).');
  });
}

// Only a path on this server; anything else would make the login page a way to somewhere else.
function next_page(): string {
  const next = new URLSearchParams(location.search).get('next') || '/';
  return /^\/[^/\\]/.test(next) ? next : '/';
}

function ask(root: HTMLElement, message: string): void {
  const submit = (event: Event) => {
    event.preventDefault();
    const field = document.getElementById('secret') as HTMLInputElement;
    const secret = field.value.trim();
    if (secret) redeem(root, secret.length <= 16 ? { code: secret } : { token: secret });
  };
  render(<Page message={message} submit={submit} />, root);
}

function Page(props: { message: string; submit?: (event: Event) => void }) {
  return (
    <main class="desk narrow">
      <Brand />
      <h1>Log in</h1>
      <p role="status">{props.message}</p>
      {props.submit && (
        <form onSubmit={props.submit}>
          <label for="secret">Code or token</label>
          <input id="secret" name="secret" type="password" autocomplete="off" autofocus />
          <button type="submit">Log in</button>
        </form>
      )}
    </main>
  );
}
