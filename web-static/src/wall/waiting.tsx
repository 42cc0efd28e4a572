import type { Freshness } from '../words/freshness';
import { FreshnessLine } from './footer';

// Before the first board has arrived: a calm page that says what it waits for.
export function Waiting(props: { board: string; fresh: Freshness }) {
  return (
    <main class="waiting">
      <h1>Dealbell</h1>
      <p>Waiting for the board “{props.board}”.</p>
      {props.fresh.level === 'stopped' && (
        <p>
          <a href={'/login?next=' + encodeURIComponent(location.pathname)}>Log in</a>
        </p>
      )}
      <FreshnessLine fresh={props.fresh} />
    </main>
  );
}
