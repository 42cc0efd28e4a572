import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

// A line that expands.
export function Row(props: {
  id: string;
  class?: string;
  head: ComponentChildren;
  children: () => ComponentChildren;
}) {
  const [open, set_open] = useState(false);
  const { id } = props;
  return (
    <li class={'row ' + (props.class || '')} id={id}>
      <button
        class="head"
        aria-expanded={open}
        aria-controls={id + '-more'}
        onClick={() => set_open(!open)}
      >
        {props.head}
      </button>
      <div id={id + '-more'} class="inside" hidden={!open}>
        {open && props.children()}
      </div>
    </li>
  );
}
