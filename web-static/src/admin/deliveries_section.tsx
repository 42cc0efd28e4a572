import { useState } from 'preact/hooks';

import { At } from './clock';
import { Code } from './code';
import { latency_text, outcomes, read_content, read_deliveries, size_text } from './delivery';
import type { Delivery } from './delivery';
import { useFetched } from './fetch';
import { usePages } from './pages';
import { Row } from './row';
import { Section, Trouble } from './section';
import type { Source } from './source';
import { SourceSelect } from './source_select';
import { title_of } from './unknown_group';

const path = '/api/v1/deliveries';

// All deliveries, newest first.
export function DeliveriesSection(props: { sources: Source[] }) {
  const [source, choose] = useState('');
  const [outcome, choose_outcome] = useState('');
  const { rows, status, refresh, more } = usePages(path, { source, outcome }, read_deliveries);
  return (
    <Section id="deliveries" title="Deliveries" status={status} loading={!rows} refresh={refresh}>
      <div class="filters" hidden={!source && !outcome && rows !== null && rows.length === 0}>
        <SourceSelect sources={props.sources} chosen={source} choose={choose} of="deliveries" />
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
            ? 'No deliveries match.'
            : 'No deliveries yet. Every delivery is listed here, accepted or not.'}
        </p>
      )}
      <ul class="rows">
        {(rows || []).map((row) => (
          <DeliveryRow key={row.id} row={row} sources={props.sources} />
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

function DeliveryRow(props: { row: Delivery; sources: Source[] }) {
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
            {row.status} · {latency_text(row.latency_us)} · {size_text(row.bytes)}
          </span>
        </>
      }
    >
      {() => <DeliveryContent id={row.id} />}
    </Row>
  );
}

function DeliveryContent(props: { id: number }) {
  const { value: content, status } = useFetched(path + '/' + props.id, read_content);
  if (!content)
    return status === null ? <p class="note">Loading …</p> : <Trouble status={status} />;
  return (
    <>
      <Code label="Request" text={content.request} />
      {content.body ? (
        <Code label="Body" text={content.body} />
      ) : (
        <p class="note">The body was not kept, or has been deleted since.</p>
      )}
    </>
  );
}
