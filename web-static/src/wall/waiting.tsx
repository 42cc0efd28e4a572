import type { Freshness } from '../words/freshness';
import { FreshnessLine } from './footer';

// Before the first board has arrived: a calm page that says what it waits for, or, where nothing
// will come, what to do about it.
export function Waiting(props: { board: string; unknown: boolean; fresh: Freshness }) {
  const { board, unknown, fresh } = props;
  return (
    <main class="waiting">
      <h1>Dealbell</h1>
      {unknown ? (
        <p class="unknown">
          There is no board called “{board}”. <a href="/">See the boards there are</a>
        </p>
      ) : (
        <p>Waiting for the board “{board}”.</p>
      )}
      {fresh.level === 'stopped' && !unknown && (
        <p>
          <a href={'/login?next=' + encodeURIComponent(location.pathname)}>Log in</a>
        </p>
      )}
      {!unknown && <FreshnessLine fresh={fresh} />}
    </main>
  );
}
