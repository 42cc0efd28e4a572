import { useState } from 'preact/hooks';

import { usePages } from './pages';
import { read_rejected } from './rejected';
import { RejectedItem } from './rejected_item';
import { ReplayAll } from './replay_all';
import { Section } from './section';
import type { Source } from './source';
import { SourceChoice } from './source_choice';

const buttons_max = 4; // of more sources, choose one first

// What proved itself and could not be read. Nothing of it is lost: correct the mapping, try it,
// take it again.
export function RejectedSection(props: { sources: Source[] }) {
  const [source, choose] = useState('');
  const { rows, status, refresh, more } = usePages('/api/v1/rejected', { source }, read_rejected);
  const waits = (id: string) =>
    (rows || []).some((row) => row.source === id && row.hook && row.replayed_as === null);
  const waiting = props.sources.map((one) => one.id).filter(waits);
  return (
    <Section id="rejected" title="Rejected" status={status} waiting={!rows} refresh={refresh}>
      <div class="filters" hidden={!source && rows !== null && rows.length === 0}>
        <SourceChoice sources={props.sources} chosen={source} choose={choose} of="rejected" />
        <ReplayAll of={waiting.slice(0, buttons_max)} sources={props.sources} done={refresh} />
      </div>
      {rows && rows.length === 0 && (
        <p class="note">
          {source
            ? 'Nothing of this source was rejected.'
            : 'Nothing was rejected: all that came could be read.'}
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
