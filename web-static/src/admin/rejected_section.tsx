import { useState } from 'preact/hooks';

import { usePages } from './pages';
import { read_rejected, waiting_text } from './rejected';
import { RejectedItem } from './rejected_item';
import { ReplayAll } from './replay_all';
import { Section } from './section';
import type { Source } from './source';
import { SourceSelect } from './source_select';
import { title_of } from './unknown_group';

const buttons_max = 4; // with more sources, select one first

// Authenticated payloads that could not be mapped. They are kept until somebody decides: correct the
// mapping, try it, and replay them, or dismiss them.
export function RejectedSection(props: { sources: Source[] }) {
  const [source, choose] = useState('');
  const { rows, waiting, status, refresh, more } = usePages(
    '/api/v1/rejected',
    { source },
    read_rejected,
  );
  const has_pending = (id: string) =>
    (rows || []).some((row) => row.source === id && row.hook && row.replayed_as === null);
  const pending = props.sources.map((one) => one.id).filter(has_pending);
  return (
    <Section id="rejected" title="Rejected" status={status} loading={!rows} refresh={refresh}>
      <div class="filters" hidden={!source && rows !== null && rows.length === 0}>
        <SourceSelect sources={props.sources} chosen={source} choose={choose} of="rejected" />
        <ReplayAll of={pending.slice(0, buttons_max)} sources={props.sources} done={refresh} />
      </div>
      {waiting.map((one) => (
        <p class={one.used >= 0.5 ? 'note filling' : 'note'} key={one.source}>
          {waiting_text(title_of(one.source, props.sources), one)}
        </p>
      ))}
      {rows && rows.length === 0 && (
        <p class="note">
          {source ? 'Nothing from this source was rejected.' : 'Nothing was rejected.'}
        </p>
      )}
      <ul class="rows">
        {(rows || []).map((row) => (
          <RejectedItem key={row.id} row={row} sources={props.sources} done={refresh} />
        ))}
      </ul>
      {more && (
        <button class="text" onClick={more}>
          Older
        </button>
      )}
    </Section>
  );
}
