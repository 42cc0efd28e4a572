import { Brand } from '../widgets/brand';
import { AccessSection } from './access_section';
import { Age } from './clock';
import { Connect } from './connect';
import { DeliveriesSection } from './deliveries_section';
import { login, useFetched } from './fetch';
import { FigureChangeSection } from './figure_change';
import { NeedsMappingSection } from './needs_mapping_section';
import { RejectedSection } from './rejected_section';
import { Trouble } from './section';
import { read_sources } from './source';
import type { Source } from './source';
import { SourceTable } from './source_table';
import { verdict_of } from './source_text';

const every_ms = 5000;

export function Admin() {
  const { value: sources, status } = useFetched('/api/v1/sources', read_sources, every_ms);
  if (status === 403) return <NotForViewers />;
  return (
    <main class={status === 200 ? 'desk admin' : 'desk admin stale'}>
      <Top />
      {sources && <Verdict sources={sources} />}
      <Trouble status={status} />
      {status === null && <p class="verdict">Loading …</p>}
      {sources && sources.length > 0 && <SourceTable sources={sources} />}
      {sources && sources.length === 0 && <Connect />}
      {status !== null && (
        <>
          <FigureChangeSection />
          <NeedsMappingSection sources={sources || []} />
          <RejectedSection sources={sources || []} />
          <DeliveriesSection sources={sources || []} />
          <AccessSection />
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

// The overall state. The age changes every second, so it is outside the role=status, which screen
// readers announce on every change.
function Verdict(props: { sources: Source[] }) {
  const { tone, text, last } = verdict_of(props.sources);
  return (
    <p class={'verdict ' + tone}>
      <span role="status">{text}</span>
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
        This login can only view boards. The sources and their deliveries are visible to admins
        only.
      </p>
      <p>
        <a href={login}>Log in as an admin</a>
      </p>
    </main>
  );
}
