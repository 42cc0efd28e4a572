import type { Freshness } from '../text/freshness';
import { FreshnessLine } from './footer';

// Shown until the first board arrives: which board is loading, or what to do when it cannot load.
export function Loading(props: { board: string; unknown: boolean; fresh: Freshness }) {
  const { board, unknown, fresh } = props;
  return (
    <main class="loading">
      <h1>Dealbell</h1>
      {unknown ? (
        <p class="unknown">
          There is no board called “{board}”. <a href="/">See all boards</a>
        </p>
      ) : (
        <p>Loading the board “{board}” …</p>
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
