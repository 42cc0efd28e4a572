// Shown while there is no source: what to write into the settings file, and how to try it.

import { is_object, text_in } from '../store/json';
import { Code } from './code';
import { useFetched } from './fetch';

const read_currency = (json: unknown) => (is_object(json) && text_in(json, 'currency')) || 'EUR';

export function Connect() {
  const origin = location.origin;
  const currency = useFetched('/api/v1/org', read_currency).value || 'EUR';
  return (
    <div class="teach">
      <p>
        A source sends webhooks: a CRM, a payment provider, a script. List each source in the
        settings file, with the name of the variable that holds its secret, not the secret itself.
      </p>
      <Code label="Settings file" text={settings(origin)} verbatim />
      <p>
        Start Dealbell with the secrets in its environment and <code>--config FILE</code>. Each
        source has its own address, which you enter in the sending system:
      </p>
      <Code label="Address" text={origin + '/hooks/hubspot'} verbatim />
      <p>Try it from a terminal. The delivery appears on this page, and its deal on the boards.</p>
      <Code label="Terminal" text={curl(origin, currency)} verbatim />
    </div>
  );
}

function settings(origin: string): string {
  return [
    '{',
    '  "public_url": ' + JSON.stringify(origin) + ',',
    '  "sources": [',
    '    {"id": "hubspot",',
    '     "auth": {"scheme": "hubspot-v3", "secrets": [{"env": "HUBSPOT_SECRET"}]}},',
    '    {"id": "generic", "title": "Own scripts",',
    '     "auth": {"scheme": "bearer", "secrets": [{"env": "GENERIC_SECRET"}]}}',
    '  ]',
    '}',
  ].join('\n');
}

function curl(origin: string, currency: string): string {
  const event = {
    id: 'try-1',
    type: 'deal',
    occurred_at: new Date().toISOString().slice(0, 19) + 'Z',
    deal: { id: 'T-1', title: 'A first try', amount: '100.00', currency, status: 'open' },
  };
  return [
    'curl -i ' + origin + '/hooks/generic \\',
    '  -H "Authorization: Bearer $GENERIC_SECRET" \\',
    '  -H "Content-Type: application/json" \\',
    "  -d '" + JSON.stringify(event) + "'",
  ].join('\n');
}
