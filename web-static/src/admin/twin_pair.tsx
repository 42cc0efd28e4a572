import { in_currency, full_money } from '../text/money';
import { day_month } from '../text/time';
import type { Mapped } from './mapped';
import { deal_key, row_of } from './needs_mapping';
import type { TwinDeal, Twins } from './needs_mapping';
import { twin } from './org_edit';
import { title_of } from './unknown_group';

// Two possible duplicates side by side. If they are one deal, only one of them counts.
export function TwinPair(props: Mapped & { pair: Twins }) {
  const { pair, office, mapping, sources } = props;
  const [a, b] = pair;
  const same = (counts: TwinDeal, copy: TwinDeal) =>
    mapping.apply(
      row_of(pair),
      twin(deal_key(copy), deal_key(counts), true),
      'Duplicate: only the deal from ' + title_of(counts.source, sources) + ' counts.',
    );
  const card = (deal: TwinDeal, other: TwinDeal) => (
    <div class="twin">
      <bdi class="name">{deal.title || deal.id}</bdi>
      <span class="amount">{in_currency(full_money(deal.amount), deal.currency)}</span>
      <span class="about">
        {deal.day && day_month(deal.day) + ' · '}
        <bdi>{person_name(deal.person, office) || 'no owner'}</bdi>
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
        Same deal: count this one
      </button>
    </div>
  );
  return (
    <div class="twins" role="group" aria-label={'Possible duplicate: ' + (a.title || a.id)}>
      {card(a, b)}
      {card(b, a)}
      <button
        class="text"
        disabled={mapping.busy}
        onClick={() =>
          mapping.apply(
            row_of(pair),
            twin(deal_key(b), deal_key(a), false),
            'Not a duplicate: both deals count.',
          )
        }
      >
        Different deals: count both
      </button>
    </div>
  );
}

function person_name(id: string, office: Mapped['office']): string {
  const person = office.people.filter((one) => one.id === id)[0];
  return person ? person.name : id;
}
