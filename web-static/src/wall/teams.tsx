import { press } from '../page/press';
import type { Subject } from '../sheet/question';
import type { View } from '../tiles/view';
import { ordinal } from '../words/count';
import { short_money } from '../words/money';
import { Rising } from './icons';

// Under a short or a very long list: the teams, and who is climbing towards the rows above.
export function Teams(props: { view: View; shown: number; explain: (subject: Subject) => void }) {
  const { teams, ranking } = props.view;
  const movers = ranking.slice(props.shown).filter((row) => row.rise > 0 && row.rank !== null);
  const mover = movers[0];
  return (
    <div class="teams">
      {teams.slice(0, 4).map((team) => (
        <span
          class="item"
          key={team.key}
          data-team={team.key}
          {...press(() => props.explain({ is: 'team', key: team.key }))}
        >
          <b dir="auto">{team.name}</b> {short_money(team.value)}
        </span>
      ))}
      {mover && (
        <span class="item rising">
          <b dir="auto">{mover.short}</b> <Rising /> {mover.rise} to {ordinal(mover.rank as number)}
        </span>
      )}
    </div>
  );
}
