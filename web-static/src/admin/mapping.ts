// Mapping something: the change, what was said of it, and the way back.

import { useEffect, useRef, useState } from 'preact/hooks';

import { change_org, undo_change } from './change_org';
import type { Undo } from './change_org';
import type { Edit } from './org_edit';
import type { Refusal } from './refusal';

export interface Mapping {
  busy: boolean;
  said: string;
  undo: (() => void) | null;
  refused: Refusal | null;
  apply: (edit: Edit, said: string) => void;
  notice: { current: HTMLDivElement | null };
}

// `changed` is called whenever the document is another.
export function useMapping(changed: () => void): Mapping {
  const [busy, set_busy] = useState(false);
  const [said, set_said] = useState('');
  const [undo, set_undo] = useState<Undo | null>(null);
  const [refused, set_refused] = useState<Refusal | null>(null);
  const notice = useRef<HTMLDivElement>(null);

  // The row that was pressed goes away, and the focus must not go with it.
  useEffect(() => {
    if ((said || refused) && notice.current) notice.current.focus();
  }, [said, refused]);

  const apply = (edit: Edit, words: string) => {
    set_busy(true);
    set_refused(null);
    set_said('');
    change_org(edit, (done) => {
      set_busy(false);
      if ('refused' in done) return set_refused(done.refused);
      set_undo(done.undo);
      set_said(words);
      changed();
    });
  };
  const take_back = (last: Undo) => {
    set_busy(true);
    undo_change(last, (why) => {
      set_busy(false);
      set_undo(null);
      set_refused(why);
      set_said(why ? '' : 'Taken back.');
      if (!why) changed();
    });
  };
  return { busy, said, undo: undo && (() => take_back(undo)), refused, apply, notice };
}
