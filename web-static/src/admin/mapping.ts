// Mapping what is unknown: the change, what was said of it, and the way back. Each under the key of
// the row it was made in.

import { useState } from 'preact/hooks';

import { change_org, undo_change } from './change_org';
import type { Undo } from './change_org';
import type { Edit } from './org_edit';
import type { Refusal } from './refusal';

export interface Settled {
  said: string;
  undo: Undo | null; // only the newest change can be taken back
}

export interface Mapping {
  busy: boolean;
  settled: { readonly [row: string]: Settled };
  refused: { readonly [row: string]: Refusal };
  apply: (row: string, edit: Edit, said: string) => void;
  take_back: (row: string) => void;
  forget: () => void; // what is settled need not be shown any longer
}

// `changed` is called whenever the document is another.
export function useMapping(changed: () => void): Mapping {
  const [busy, set_busy] = useState(false);
  const [settled, set_settled] = useState<{ [row: string]: Settled }>({});
  const [refused, set_refused] = useState<{ [row: string]: Refusal }>({});

  const apply = (row: string, edit: Edit, said: string) => {
    set_busy(true);
    set_refused({});
    change_org(edit, (done) => {
      set_busy(false);
      if ('refused' in done) return set_refused({ [row]: done.refused });
      set_settled((before) => ({ ...without_undo(before), [row]: { said, undo: done.undo } }));
      changed();
    });
  };
  const take_back = (row: string) => {
    const { said, undo } = settled[row] as Settled;
    if (!undo) return;
    set_busy(true);
    set_refused({});
    undo_change(undo, (why) => {
      set_busy(false);
      if (why) {
        set_refused({ [row]: why });
        return set_settled((before) => ({ ...before, [row]: { said, undo: null } }));
      }
      set_settled(({ [row]: _, ...others }) => others);
      changed();
    });
  };
  return { busy, settled, refused, apply, take_back, forget: () => set_settled({}) };
}

function without_undo(all: { [row: string]: Settled }): { [row: string]: Settled } {
  const without: { [row: string]: Settled } = {};
  for (const row of Object.keys(all))
    without[row] = { said: (all[row] as Settled).said, undo: null };
  return without;
}
