import type { OwnTile } from '../tiles/own';
import type { View } from '../tiles/view';
import { counted } from '../words/count';
import { sized_figure } from '../words/figure';
import { in_currency, short_money } from '../words/money';
import { pace_of, target_line, unpriced_part } from '../words/pace';
import type { Listed } from './boards';
import { Brand } from './brand';

// The boards, each as a card with what it shows now.
export function Cards(props: {
  boards: Listed[];
  asks_currency: boolean;
  may_manage: boolean; // an admin's login
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
      {props.asks_currency && (
        <p class="todo">
          No currency is set yet, so deals in several cannot be added up.{' '}
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
      <p class="hint">
        For a screen on the wall: open a board’s address there in a full-screen browser, and log in
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
      {view ? <Facts view={view} /> : <span class="facts">Cannot be read just now.</span>}
      <span class="address">{location.host + path}</span>
    </a>
  );
}

function Facts(props: { view: View }) {
  const { hero, office, people, today_n, own } = props.view;
  if (office.state === 'empty')
    return <span class="facts">No deals yet: open it for the first.</span>;
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
      {office.needs_mapping > 0 && <span class="waits">{mapping(props.view)}</span>}
    </>
  );
}

const facts_max = 4;

// Of a board of the office's own: what its first tiles come to.
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
      {props.tiles.length === 0 && <span class="facts">Nothing on it yet.</span>}
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

// Said to whoever runs the office, and not on the wall.
function mapping(view: View): string {
  const { needs_mapping, needs_mapping_amount, currency } = view.office;
  const held = Number(needs_mapping_amount || 0);
  return (
    counted(needs_mapping, 'owner is', 'owners are') +
    ' not mapped to a person' +
    (held > 0
      ? ': ' +
        in_currency(short_money(needs_mapping_amount), currency) +
        ' counts in the total, in nobody’s row'
      : '')
  );
}
