import { useEffect, useRef, useState } from 'preact/hooks';

import { post_text } from '../page/http';
import { count_in, is_object, number_in } from '../store/json';
import { counted } from '../words/count';
import { why_not } from './refusal';
import type { Refusal } from './refusal';
import { Refused } from './section';
import type { Source } from './source';
import { told } from './told';
import { title_of } from './unknown_group';

// Takes everything of a source again, a piece at a time, oldest first.
export function ReplayAll(props: { of: string[]; sources: Source[]; done: () => void }) {
  const [busy, set_busy] = useState('');
  const [words, set_words] = useState('');
  const [refused, set_refused] = useState<Refusal | null>(null);
  const give_up = useRef(() => {});
  useEffect(() => () => give_up.current(), []);

  const replay = (source: string, after: number, taken: number, left: number) => {
    const path = '/api/v1/sources/' + encodeURIComponent(source) + '/replay';
    give_up.current = post_text(after > 0 ? path + '?after=' + after : path, '', (answer) => {
      const json = is_object(answer.json) ? answer.json : {};
      const replayed = taken + count_in(json, 'replayed');
      const still = left + count_in(json, 'still_rejected');
      const next = number_in(json, 'next');
      if (answer.status !== 200) set_refused(why_not(answer));
      else set_words(replay_all_words(title_of(source, props.sources), replayed, still));
      if (answer.status === 200 && next !== null && next > after)
        return replay(source, next, replayed, still);
      set_busy('');
      props.done();
    });
  };
  const start = (source: string) => {
    set_busy(source);
    set_refused(null);
    set_words('');
    replay(source, 0, 0, 0);
  };
  return (
    <>
      {props.of.map((source) => (
        <button class="plain" key={source} onClick={() => start(source)} disabled={busy !== ''}>
          {busy === source ? 'Taking …' : 'Replay all of ' + title_of(source, props.sources)}
        </button>
      ))}
      <span class="said" role="status">
        {words}
      </span>
      <Refused refused={refused} />
    </>
  );
}

// "HubSpot: 3 were taken, 1 still rejected."
export function replay_all_words(title: string, taken: number, left: number): string {
  if (taken + left === 0) return told(title) + ': nothing was waiting.';
  const still = left > 0 ? ', ' + left + ' still rejected.' : '.';
  return told(title) + ': ' + counted(taken, 'was', 'were') + ' taken' + still;
}
