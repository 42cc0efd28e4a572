import { counted } from '../text/count';
import { sized_figure } from '../text/figure';
import { unmapped_text } from '../text/mapping';
import { in_currency, short_money } from '../text/money';
import { pace_of, target_line, unpriced_part } from '../text/pace';
import { clock_time } from '../text/time';
import type { OwnTile } from '../view/own';
import type { View } from '../view/view';
import { Brand } from '../widgets/brand';
import type { Listed } from './boards';

// The boards as cards with their current figures.
export function Cards(props: {
  boards: Listed[];
  needs_currency: boolean;
  may_manage: boolean; // an admin's login
  at: number; // when the boards were read, by the local clock
  answers: boolean;
  setup: () => void;
}) {
  const { boards } = props;
  return (
    <main class="desk">
      <nav>
        <Brand />
        {props.may_manage && <a href="/admin">Sources</a>}
      </nav>
      <h1>Boards</h1>
      {props.needs_currency && (
        <p class="todo">
          No currency is set yet, so deals in different currencies cannot be added up.{' '}
          <button class="quiet" onClick={props.setup}>
            Set the office currency
          </button>
        </p>
      )}
      {boards.length === 0 && <p>There are no boards yet.</p>}
      <ul class="cards">
        {boards.map((entry) => (
          <li key={entry.board}>
            <Card entry={entry} />
          </li>
        ))}
      </ul>
      <p
        class={props.answers ? 'hint age' : 'hint age away'}
        role={props.answers ? undefined : 'status'}
      >
        {!props.answers && 'The server is not responding. '}
        Figures of {clock_time(props.at, -60 * new Date().getTimezoneOffset())}
        {props.answers && ', updated every ten seconds'}.
      </p>
      <p class="hint">
        To show a board on a wall screen, open its address there in a full-screen browser and log in
        once.
      </p>
    </main>
  );
}

function Card(props: { entry: Listed }) {
  const { board, view } = props.entry;
  const path = '/wall/' + encodeURIComponent(board);
  return (
    <a class="card" href={path} data-board={board}>
      <span class="top">
        <b dir="auto">{view ? (view.own && view.office.title) || view.office.name : board}</b>
        {view && view.office.demo && <span class="demo">Demo data</span>}
      </span>
      {view ? <Facts view={view} /> : <span class="facts">Cannot be loaded right now.</span>}
      <span class="address">{location.host + path}</span>
    </a>
  );
}

function Facts(props: { view: View }) {
  const { hero, office, people, today_n, own } = props.view;
  if (office.state === 'empty')
    return <span class="facts">No deals yet. Open the board to see how to send one.</span>;
  if (own) return <OwnFacts tiles={own} />;
  const pace = office.state === 'running' && hero.value !== null ? pace_of(hero) : null;
  const figure =
    hero.value === null
      ? counted(hero.n, 'win', 'wins')
      : in_currency(short_money(hero.value), office.currency);
  const sellers = counted(people, 'person', 'people');
  return (
    <>
      <span class="facts">Won in {office.period_label}</span>
      <span class="figure">{figure}</span>
      {hero.unpriced > 0 && !office.needs_currency && (
        <span class="facts">
          {hero.value === null ? '' : counted(hero.n, 'win', 'wins') + ', '}
          {unpriced_part(hero)}
        </span>
      )}
      {pace && <span class={pace.sign === 1 ? 'pace ahead' : 'pace'}>{pace.sentence}</span>}
      <Progress value={hero.value} target={hero.target} ahead={!pace || pace.sign !== -1} />
      {hero.target !== null && <span class="facts">{target_line(hero)}</span>}
      <span class="facts">
        {sellers}, {today_n > 0 ? counted(today_n, 'win', 'wins') : 'no wins yet'} today
      </span>
      {office.needs_mapping > 0 && <span class="unmapped">{mapping_text(office)}</span>}
    </>
  );
}

const facts_max = 4;

// Of an own board: the figures of its first tiles.
function OwnFacts(props: { tiles: OwnTile[] }) {
  const more = props.tiles.length - facts_max;
  return (
    <>
      {props.tiles.slice(0, facts_max).map((tile) => (
        <span class="fact" key={tile.id}>
          <span class="facts" dir="auto">
            {tile.title}
          </span>
          <b>{sized_figure(tile.value, tile.unit, tile.currency)}</b>
        </span>
      ))}
      {more > 0 && <span class="facts">and {more} more</span>}
      {props.tiles.length === 0 && <span class="facts">No tiles yet.</span>}
    </>
  );
}

function Progress(props: { value: string | null; target: string | null; ahead: boolean }) {
  const target = Number(props.target);
  if (props.value === null || !(target > 0)) return null;
  const percent = Math.min(Math.max((Number(props.value) / target) * 100, 0), 100);
  return (
    <span class={props.ahead ? 'progress ahead' : 'progress'}>
      <span style={{ width: percent + '%' }} />
    </span>
  );
}

function mapping_text(office: View['office']): string {
  return unmapped_text(office.needs_mapping, office.needs_mapping_amount, office.currency);
}
