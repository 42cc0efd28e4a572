import type { View } from '../tiles/view';
import type { Freshness } from '../words/freshness';
import { FreshnessLine } from './footer';

// Nothing yet: say what to do next, in a form that can be pasted.
export function Empty(props: { view: View; fresh: Freshness }) {
  return (
    <main class="empty">
      <h1>No deals yet</h1>
      <p>Point your CRM’s webhook here, or ring the bell once by hand:</p>
      <pre>{first_deal(location.origin)}</pre>
      <p class="hint">The deal takes this stage the moment it is stored.</p>
      <FreshnessLine fresh={props.fresh} />
    </main>
  );
}

function first_deal(origin: string): string {
  return [
    'curl ' + origin + '/api/v1/events \\',
    '  -H "Authorization: Bearer $(cat data/admin.token)" \\',
    '  -H "Content-Type: application/json" -d @- <<END',
    '{"id":"evt-1","type":"deal","occurred_at":"$(date -u +%FT%TZ)",',
    ' "deal":{"id":"D-1","title":"First deal","amount":"12500.00",',
    '         "currency":"EUR","status":"won","owner":"ana"}}',
    'END',
  ].join('\n');
}
