import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import type { Mapping } from './mapping';
import { Refused } from './section';

// A question, or in its place what was answered: nothing jumps away under the hand that answers one
// after the other.
export function Answered(props: { row: string; mapping: Mapping; children: ComponentChildren }) {
  const { row, mapping } = props;
  return (
    <>
      {mapping.settled[row] ? <Answer {...props} /> : props.children}
      <Refused refused={mapping.refused[row] || null} />
    </>
  );
}

function Answer(props: { row: string; mapping: Mapping }) {
  const { row, mapping } = props;
  const line = useRef<HTMLParagraphElement>(null);
  // What was pressed is gone, and the focus must not go with it.
  useLayoutEffect(() => line.current?.focus({ preventScroll: true }), []);
  const settled = mapping.settled[row];
  if (!settled) return null;
  return (
    <p class="settled" tabIndex={-1} ref={line}>
      <span role="status">{settled.said}</span>
      {settled.undo && (
        <button class="text" onClick={() => mapping.take_back(row)} disabled={mapping.busy}>
          Undo
        </button>
      )}
    </p>
  );
}
