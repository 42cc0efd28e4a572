import { counted } from '../text/count';
import { full_money, short_money, symbol_of } from '../text/money';
import type { View } from '../view/view';

// The first days of a period, when there is no pace yet and most ranks are at zero: the deals due
// and the last podium. The deals due also replace the race chart while there are no amounts.
export function Due(props: { view: View }) {
  const { due, office } = props.view;
  const facts: [string, string][] = [];
  const open_n = due.open_n || 0;
  if (due.open_amount !== null) {
    const deals = due.open_n === null ? '' : counted(open_n, 'deal', 'deals') + ' ';
    facts.push([short_money(due.open_amount), deals + 'due in ' + office.period_label]);
  } else if (open_n > 0) {
    facts.push([
      String(open_n),
      (open_n === 1 ? 'deal' : 'deals') + ' due in ' + office.period_label,
    ]);
  }
  if (due.activities !== null)
    facts.push([full_money(String(due.activities)), 'activities so far']);
  if (due.activities_today !== null)
    facts.push([full_money(String(due.activities_today)), 'of them today']);
  return (
    <dl class="due">
      {facts.map(([figure, words]) => (
        <div key={words}>
          <dt>{figure}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Podium(props: { view: View }) {
  const { view } = props;
  const symbol = symbol_of(view.office.currency);
  return (
    <section class="podium">
      <h2>{view.podium_label + '’s podium' + (symbol ? ', ' + symbol : '')}</h2>
      <ol>
        {view.podium.map((person, index) => (
          <li key={person.key} class={index === 0 ? 'first' : ''}>
            <span class="rank">{index + 1}</span>
            <span class="name" dir="auto">
              {person.name}
            </span>
            <span class="value">{short_money(person.value)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
