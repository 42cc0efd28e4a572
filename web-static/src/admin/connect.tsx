// No source yet: what to write into the settings, and how to see that it works.

import { Code } from './code';

export function Connect() {
  const settings = {
    public_url: location.origin,
    sources: [
      {
        id: 'hubspot',
        mapping: 'hubspot',
        auth: { scheme: 'hubspot-v3', secrets: [{ env: 'HUBSPOT_SECRET' }] },
      },
      {
        id: 'generic',
        mapping: 'generic',
        auth: { scheme: 'bearer', secrets: [{ env: 'GENERIC_SECRET' }] },
      },
    ],
  };
  return (
    <div class="teach">
      <p>
        A source is a sender of webhooks: a CRM, a payment provider, a script. Name each in the
        settings file, with the place of its secret, and never the secret itself.
      </p>
      <Code label="Settings file" text={JSON.stringify(settings)} />
      <p>
        Start Dealbell with the secrets in its environment; after a change, send it SIGHUP. Each
        source then has an address of its own to enter at its sender:
      </p>
      <Code label="Address" text={location.origin + '/hooks/hubspot'} />
      <p>Try it from a terminal. The deal shows here within seconds, and on the wall.</p>
      <Code label="Terminal" text={curl()} />
    </div>
  );
}

function curl(): string {
  const event = {
    id: 'try-1',
    type: 'deal',
    occurred_at: new Date().toISOString().slice(0, 19) + 'Z',
    deal: { id: 'T-1', title: 'A first try', amount: '100.00', currency: 'EUR', status: 'open' },
  };
  return [
    'curl -i ' + location.origin + '/hooks/generic \\',
    '  -H "Authorization: Bearer $GENERIC_SECRET" \\',
    '  -H "Content-Type: application/json" \\',
    "  -d '" + JSON.stringify(event) + "'",
  ].join('\n');
}
