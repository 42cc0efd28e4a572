import { useEffect, useRef, useState } from 'preact/hooks';

import { delete_at } from '../browser/http';
import { refusal_of } from '../browser/refusal';
import type { Refusal } from '../browser/refusal';
import { login } from './fetch';
import { Refused } from './section';

// Asks once more before it ends something that cannot be brought back.
export function Revoke(props: {
  path: string;
  verb: string;
  of: string;
  effect: string; // what else ends; '' nothing
  done: () => void;
}) {
  const { path, verb, of, effect, done } = props;
  const [asking, set_asking] = useState(false);
  const [busy, set_busy] = useState(false);
  const [refused, set_refused] = useState<Refusal | null>(null);
  const cancel = useRef(() => {});
  useEffect(() => () => cancel.current(), []);

  const press = () => {
    if (!asking) return set_asking(true);
    set_busy(true);
    set_refused(null);
    cancel.current = delete_at(path, (response) => {
      set_busy(false);
      set_asking(false);
      // Gone already: somebody else was faster.
      if (response.status === 204 || response.status === 404) done();
      else set_refused(refusal_of(response, login));
    });
  };
  return (
    <div class="answer">
      <span class="about" role="status">
        {asking && effect}
      </span>
      <button class="plain" onClick={press} disabled={busy}>
        {asking ? 'Yes, ' + verb.toLowerCase() : verb}
        <span class="unseen"> {of}</span>
      </button>
      {asking && (
        <button class="text" onClick={() => set_asking(false)} disabled={busy}>
          Keep
        </button>
      )}
      <Refused refused={refused} />
    </div>
  );
}
