// The space that the columns of the wall and the tiles of an own board have, from the custom
// properties of css/wall.css and css/phone.css.

import type { BoardArea } from '../board/board';
import { css_number, rem_px } from '../browser/css';

export interface ColumnWidths {
  left: number; // px
  right: number;
}

export function column_widths(): ColumnWidths {
  const inner = innerWidth - 2 * css_number('--side') * rem_px();
  if (is_phone()) return { left: inner, right: inner };
  const [left, right] = [css_number('--left'), css_number('--right')];
  const both = inner - css_number('--column-gap') * rem_px();
  return { left: (both * left) / (left + right), right: (both * right) / (left + right) };
}

export function board_area(): BoardArea {
  const around = ['--top', '--bottom', '--header', '--own-top', '--own-gap', '--own-footer'];
  return {
    width: innerWidth / rem_px() - 2 * css_number('--side'),
    height: innerHeight / rem_px() - around.reduce((sum, name) => sum + css_number(name), 0),
    phone: is_phone(),
  };
}

function is_phone(): boolean {
  return css_number('--phone') === 1;
}
