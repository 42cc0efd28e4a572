// Events as a CRM's webhook would post them.

export const PAST = '2026-03-02T10:00:00Z';

// An event of an open deal of ana's over 100 EUR. `fields` replace those of the deal, `envelope`
// those of the event.
export function deal(id, fields = {}, envelope = {}) {
  return {
    id: envelope.id ?? `evt-${id}-${fields.status ?? 'open'}`,
    type: 'deal',
    occurred_at: PAST,
    ...envelope,
    deal: { id, amount: '100.00', currency: 'EUR', owner: 'ana', status: 'open', ...fields },
  };
}

export const ndjson = (events) => events.map((event) => JSON.stringify(event) + '\n').join('');

// The rows of a response of /api/v1/kpis as {key: value}, and as {key: n}.
export const values = (kpis) => Object.fromEntries(kpis.rows.map((row) => [row.key, row.value]));
export const counts = (kpis) => Object.fromEntries(kpis.rows.map((row) => [row.key, row.n]));
