import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import type { Mapping } from './mapping';
import { Refused } from './section';

// A row that needs a decision; once decided, the result in its place. Rows are not removed at once,
// so that the ones below do not move while someone works through the list.
export function Resolvable(props: { row: string; mapping: Mapping; children: ComponentChildren }) {
  const { row, mapping } = props;
  return (
    <>
      {mapping.resolved[row] ? <Result {...props} /> : props.children}
      <Refused refused={mapping.refused[row] || null} />
    </>
  );
}

function Result(props: { row: string; mapping: Mapping }) {
  const { row, mapping } = props;
  const line = useRef<HTMLParagraphElement>(null);
  // The pressed button is gone, so the focus moves here.
  useLayoutEffect(() => line.current?.focus({ preventScroll: true }), []);
  const resolved = mapping.resolved[row];
  if (!resolved) return null;
  return (
    <p class="resolved" tabIndex={-1} ref={line}>
      <span role="status">{resolved.text}</span>
      {resolved.undo && (
        <button class="text" onClick={() => mapping.undo(row)} disabled={mapping.busy}>
          Undo
        </button>
      )}
    </p>
  );
}
