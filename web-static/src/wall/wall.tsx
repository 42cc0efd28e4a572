import { OwnBoard } from '../board/board';
import type { BoardArea } from '../board/board';
import { Sheet } from '../sheet/sheet';
import type { Freshness } from '../text/freshness';
import { question_of } from '../view/question';
import type { Subject } from '../view/question';
import type { View } from '../view/view';
import { Announcement } from './announcement';
import { Bar } from './bar';
import { Empty } from './empty';
import { Footer, OwnFooter } from './footer';
import type { ColumnWidths } from './geometry';
import { Header } from './header';
import { Hero } from './hero';
import { MomentStage } from './moment';
import { Due, NobodyYet, Podium } from './opening';
import { Race } from './race';
import { Ranking } from './ranking';
import type { OnStage } from './stage';

export interface WallState {
  view: View;
  now: number; // server ms
  fresh: Freshness;
  on_stage: OnStage | null;
  news: boolean; // something just happened, as opposed to a full state
  subject: Subject | null; // the figure that the sheet explains
  columns: ColumnWidths;
  area: BoardArea; // of an own board's tiles
}

export interface WallActions {
  explain: (subject: Subject) => void;
  close_sheet: () => void;
}

export function Wall(props: { state: WallState; actions: WallActions }) {
  const { state, actions } = props;
  const { view, fresh, on_stage } = state;
  const stale = fresh.level !== 'live';
  const question = state.subject && question_of(view, state.subject);
  const classes = [
    'wall',
    view.office.state,
    stale ? 'stale' : '',
    on_stage ? 'on_stage' : '',
    question ? 'explained' : '',
  ];
  return (
    <div class={classes.filter((one) => one).join(' ')} data-rev={view.rev}>
      <Header view={view} now={state.now} />
      {view.office.demo && <aside class="ribbon">Demo data</aside>}
      {view.office.state === 'empty' ? (
        <Empty view={view} fresh={fresh} />
      ) : view.own ? (
        <OwnBody state={state} actions={actions} />
      ) : (
        <Body state={state} actions={actions} />
      )}
      <Announcement view={view} news={state.news} />
      {on_stage && (
        <MomentStage key={on_stage.moment.key} moment={on_stage.moment} office={view.office} />
      )}
      {question && (
        <Sheet
          question={question}
          now={state.now}
          utc_offset_s={view.office.utc_offset_s}
          close={actions.close_sheet}
        />
      )}
    </div>
  );
}

function Body(props: { state: WallState; actions: WallActions }) {
  const { view, now, fresh, news, columns } = props.state;
  const { explain } = props.actions;
  const opening = view.office.state === 'opening';
  // Nobody is ranked because nothing was won, not because nobody is known.
  const nobody = view.ranking.length === 0 && view.hero.n === 0;
  const no_race = view.race.this.length === 0 || (nobody && !view.hero.basis);
  return (
    <main class="layout">
      <div class="left">
        <Hero view={view} width_px={columns.left} explain={explain} />
        <Bar view={view} />
        {opening || no_race ? <Due view={view} /> : <Race view={view} width_px={columns.left} />}
      </div>
      <div class="right">
        {(opening || nobody) && view.podium.length > 0 ? (
          <Podium view={view} />
        ) : nobody ? (
          <NobodyYet view={view} />
        ) : (
          <Ranking view={view} width_px={columns.right} news={news} explain={explain} />
        )}
      </div>
      <Footer view={view} now={now} fresh={fresh} news={news} />
    </main>
  );
}

function OwnBody(props: { state: WallState; actions: WallActions }) {
  const { view, fresh, news, area } = props.state;
  return (
    <main class="layout own">
      <OwnBoard view={view} area={area} news={news} explain={props.actions.explain} />
      <OwnFooter view={view} fresh={fresh} />
    </main>
  );
}
