import { counted } from '../text/count';
import { full_money, short_money, symbol_of } from '../text/money';
import type { View } from '../view/view';

const facts_most = 4; // what the height of a wall holds

// What is known while there is no pace yet or nothing to rank: the first days of a period, months
// without wins, walls of old imports. The deals due, open and overdue, and the last podium. The
// deals due also replace the race chart while there are no amounts.
export function Due(props: { view: View }) {
  const { due, office } = props.view;
  const facts: [string, string][] = [];
  const deals = (n: number | null, amount: string | null, words: string) => {
    if (amount !== null && (n === null || n > 0))
      facts.push([
        short_money(amount),
        (n === null ? '' : counted(n, 'deal', 'deals') + ' ') + words,
      ]);
    else if (n !== null) facts.push([String(n), (n === 1 ? 'deal ' : 'deals ') + words]);
  };
  deals(due.open_n, due.open_amount, 'due in ' + office.period_label);
  if ((due.open_all_n || 0) > (due.open_n || 0))
    deals(due.open_all_n, due.open_all_amount, 'open in all');
  if ((due.overdue_n || 0) > 0)
    deals(
      due.overdue_n,
      due.overdue_amount,
      due.overdue_n === 1 ? 'past its date' : 'past their date',
    );
  if (due.activities !== null)
    facts.push([
      full_money(String(due.activities)),
      (due.activities === 1 ? 'activity' : 'activities') + ' so far',
    ]);
  if (due.activities_today !== null && facts.length < facts_most)
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

// Nobody has a place yet, and nobody had one lately.
export function NobodyYet(props: { view: View }) {
  const { view } = props;
  return (
    <section class="ranking nobody">
      <h2>{view.ranking_label}</h2>
      <p>{'No wins in ' + view.office.period_label + ' yet. The ranking starts with the first.'}</p>
    </section>
  );
}
