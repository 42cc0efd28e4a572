import { Brand } from '../desk/brand';
import { login, useAsked } from './ask';
import { Age } from './clock';
import { Connect } from './connect';
import { DeliveriesSection } from './deliveries_section';
import { NeedsSection } from './needs_section';
import { RejectedSection } from './rejected_section';
import { Trouble } from './section';
import { read_sources } from './source';
import type { Source } from './source';
import { SourceTable } from './source_table';
import { verdict_of } from './source_words';

const every_ms = 5000;

export function Admin() {
  const { value: sources, status } = useAsked('/api/v1/sources', read_sources, every_ms);
  if (status === 403) return <NotForViewers />;
  return (
    <main class={status === 200 ? 'desk admin' : 'desk admin stale'}>
      <Top />
      {sources && <Verdict sources={sources} />}
      <Trouble status={status} />
      {status === null && <p class="verdict">Asking …</p>}
      {sources && sources.length > 0 && <SourceTable sources={sources} />}
      {sources && sources.length === 0 && <Connect />}
      {status !== null && (
        <>
          <NeedsSection sources={sources || []} />
          <RejectedSection sources={sources || []} />
          <DeliveriesSection sources={sources || []} />
        </>
      )}
    </main>
  );
}

function Top() {
  return (
    <>
      <nav>
        <Brand />
        <a href="/">Boards</a>
      </nav>
      <h1>Sources</h1>
    </>
  );
}

// Whether all is well. The age ticks, so it is kept out of what is read aloud on every change.
function Verdict(props: { sources: Source[] }) {
  const { tone, words, last } = verdict_of(props.sources);
  return (
    <p class={'verdict ' + tone}>
      <span role="status">{words}</span>
      {last !== null && (
        <span class="last">
          {' · '}
          <span>
            last event <Age at={last} />
          </span>
        </span>
      )}
    </p>
  );
}

function NotForViewers() {
  return (
    <main class="desk admin narrow">
      <Top />
      <p>
        This login may only look at boards. What the sources send, and what of it is not on the
        wall, is for admins.
      </p>
      <p>
        <a href={login}>Log in as an admin</a>
      </p>
    </main>
  );
}
