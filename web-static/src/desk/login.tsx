// Exchanges a one-time code (from the login link) or a token for a session cookie. The code is in
// the URL fragment, which browsers do not send, and is redeemed by POST, so a link preview cannot
// use it up.

import { render } from 'preact';

import { post_json } from '../browser/http';
import { Brand } from '../widgets/brand';

export function show_login(root: HTMLElement): void {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code) {
    // Keep it out of the browser's history.
    history.replaceState(null, '', location.pathname + location.search);
    redeem(root, { code });
  } else {
    show_form(root, 'Enter the code from the login link, or a token (DATA/admin.token).');
  }
}

function redeem(root: HTMLElement, secret: { code: string } | { token: string }): void {
  render(<Page message="Logging in …" />, root);
  post_json('/login', secret, ({ status }) => {
    if (status >= 200 && status < 300) location.replace(next_page());
    else if (status === 0) show_form(root, 'The server is not responding. Try again.');
    else show_form(root, 'This code or token is not valid, or no longer.');
  });
}

// Only a path on this server, so that the login page cannot redirect to another site.
function next_page(): string {
  const next = new URLSearchParams(location.search).get('next') || '/';
  return /^\/[^/\\]/.test(next) ? next : '/';
}

function show_form(root: HTMLElement, message: string): void {
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
