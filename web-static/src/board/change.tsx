import { Falling, Rising } from '../wall/icons';
import type { Change } from '../words/tile';
import { fitting_form } from './fit';

const icon_em = 1.2;

// Arrow, word and colour: whoever sees no colours reads the same. A fall is told, without alarm.
export function ChangeLine(props: { change: Change; width_rem: number; size_rem: number }) {
  const { change, size_rem } = props;
  return (
    <p class={'change ' + change.way + looks(change)} data-way={change.way}>
      {change.way === 'up' && <Rising />}
      {change.way === 'down' && <Falling />}
      {fitting_form(change.forms, 600, size_rem, words_rem(change, props.width_rem, size_rem))}
    </p>
  );
}

function looks(change: Change): string {
  return change.good === null ? '' : change.good ? ' good' : ' poor';
}

// What the arrow leaves.
export function words_rem(change: Change, width_rem: number, size_rem: number): number {
  const arrow = change.way === 'up' || change.way === 'down';
  return width_rem - (arrow ? icon_em * size_rem : 0);
}
