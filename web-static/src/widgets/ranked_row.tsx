import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import { width_em } from '../browser/text_width';
import { glow_once } from './glow';
import { place_of } from './opener';
import { press } from './press';

const top_z = 10; // above the number of rows

// A row of a ranking. Rows stay in the document in the order of their keys (by_key) and are moved
// to their position by one transform each: a change of rank is one transition and moves no node. So
// they are for the eye only; keyboards and screen readers use the Openers of the list.
export function RankedRow(props: {
  class: string;
  row: { key: string; rank: number | null; value: string | null };
  n?: number; // wins; the row also glows when these grow
  index: number;
  news: boolean;
  open: () => void;
  children: ComponentChildren;
}) {
  const { row, index } = props;
  const now = { n: props.n || 0, value: Number(row.value) };
  const glow = useRef<HTMLDivElement>(null);
  const before = useRef(now);

  useLayoutEffect(() => {
    const grew = now.n > before.current.n || now.value > before.current.value;
    before.current = now;
    if (grew && props.news) glow_once(glow.current);
  }, [now.n, now.value]);

  return (
    <div
      class={props.class + (row.rank === 1 ? ' first' : '')}
      aria-hidden="true"
      data-key={row.key}
      data-pos={index + 1}
      style={{
        ...place_of(index),
        zIndex: top_z - index, // a rising row passes in front
      }}
      {...press(props.open)}
    >
      <div class="glow" ref={glow} />
      {props.children}
    </div>
  );
}

export function by_key<T extends { row: { key: string } }>(rows: T[]): T[] {
  return rows.slice().sort((a, b) => (a.row.key < b.row.key ? -1 : 1));
}

// The width of the widest of these figures. Tabular digits are all as wide as an 8.
export function figures_em(figures: string[]): number {
  return Math.max(0, ...figures.map((text) => width_em(text.replace(/\d/g, '8'), 700)));
}
