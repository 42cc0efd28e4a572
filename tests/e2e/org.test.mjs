// The org document over HTTP: versions, mistakes, and what a change means for earlier deals.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { deal, values } from './support/events.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

const ORG = '/api/v1/org';
const fresh = (t) => Server.start(t, scratch(t));
const office = (more = {}) => ({
  name: 'Harbour',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  ...more,
});

test('GET returns the document of the last PUT, with its version', async (t) => {
  const server = await fresh(t);
  const empty = await server.get(ORG);

  const put = await server.put(ORG, office());
  const got = await server.get(ORG);

  assert.equal(empty.status, 200);
  assert.equal(put.status, 200);
  assert.equal(got.json.name, 'Harbour');
  assert.equal(got.headers.etag, put.headers.etag);
  assert.notEqual(got.headers.etag, empty.headers.etag);
});

test('with If-Match, the second of two editors does not overwrite the first', async (t) => {
  const server = await fresh(t);
  const { etag } = (await server.get(ORG)).headers;

  const first = await server.put(ORG, office({ name: 'One' }), { 'if-match': etag });
  const second = await server.put(ORG, office({ name: 'Two' }), { 'if-match': etag });
  const unknown = await server.put(ORG, office(), { 'if-match': '"something"' });
  const third = await server.put(ORG, office({ name: 'Three' }), {
    'if-match': first.headers.etag,
  });

  assert.equal(first.status, 200);
  assert.deepEqual([second.status, second.json.code], [412, 'precondition_failed']);
  assert.equal(unknown.status, 412);
  assert.equal(third.status, 200);
  assert.equal((await server.get(ORG)).json.name, 'Three');
});

test('a PUT without If-Match is refused', async (t) => {
  const server = await Server.start(t, scratch(t));

  const answer = await server.send_body('PUT', ORG, office(), {}, {});

  assert.equal(answer.status, 428);
  assert.equal(answer.json.code, 'precondition_required');
});

for (const [name, change, pointer] of [
  ['an unknown currency', { currency: 'euro' }, '/currency'],
  ['an unknown time zone', { zone: 'Mars/Base' }, '/zone'],
  ['an unknown key', { peple: [] }, '/peple'],
  ['an id used twice', { people: [{ id: 'ana' }, { id: 'ana' }] }, '/people/1/id'],
  [
    'an alias used twice',
    {
      people: [
        { id: 'ana', aliases: ['x'] },
        { id: 'ben', aliases: ['x'] },
      ],
    },
    '/people/1/aliases/0',
  ],
  [
    'a member who does not exist',
    { people: [{ id: 'ana' }], teams: [{ id: 'n', members: ['ana', 'ben'] }] },
    '/teams/0/members/1',
  ],
  ['a quota of zero', { quotas: [{ period: '2026-11', amount: '0' }] }, '/quotas/0/amount'],
  [
    'a period that does not exist',
    { quotas: [{ period: '2026-13', amount: '1' }] },
    '/quotas/0/period',
  ],
  ['an object where a list is expected', { people: {} }, '/people'],
]) {
  test(`refused with its JSON pointer: ${name}`, async (t) => {
    const server = await fresh(t);
    await server.put(ORG, office());

    const answer = await server.put(ORG, office(change));

    assert.equal(answer.status, 422, answer.text);
    assert.match(answer.headers['content-type'], /^application\/problem\+json/);
    assert.equal(answer.json.pointer, pointer, answer.text);
    assert.equal((await server.get(ORG)).json.peple, undefined);
    assert.equal((await server.get(ORG)).headers.etag, '"org-1"', 'nothing has changed');
  });
}

test('text that is not JSON is refused with line and column', async (t) => {
  const server = await fresh(t);

  const answer = await server.put(ORG, '{\n"name": oops}');

  assert.equal(answer.status, 400);
  assert.match(answer.json.detail, /line 2, column \d+/);
});

test('an alias that is added later attributes all earlier deals', async (t) => {
  const server = await fresh(t);
  await server.take(deal('D-1', { owner: 'hubspot-4711', status: 'won' }));
  await server.take(deal('D-2', { owner: 'ana@example.com', status: 'won' }));

  await server.put(
    ORG,
    office({ people: [{ id: 'ana', name: 'Ana', aliases: ['hubspot-4711', 'ana@example.com'] }] }),
  );

  const won = await server.kpis('won_amount', { by: 'person' });
  assert.deepEqual(values(won), { ana: '200.00' });
  assert.equal(won.rows[0].name, 'Ana');
});

test('the deals of a person who changes teams stay with the team of their day', async (t) => {
  const server = await fresh(t);
  const won = (id, day) => deal(id, { status: 'won' }, { occurred_at: `2026-${day}T10:00:00Z` });
  await server.take([won('D-1', '06-30'), won('D-2', '07-01')]);

  await server.put(
    ORG,
    office({
      people: [{ id: 'ana' }],
      teams: [
        { id: 'north', members: [{ person: 'ana', to: '2026-07-01' }] },
        { id: 'south', members: [{ person: 'ana', from: '2026-07-01' }] },
      ],
    }),
  );

  assert.deepEqual(values(await server.kpis('won_amount', { by: 'team' })), {
    north: '100.00',
    south: '100.00',
  });
});

test('attainment is the share of the quota that was won, and has no value without a quota', async (t) => {
  const server = await fresh(t);
  const march = { from: '2026-03-01', to: '2026-04-01' };
  await server.take(deal('D-1', { status: 'won' }));
  const before = await server.kpis('attainment', march);

  await server.put(
    ORG,
    office({ quotas: [{ measure: 'won_amount', period: '2026-03', amount: '400' }] }),
  );
  const after = await server.kpis('attainment', march);

  assert.equal(before.total.value, null);
  assert.equal(after.total.value, 0.25);
});

test('the document survives a restart', async (t) => {
  const data = scratch(t);
  const first = await Server.start(t, data);
  await first.put(ORG, office());
  await first.kill();

  const second = await Server.start(t, data);

  assert.equal((await second.get(ORG)).json.name, 'Harbour');
  assert.equal((await second.get(ORG)).headers.etag, '"org-1"');
});
