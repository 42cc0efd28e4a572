import { useEffect, useRef, useState } from 'preact/hooks';

import { post_text } from '../browser/http';
import { refusal_of } from '../browser/refusal';
import type { Refusal } from '../browser/refusal';
import { count_in, is_object, number_in } from '../store/json';
import { login } from './fetch';
import { isolated } from './isolate';
import { Refused } from './section';
import type { Source } from './source';
import { title_of } from './unknown_group';

// Replays all rejected payloads of a source in batches, oldest first.
export function ReplayAll(props: { of: string[]; sources: Source[]; done: () => void }) {
  const [busy, set_busy] = useState('');
  const [message, set_message] = useState('');
  const [refused, set_refused] = useState<Refusal | null>(null);
  const cancel = useRef(() => {});
  useEffect(() => () => cancel.current(), []);

  const replay = (source: string, after: number, accepted: number, rejected: number) => {
    const path = '/api/v1/sources/' + encodeURIComponent(source) + '/replay';
    cancel.current = post_text(after > 0 ? path + '?after=' + after : path, '', (response) => {
      const json = is_object(response.json) ? response.json : {};
      const replayed = accepted + count_in(json, 'replayed');
      const still = rejected + count_in(json, 'still_rejected');
      const next = number_in(json, 'next');
      if (response.status !== 200) set_refused(refusal_of(response, login));
      else set_message(replay_all_text(title_of(source, props.sources), replayed, still));
      if (response.status === 200 && next !== null && next > after)
        return replay(source, next, replayed, still);
      set_busy('');
      props.done();
    });
  };
  const start = (source: string) => {
    set_busy(source);
    set_refused(null);
    set_message('');
    replay(source, 0, 0, 0);
  };
  return (
    <>
      {props.of.map((source) => (
        <button class="plain" key={source} onClick={() => start(source)} disabled={busy !== ''}>
          {busy === source ? 'Replaying …' : 'Replay all from ' + title_of(source, props.sources)}
        </button>
      ))}
      <span class="said" role="status">
        {message}
      </span>
      <Refused refused={refused} />
    </>
  );
}

// "HubSpot: 3 accepted, 1 still rejected."
export function replay_all_text(title: string, accepted: number, rejected: number): string {
  if (accepted + rejected === 0) return isolated(title) + ': nothing to replay.';
  const still = rejected > 0 ? ', ' + rejected + ' still rejected.' : '.';
  return isolated(title) + ': ' + accepted + ' accepted' + still;
}
