import { useEffect, useRef, useState } from 'preact/hooks';

import { post_text } from '../page/http';
import { counted } from '../words/count';
import { count_in, is_object, number_in } from '../store/json';
import type { Refusal } from './refusal';
import { why_not } from './refusal';
import { Refused } from './section';
import type { Source } from './source';
import { title_of } from './unknown_group';

// Takes everything of a source again, a piece at a time, oldest first.
export function ReplayAll(props: { source: string; sources: Source[]; done: () => void }) {
  const [busy, set_busy] = useState(false);
  const [words, set_words] = useState('');
  const [refused, set_refused] = useState<Refusal | null>(null);
  const give_up = useRef(() => {});
  useEffect(() => () => give_up.current(), []);

  const path = '/api/v1/sources/' + encodeURIComponent(props.source) + '/replay';
  const replay = (after: number | null, taken: number, left: number) => {
    const url = after === null ? path : path + '?after=' + after;
    give_up.current = post_text(url, '', (answer) => {
      if (answer.status !== 200) {
        set_busy(false);
        set_refused(why_not(answer));
        return props.done();
      }
      const json = is_object(answer.json) ? answer.json : {};
      const replayed = taken + count_in(json, 'replayed');
      const still = left + count_in(json, 'still_rejected');
      const next = number_in(json, 'next');
      set_words(replay_all_words(replayed, still));
      if (next !== null && next > (after || 0)) return replay(next, replayed, still);
      set_busy(false);
      props.done();
    });
  };
  const start = () => {
    set_busy(true);
    set_refused(null);
    set_words('');
    replay(null, 0, 0);
  };
  return (
    <>
      <button class="plain" onClick={start} disabled={busy}>
        {busy ? 'Taking …' : 'Replay all of ' + title_of(props.source, props.sources)}
      </button>
      <span class="said" role="status">
        {words}
      </span>
      <Refused refused={refused} />
    </>
  );
}

export function replay_all_words(taken: number, left: number): string {
  if (taken + left === 0) return 'Nothing was waiting.';
  return counted(taken, 'was', 'were') + ' taken' + (left > 0 ? ', ' + left + ' still rejected.' : '.');
}
