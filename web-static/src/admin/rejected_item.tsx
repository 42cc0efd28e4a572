import { useEffect, useRef, useState } from 'preact/hooks';

import { post_text } from '../browser/http';
import type { HttpResponse } from '../browser/http';
import { refusal_of } from '../browser/refusal';
import type { Refusal } from '../browser/refusal';
import { count_in, is_object } from '../store/json';
import { At } from './clock';
import { Code } from './code';
import { size_text } from './delivery';
import { login } from './fetch';
import { Outcomes } from './outcomes';
import { read_outcomes, replay_text } from './rejected';
import type { Outcome, Rejected } from './rejected';
import { Row } from './row';
import { Refused } from './section';
import type { Source } from './source';
import { title_of } from './unknown_group';

export function RejectedItem(props: { row: Rejected; sources: Source[]; done: () => void }) {
  const { row } = props;
  return (
    <Row
      id={'rejected-' + row.id}
      class={row.replayed_as === null ? '' : 'past'}
      head={
        <>
          <span class="when">
            <At at={row.at} />
          </span>
          <bdi class="source">{title_of(row.source, props.sources)}</bdi>
          <span class="why">
            <bdi>{row.message || row.code}</bdi>
            {row.pointer && <code dir="ltr">{row.pointer}</code>}
            {row.count > 1 && (
              <span class="times">
                {' '}
                sent {row.count} times, last <At at={row.last_at} />
              </span>
            )}
          </span>
          <span class="end">
            {row.replayed_as === null
              ? size_text(row.bytes)
              : row.replayed_as === 0
                ? 'dismissed'
                : 'accepted as event ' + row.replayed_as}
          </span>
        </>
      }
    >
      {() => <Repair {...props} />}
    </Row>
  );
}

function Repair(props: { row: Rejected; done: () => void }) {
  const { row } = props;
  const [mapping, set_mapping] = useState('');
  const [busy, set_busy] = useState(false);
  const [message, set_message] = useState('');
  const [tried, set_tried] = useState<Outcome[] | null>(null);
  const [refused, set_refused] = useState<Refusal | null>(null);
  const cancel = useRef(() => {});
  useEffect(() => () => cancel.current(), []);

  const post = (
    what: string,
    body: string,
    then: (response: HttpResponse) => void,
    to = '/api/v1/rejected/' + row.id,
  ) => {
    set_busy(true);
    set_refused(null);
    set_message('');
    set_tried(null);
    cancel.current = post_text(to + what, body, (response) => {
      set_busy(false);
      if (response.status === 200) then(response);
      else set_refused(refusal_of(response, login));
    });
  };
  const try_it = () =>
    post('/try', mapping.trim(), (response) => set_tried(read_outcomes(response.json)));
  const replay = () =>
    post('/replay', '', (response) => {
      const { done, text } = replay_text(response.json);
      set_message(text);
      if (done) props.done();
    });
  const dismiss = () =>
    post('/dismiss', '', () => {
      set_message('Dismissed.');
      props.done();
    });
  const dismiss_alike = () =>
    post(
      '/dismiss?like=' + row.id,
      '',
      (response) => {
        const json = is_object(response.json) ? response.json : {};
        set_message(count_in(json, 'dismissed') + ' dismissed.');
        props.done();
      },
      '/api/v1/sources/' + encodeURIComponent(row.source),
    );
  return (
    <>
      {row.body ? (
        <Code label="Body" text={row.body} />
      ) : (
        <p class="note">The body was not kept, so it cannot be replayed.</p>
      )}
      {row.body && row.hook && (
        <details>
          <summary>Try it with another mapping</summary>
          <textarea
            aria-label="Mapping to try"
            placeholder="Paste the corrected mapping file"
            spellcheck={false}
            rows={8}
            value={mapping}
            onInput={(event) => set_mapping(event.currentTarget.value)}
          />
        </details>
      )}
      {(row.body || row.replayed_as === null) && (
        <div class="actions">
          {row.body && row.hook && (
            <button class="plain" onClick={try_it} disabled={busy}>
              {mapping.trim() ? 'Try this mapping' : 'Try'}
            </button>
          )}
          {row.body && row.replayed_as === null && (
            <button class="plain" onClick={replay} disabled={busy}>
              Replay
            </button>
          )}
          {row.replayed_as === null && (
            <>
              <button class="plain" onClick={dismiss} disabled={busy}>
                Dismiss
              </button>
              <button class="plain" onClick={dismiss_alike} disabled={busy}>
                Dismiss all with this reason
              </button>
            </>
          )}
          <span class="said" role="status">
            {message}
          </span>
        </div>
      )}
      <Refused refused={refused} />
      {tried && <Outcomes all={tried} />}
    </>
  );
}
