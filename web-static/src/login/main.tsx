// Trades a one-time code (from the printed link) or a token for a session cookie. The code travels
// in the fragment, which browsers do not send, and is redeemed by POST: link previews burn nothing.

import { render } from 'preact';

import { post_json } from '../page/http';

const root = document.getElementById('stage') as HTMLElement;

function redeem(secret: { code: string } | { token: string }): void {
  show('One moment …', false);
  post_json('/login', secret, (answer) => {
    if (answer.status >= 200 && answer.status < 300) location.replace(next_page());
    else if (answer.status === 0) show('The server does not answer. Try again.', true);
    else show('That code or token is not valid (any more).', true);
  });
}

// Only a path on this server; anything else would make the login page a way to somewhere else.
function next_page(): string {
  const next = new URLSearchParams(location.search).get('next') || '/';
  return /^\/[^/\\]/.test(next) ? next : '/';
}

function submit(event: Event): void {
  event.preventDefault();
  const field = document.getElementById('secret') as HTMLInputElement;
  const secret = field.value.trim();
  if (secret) redeem(secret.length <= 16 ? { code: secret } : { token: secret });
}

function show(message: string, form: boolean): void {
  render(
    <main class="plain">
      <h1>Dealbell</h1>
      <p role="status">{message}</p>
      {form && (
        <form onSubmit={submit}>
          <label for="secret">Code or token</label>
          <input id="secret" name="secret" type="password" autocomplete="off" autofocus />
          <button type="submit">Log in</button>
        </form>
      )}
    </main>,
    root,
  );
}

const code = new URLSearchParams(location.hash.slice(1)).get('code');
if (code) {
  history.replaceState(null, '', location.pathname + location.search); // keep it out of the history
  redeem({ code });
} else {
  show('Enter the code from the login link, or a token (DATA/admin.token).', true);
}
