import { OwnBoard } from '../board/board';
import type { Room } from '../board/board';
import { question_of } from '../sheet/question';
import type { Subject } from '../sheet/question';
import { Sheet } from '../sheet/sheet';
import type { View } from '../tiles/view';
import type { Freshness } from '../words/freshness';
import { Bar } from './bar';
import { Empty } from './empty';
import { Footer, OwnFooter } from './footer';
import { Header } from './header';
import { Hero } from './hero';
import { MomentStage } from './moment';
import { Due, Podium } from './opening';
import { Race } from './race';
import { Ranking } from './ranking';
import type { OnStage } from './stage';

export interface Picture {
  view: View;
  now: number; // server ms
  fresh: Freshness;
  on_stage: OnStage | null;
  news: boolean; // something just happened, as opposed to: we have just been told everything
  asked: Subject | null; // what somebody wants explained
  columns_px: { left: number; right: number };
  room: Room; // of an own board's tiles
}

export interface Hands {
  explain: (subject: Subject) => void;
  close_sheet: () => void;
}

export function Wall(props: { picture: Picture; hands: Hands }) {
  const { picture, hands } = props;
  const { view, fresh, on_stage } = picture;
  const stale = fresh.level !== 'live';
  const looks = view.office.state + (stale ? ' stale' : '') + (on_stage ? ' on_stage' : '');
  const question = picture.asked && question_of(view, picture.asked);
  return (
    <div class={'wall ' + looks} data-rev={view.rev}>
      <Header view={view} now={picture.now} />
      {view.office.demo && <div class="ribbon">Demo data</div>}
      {view.office.state === 'empty' ? (
        <Empty view={view} fresh={fresh} />
      ) : view.own ? (
        <OwnFloor picture={picture} hands={hands} />
      ) : (
        <Floor picture={picture} hands={hands} />
      )}
      {on_stage && (
        <MomentStage key={on_stage.moment.key} moment={on_stage.moment} office={view.office} />
      )}
      {question && (
        <Sheet
          question={question}
          now={picture.now}
          utc_offset_s={view.office.utc_offset_s}
          close={hands.close_sheet}
        />
      )}
    </div>
  );
}

function Floor(props: { picture: Picture; hands: Hands }) {
  const { view, now, fresh, news, columns_px } = props.picture;
  const { explain } = props.hands;
  const opening = view.office.state === 'opening';
  return (
    <main class="floor">
      <div class="left">
        <Hero view={view} width_px={columns_px.left} explain={explain} />
        <Bar view={view} />
        {opening || view.race.this.length === 0 ? (
          <Due view={view} />
        ) : (
          <Race view={view} width_px={columns_px.left} />
        )}
      </div>
      <div class="right">
        {opening && view.podium.length > 0 ? (
          <Podium view={view} />
        ) : (
          <Ranking view={view} width_px={columns_px.right} news={news} explain={explain} />
        )}
      </div>
      <Footer view={view} now={now} fresh={fresh} news={news} />
    </main>
  );
}

function OwnFloor(props: { picture: Picture; hands: Hands }) {
  const { view, fresh, news, room } = props.picture;
  return (
    <main class="floor own">
      <OwnBoard view={view} room={room} news={news} explain={props.hands.explain} />
      <OwnFooter view={view} fresh={fresh} />
    </main>
  );
}
