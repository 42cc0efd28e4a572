import { press } from './press';

// An invisible button over a figure, which opens its sheet from the keyboard. Clicks go through it, to
// what is seen below.
export function Opener(props: { label: string; open: () => void }) {
  return (
    <button class="opener" aria-label={props.label} aria-haspopup="dialog" {...press(props.open)} />
  );
}

// The openers of a list, in the order in which it is seen: its rows stay in the order of their keys
// (RankedRow), which would jump up and down the screen.
export function Openers(props: {
  class: string;
  list: { label: string; open: () => void; style: { [name: string]: string } }[];
}) {
  return (
    <ol class="openers">
      {props.list.map(({ label, open, style }, index) => (
        <li key={index} class={props.class} style={style}>
          <Opener label={label} open={open} />
        </li>
      ))}
    </ol>
  );
}

// The place of a row in its list, as for the row itself.
export function place_of(index: number): { [name: string]: string } {
  return { transform: 'translateY(' + index * 100 + '%)' };
}
