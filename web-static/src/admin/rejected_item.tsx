import { useEffect, useRef, useState } from 'preact/hooks';

import { post_text } from '../page/http';
import type { Answer } from '../page/http';
import { At } from './clock';
import { Code } from './code';
import { size_words } from './delivery';
import { Outcomes } from './outcomes';
import { why_not } from './refusal';
import type { Refusal } from './refusal';
import { read_outcomes, replay_words } from './rejected';
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
          </span>
          <span class="end">
            {row.replayed_as === null ? size_words(row.bytes) : 'taken as event ' + row.replayed_as}
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
  const [said, set_said] = useState('');
  const [tried, set_tried] = useState<Outcome[] | null>(null);
  const [refused, set_refused] = useState<Refusal | null>(null);
  const give_up = useRef(() => {});
  useEffect(() => () => give_up.current(), []);

  const post = (what: string, body: string, then: (answer: Answer) => void) => {
    set_busy(true);
    set_refused(null);
    set_said('');
    set_tried(null);
    give_up.current = post_text('/api/v1/rejected/' + row.id + what, body, (answer) => {
      set_busy(false);
      if (answer.status === 200) then(answer);
      else set_refused(why_not(answer));
    });
  };
  const try_it = () =>
    post('/try', mapping.trim(), (answer) => set_tried(read_outcomes(answer.json)));
  const replay = () =>
    post('/replay', '', (answer) => {
      const { taken, words } = replay_words(answer.json);
      set_said(words);
      if (taken) props.done();
    });
  return (
    <>
      {row.body ? (
        <Code label="Body" text={row.body} />
      ) : (
        <p class="note">Its body was not kept, so it cannot be taken again.</p>
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
      {row.body && (
        <div class="actions">
          {row.hook && (
            <button class="plain" onClick={try_it} disabled={busy}>
              {mapping.trim() ? 'Try this mapping' : 'Try'}
            </button>
          )}
          {row.replayed_as === null && (
            <button class="plain" onClick={replay} disabled={busy}>
              Replay
            </button>
          )}
          <span class="said" role="status">
            {said}
          </span>
        </div>
      )}
      <Refused refused={refused} />
      {tried && <Outcomes all={tried} />}
    </>
  );
}
