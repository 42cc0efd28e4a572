import { in_currency, full_money } from '../words/money';
import { day_month } from '../words/time';
import { deal_key, row_of } from './needs';
import type { TwinDeal, Twins } from './needs';
import type { Mapped } from './needs_section';
import { twin } from './org_edit';
import { title_of } from './unknown_group';

// Two deals that may be one, side by side. If they are, one of them counts.
export function TwinPair(props: Mapped & { pair: Twins }) {
  const { pair, office, mapping, sources } = props;
  const [a, b] = pair;
  const same = (counts: TwinDeal, copy: TwinDeal) =>
    mapping.apply(
      row_of(pair),
      twin(deal_key(copy), deal_key(counts), true),
      'One deal: that of ' + title_of(counts.source, sources) + ' counts.',
    );
  const card = (deal: TwinDeal, other: TwinDeal) => (
    <div class="twin">
      <bdi class="name">{deal.title || deal.id}</bdi>
      <span class="amount">{in_currency(full_money(deal.amount), deal.currency)}</span>
      <span class="about">
        {deal.day && day_month(deal.day) + ' · '}
        <bdi>{person_name(deal.person, office) || 'nobody'}</bdi>
        {deal.customer && (
          <>
            {' · '}
            <bdi>{deal.customer}</bdi>
          </>
        )}
      </span>
      <span class="about">
        <bdi>{title_of(deal.source, sources)}</bdi> · <bdi>{deal.id}</bdi>
      </span>
      <button disabled={mapping.busy} onClick={() => same(deal, other)}>
        The same deal: this one counts
      </button>
    </div>
  );
  return (
    <div class="twins" role="group" aria-label={'Is ' + (a.title || a.id) + ' told twice?'}>
      {card(a, b)}
      {card(b, a)}
      <button
        class="text"
        disabled={mapping.busy}
        onClick={() =>
          mapping.apply(
            row_of(pair),
            twin(deal_key(b), deal_key(a), false),
            'Two deals: both count.',
          )
        }
      >
        Two deals: both count
      </button>
    </div>
  );
}

function person_name(id: string, office: Mapped['office']): string {
  const person = office.people.filter((one) => one.id === id)[0];
  return person ? person.name : id;
}
