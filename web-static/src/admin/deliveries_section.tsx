import { useState } from 'preact/hooks';

import { useAsked } from './ask';
import { At } from './clock';
import { Code } from './code';
import { latency_words, outcomes, read_content, read_deliveries, size_words } from './delivery';
import type { Delivery } from './delivery';
import { usePages } from './pages';
import { Row } from './row';
import { Section, Trouble } from './section';
import type { Source } from './source';
import { SourceChoice } from './source_choice';
import { title_of } from './unknown_group';

const path = '/api/v1/deliveries';

// Everything that knocked, newest first.
export function DeliveriesSection(props: { sources: Source[] }) {
  const [source, choose] = useState('');
  const [outcome, choose_outcome] = useState('');
  const { rows, status, refresh, more } = usePages(path, { source, outcome }, read_deliveries);
  return (
    <Section id="deliveries" title="Deliveries" status={status} waiting={!rows} refresh={refresh}>
      <div class="filters" hidden={!source && !outcome && rows !== null && rows.length === 0}>
        <SourceChoice sources={props.sources} chosen={source} choose={choose} of="deliveries" />
        <select
          aria-label="Outcome of deliveries"
          value={outcome}
          onChange={(event) => choose_outcome(event.currentTarget.value)}
        >
          <option value="">All outcomes</option>
          {outcomes.map((word) => (
            <option key={word} value={word}>
              {word}
            </option>
          ))}
        </select>
      </div>
      {rows && rows.length === 0 && (
        <p class="note">
          {source || outcome
            ? 'No delivery is like that.'
            : 'Nothing has come yet. A delivery shows here whatever becomes of it.'}
        </p>
      )}
      <ul class="rows">
        {(rows || []).map((row) => (
          <Line key={row.id} row={row} sources={props.sources} />
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

function Line(props: { row: Delivery; sources: Source[] }) {
  const { row } = props;
  return (
    <Row
      id={'delivery-' + row.id}
      class={row.outcome}
      head={
        <>
          <span class="when">
            <At at={row.at} />
          </span>
          <bdi class="source">{title_of(row.source, props.sources)}</bdi>
          <span class="why">
            <span class="outcome">{row.outcome}</span> <bdi>{row.detail}</bdi>
          </span>
          <span class="end">
            {row.status} · {latency_words(row.latency_us)} · {size_words(row.bytes)}
          </span>
        </>
      }
    >
      {() => <Inside id={row.id} />}
    </Row>
  );
}

function Inside(props: { id: number }) {
  const { value: content, status } = useAsked(path + '/' + props.id, read_content);
  if (!content) return status === null ? <p class="note">Asking …</p> : <Trouble status={status} />;
  return (
    <>
      <Code label="Request" text={content.request} />
      {content.body ? (
        <Code label="Body" text={content.body} />
      ) : (
        <p class="note">Its body was not kept, or its time is over.</p>
      )}
    </>
  );
}
