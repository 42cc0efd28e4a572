import type { Change } from '../text/tile';
import { Falling, Rising } from '../widgets/icons';
import { fitting_form } from './fit';

const icon_em = 1.2;

// Arrow, word and colour, so that it can be read without seeing colours.
export function ChangeLine(props: { change: Change; width_rem: number; size_rem: number }) {
  const { change, size_rem } = props;
  return (
    <p class={'change ' + change.way + class_of(change)} data-way={change.way}>
      {change.way === 'up' && <Rising />}
      {change.way === 'down' && <Falling />}
      {fitting_form(change.forms, 600, size_rem, text_rem(change, props.width_rem, size_rem))}
    </p>
  );
}

function class_of(change: Change): string {
  return change.good === null ? '' : change.good ? ' good' : ' poor';
}

// The width beside the arrow.
export function text_rem(change: Change, width_rem: number, size_rem: number): number {
  const arrow = change.way === 'up' || change.way === 'down';
  return width_rem - (arrow ? icon_em * size_rem : 0);
}
