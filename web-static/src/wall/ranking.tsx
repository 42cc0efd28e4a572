import { useLayoutEffect, useRef } from 'preact/hooks';

import { press } from '../page/press';
import { rem_px, width_em } from '../page/text_width';
import type { Subject } from '../sheet/question';
import type { Ranked } from '../tiles/rows';
import type { View } from '../tiles/view';
import { counted } from '../words/count';
import { fitting_name } from '../words/names';
import { short_money, symbol_of } from '../words/money';
import { standing_note, wins_of } from '../words/standing';
import { glow_once } from './glow';
import { Rising } from './icons';
import { Teams } from './teams';

const crowd = 8; // more people than this: the top five, then teams
const top = 5;
const name_rem = [0, 0.78, 0.78, 0.76, 0.72, 0.64, 0.55, 0.54, 0.52];
const crowd_rem = 0.56; // five rows and the teams
const top_z = 10; // over the number of rows
const rows_least = 2.4; // one or two rows do not stretch over all the height
const note_rem = 0.33;
const rank_and_gaps_rem = 1.35;
const rise_rem = 0.85;

// Who is where. Rows stand still in the document, in the order of their keys, and are put in their
// place by one transform each: a change of rank is one transition and moves no node.
export function Ranking(props: {
  view: View;
  width_px: number;
  news: boolean;
  explain: (subject: Subject) => void;
}) {
  const { view, explain } = props;
  const crowded = view.people > crowd;
  const rows = crowded ? view.ranking.slice(0, top) : view.ranking;
  const strip = (crowded || rows.length <= 3) && view.teams.length > 1;
  const names = rows.map((row) => row.name);
  const values_em = Math.max(0, ...rows.map((row) => figure_em(row.value)));
  const size = crowded ? crowd_rem : (name_rem[rows.length] as number);
  const left_rem = props.width_px / rem_px() - rank_and_gaps_rem - values_em * size;
  const compact = rows.length > top; // the note beside the name, or it would touch the lines
  const placed = rows.map((row, index) => {
    const others = names.filter((name) => name !== row.name);
    const room = left_rem - (row.rise > 0 ? rise_rem : 0);
    const fits = (text: string) => width_em(text, 600) * size < room;
    const name = fitting_name(row.name, row.short, others, fits);
    const notes = [standing_note(row, index, rows, view.office.period), wins_of(row), ''];
    const beside = room - width_em(name, 600) * size - 0.4;
    const told = notes.filter((note) => !compact || width_em(note, 400) * note_rem < beside);
    return { row, index, name, note: told[0] || '' };
  });
  placed.sort((a, b) => (a.row.key < b.row.key ? -1 : 1));
  return (
    <section class="ranking">
      <h2>
        {title(view)}
        {crowded && ' · top ' + top + ' of ' + view.people}
      </h2>
      <div
        class={compact ? 'rows compact' : 'rows'}
        style={{
          '--rows': Math.max(rows.length, rows_least),
          '--name': size + 'rem',
          '--value': 'calc(' + values_em.toFixed(2) + 'em + .2rem)',
        }}
        role="list"
      >
        {placed.map((place) => (
          <Row
            key={place.row.key}
            {...place}
            news={props.news}
            open={() => explain({ is: 'person', key: place.row.key })}
          />
        ))}
      </div>
      <Unmapped view={view} />
      {strip && <Teams view={view} shown={rows.length} explain={explain} />}
    </section>
  );
}

// What the sum holds and no row does, so that the rows can be added up.
function Unmapped(props: { view: View }) {
  const { needs_mapping, needs_mapping_amount } = props.view.office;
  if (needs_mapping <= 0) return null;
  const who = counted(needs_mapping, 'person', 'people') + ' not mapped yet';
  const held = Number(needs_mapping_amount || 0) !== 0;
  return (
    <p class="unmapped">{held ? '+ ' + short_money(needs_mapping_amount) + ' by ' + who : who}</p>
  );
}

// Figures stand in tabular digits, all as wide as an 8.
function figure_em(value: string | null): number {
  return width_em(short_money(value).replace(/\d/g, '8'), 700);
}

function title(view: View): string {
  const label = view.ranking_label || 'Won in ' + view.office.period_label;
  const symbol = symbol_of(view.office.currency);
  return symbol ? label + ', ' + symbol : label;
}

interface RowProps {
  row: Ranked;
  index: number;
  name: string;
  note: string;
  news: boolean;
  open: () => void;
}

function Row(props: RowProps) {
  const { row } = props;
  const glow = useRef<HTMLDivElement>(null);
  const before = useRef(row);

  useLayoutEffect(() => {
    const rose = row.n > before.current.n || Number(row.value) > Number(before.current.value);
    before.current = row;
    if (rose && props.news) glow_once(glow.current);
  }, [row.n, row.value]);

  return (
    <div
      class={row.rank === 1 ? 'row first' : 'row'}
      role="listitem"
      data-key={row.key}
      data-pos={props.index + 1}
      style={{
        transform: 'translateY(' + props.index * 100 + '%)',
        zIndex: top_z - props.index, // who rises passes in front
      }}
      {...press(props.open)}
    >
      <div class="glow" ref={glow} />
      <span class="rank">{row.rank === null ? '–' : row.rank}</span>
      <span class="who">
        <span class="name" dir="auto" title={row.name}>
          {props.name}
        </span>
        <span class="note">{props.note}</span>
      </span>
      <span class="rise">
        {row.rise > 0 && <Rising />}
        {row.rise > 0 && row.rise}
      </span>
      <span class="value">{short_money(row.value)}</span>
    </div>
  );
}
