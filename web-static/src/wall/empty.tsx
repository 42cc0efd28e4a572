import type { Freshness } from '../text/freshness';
import type { View } from '../view/view';
import { FreshnessLine } from './footer';
import { SetCurrency } from './set_currency';

// No deals yet: the next step, as a command to paste.
export function Empty(props: { view: View; fresh: Freshness }) {
  return (
    <main class="empty">
      <h2>No deals yet</h2>
      <p>Connect a source, or send a first deal from a terminal:</p>
      <pre>{first_deal(location.origin, props.view.office.currency || 'EUR')}</pre>
      <p class="hint">The deal appears here as soon as it is stored.</p>
      {props.view.office.needs_currency && (
        <p class="setup">
          <SetCurrency />
        </p>
      )}
      <FreshnessLine fresh={props.fresh} />
    </main>
  );
}

function first_deal(origin: string, currency: string): string {
  return [
    'TOKEN=$(cat data/admin.token)   # in the server’s data directory',
    'curl ' + origin + '/api/v1/events \\',
    '  -H "Authorization: Bearer $TOKEN" \\',
    '  -H "Content-Type: application/json" -d @- <<END',
    '{"id":"evt-1","type":"deal","occurred_at":"$(date -u +%FT%TZ)",',
    ' "deal":{"id":"D-1","title":"First deal","amount":"12500.00",',
    '         "currency":"' + currency + '","status":"won","owner":"ana"}}',
    'END',
  ].join('\n');
}
