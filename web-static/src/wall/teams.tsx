import { ordinal } from '../text/count';
import { short_money } from '../text/money';
import type { Subject } from '../view/question';
import type { View } from '../view/view';
import { Rising } from '../widgets/icons';
import { press } from '../widgets/press';

// Below a short or a very long ranking: the teams, and the first person below the list who rises.
export function Teams(props: { view: View; shown: number; explain: (subject: Subject) => void }) {
  const { teams, ranking } = props.view;
  const movers = ranking.slice(props.shown).filter((row) => row.rise > 0 && row.rank !== null);
  const mover = movers[0];
  return (
    <div class="teams">
      {teams.slice(0, 4).map((team) => (
        <button
          class="item"
          key={team.key}
          data-team={team.key}
          aria-haspopup="dialog"
          {...press(() => props.explain({ is: 'team', key: team.key }))}
        >
          <b dir="auto">{team.name}</b> {short_money(team.value)}
        </button>
      ))}
      {mover && (
        <span class="item rising">
          <b dir="auto">{mover.short}</b> <Rising /> {mover.rise} to {ordinal(mover.rank as number)}
        </span>
      )}
    </div>
  );
}
