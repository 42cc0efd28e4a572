import { css_number, rem_px } from '../browser/css';
import { width_em } from '../browser/text_width';
import { unmapped_people } from '../text/mapping';
import { no_value, short_money, symbol_of } from '../text/money';
import { fitting_name } from '../text/names';
import { standing_note, wins_of } from '../text/standing';
import type { Subject } from '../view/question';
import type { Ranked } from '../view/rows';
import type { View } from '../view/view';
import { Rising } from '../widgets/icons';
import { Openers, place_of } from '../widgets/opener';
import { RankedRow, by_key, figures_em } from '../widgets/ranked_row';
import { Teams } from './teams';

const crowd = 8; // with more people than this: the top five, then the teams
const top = 5;
const name_rem = [0, 0.78, 0.78, 0.76, 0.72, 0.64, 0.55, 0.54, 0.52]; // by number of rows
const crowd_rem = 0.56; // five rows and the teams
const rows_least = 2.4; // one or two rows do not stretch over the whole height
const note_rem = 0.33;
const name_least_rem = 0.52;
const shrink_part = 0.85; // the text shrinks down to this, so that whole names fit
// The columns beside a name, as css/wall.css has them.
const rank_and_gaps_rem = 1.67;
const rise_rem = 0.38;
const rise_icon_em = 1.1;

export function Ranking(props: {
  view: View;
  width_px: number;
  news: boolean;
  explain: (subject: Subject) => void;
}) {
  const { view, news, explain } = props;
  const crowded = view.people > crowd;
  const rows = crowded ? view.ranking.slice(0, top) : view.ranking;
  const with_teams = (crowded || rows.length <= 3) && view.teams.length > 1;
  const names = rows.map((row) => row.name);
  const values_em = figures_em(rows.map((row) => short_money(row.value)));
  const phone_rem = css_number('--row-name');
  const beside_rem = (row: Ranked) =>
    rank_and_gaps_rem +
    (row.rise > 0 ? (rise_icon_em + width_em(String(row.rise), 600)) * rise_rem : 0);
  const width_rem = props.width_px / rem_px();
  const most_rem = phone_rem || (crowded ? crowd_rem : (name_rem[rows.length] as number));
  const whole_rem = rows.map(
    (row) => (width_rem - beside_rem(row)) / (width_em(row.name, 600) + values_em + 0.05),
  );
  const least_rem = Math.max(most_rem * shrink_part, name_least_rem);
  const size = Math.min(most_rem, Math.max(least_rem, Math.min(...whole_rem)));
  const compact = rows.length > top; // the note beside the name: below it there is no room
  const placed = rows.map((row, index) => {
    const others = names.filter((name) => name !== row.name);
    const room = width_rem - beside_rem(row) - values_em * size;
    const fits = (text: string) => width_em(text, 600) * size < room;
    const name = fitting_name(row.name, row.short, others, fits);
    const notes = [standing_note(row, index, rows, view.office.period), wins_of(row), ''];
    const beside = room - width_em(name, 600) * size - 0.4;
    const fitting = notes.filter((note) => !compact || width_em(note, 400) * note_rem < beside);
    return { row, index, name, note: fitting[0] || '' };
  });
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
          '--note': note_rem + 'rem',
          '--value': 'calc(' + values_em.toFixed(2) + 'em + .2rem)',
        }}
      >
        {by_key(placed).map(({ row, index, name, note }) => (
          <RankedRow
            key={row.key}
            class="row"
            n={row.n}
            open={() => explain({ is: 'person', key: row.key })}
            {...{ row, index, news }}
          >
            <span class="rank">{row.rank === null ? no_value : row.rank}</span>
            <span class="who">
              <span class="name" dir="auto" title={row.name}>
                {name}
              </span>
              <span class="note">{note}</span>
            </span>
            <span class="rise">
              {row.rise > 0 && <Rising />}
              {row.rise > 0 && row.rise}
            </span>
            <span class="value">{short_money(row.value)}</span>
          </RankedRow>
        ))}
        <Openers
          class="row_opener"
          list={placed.map(({ row, index, note }) => ({
            label: spoken(row, note),
            open: () => explain({ is: 'person', key: row.key }),
            style: place_of(index),
          }))}
        />
      </div>
      <Unmapped view={view} />
      {with_teams && <Teams view={view} shown={rows.length} explain={explain} />}
    </section>
  );
}

// "1. Ana Marković, 94.4K, 9 wins"
function spoken(row: Ranked, note: string): string {
  const words = [row.name, short_money(row.value), note].filter((word) => word !== '').join(', ');
  return row.rank === null ? words : row.rank + '. ' + words;
}

// The part of the sum that is in no row, so that the rows add up to it.
function Unmapped(props: { view: View }) {
  const { needs_mapping, needs_mapping_amount } = props.view.office;
  if (needs_mapping <= 0) return null;
  const people = unmapped_people(needs_mapping);
  const amount = Number(needs_mapping_amount || 0) === 0 ? '' : short_money(needs_mapping_amount);
  return <p class="unmapped">{amount ? '+ ' + amount + ' by ' + people : people}</p>;
}

function title(view: View): string {
  const label = view.ranking_label || 'Won in ' + view.office.period_label;
  const symbol = symbol_of(view.office.currency);
  return symbol ? label + ', ' + symbol : label;
}
