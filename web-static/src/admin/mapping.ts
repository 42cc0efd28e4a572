// Changes to the org document from the rows of a list: the result of each and how to undo it, by
// the key of the row.

import { useState } from 'preact/hooks';

import type { Refusal } from '../browser/refusal';
import { change_org, undo_change } from './change_org';
import type { Undo } from './change_org';
import type { Edit } from './org_edit';

export interface Resolved {
  text: string;
  undo: Undo | null; // only the newest change can be undone
}

export interface Mapping {
  busy: boolean;
  resolved: { readonly [row: string]: Resolved };
  refused: { readonly [row: string]: Refusal };
  apply: (row: string, edit: Edit, text: string) => void;
  undo: (row: string) => void;
  forget: () => void; // stop showing resolved rows
}

// `changed` is called after every change of the document.
export function useMapping(changed: () => void): Mapping {
  const [busy, set_busy] = useState(false);
  const [resolved, set_resolved] = useState<{ [row: string]: Resolved }>({});
  const [refused, set_refused] = useState<{ [row: string]: Refusal }>({});

  const apply = (row: string, edit: Edit, text: string) => {
    set_busy(true);
    set_refused({});
    change_org(edit, (done) => {
      set_busy(false);
      if ('refused' in done) return set_refused({ [row]: done.refused });
      set_resolved((before) => ({ ...without_undo(before), [row]: { text, undo: done.undo } }));
      changed();
    });
  };
  const undo_row = (row: string) => {
    const { text, undo } = resolved[row] as Resolved;
    if (!undo) return;
    set_busy(true);
    set_refused({});
    undo_change(undo, (why) => {
      set_busy(false);
      if (why) {
        set_refused({ [row]: why });
        return set_resolved((before) => ({ ...before, [row]: { text, undo: null } }));
      }
      set_resolved(({ [row]: _, ...others }) => others);
      changed();
    });
  };
  return { busy, resolved, refused, apply, undo: undo_row, forget: () => set_resolved({}) };
}

function without_undo(all: { [row: string]: Resolved }): { [row: string]: Resolved } {
  const without: { [row: string]: Resolved } = {};
  for (const row of Object.keys(all))
    without[row] = { text: (all[row] as Resolved).text, undo: null };
  return without;
}
