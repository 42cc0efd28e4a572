// The first start with other counting rules says which totals moved, and why.

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { deal } from './support/events.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

const won = (id, day, amount) =>
  deal(id, { status: 'won', amount, currency: 'EUR', closed_at: day });

// What an older program with other rules would have kept.
function counted_otherwise(data, change) {
  const path = join(data, 'figures.json');
  const kept = JSON.parse(readFileSync(path, 'utf8'));
  change(kept);
  writeFileSync(path, JSON.stringify({ ...kept, version: 1 }));
}
const changes = async (server) => (await server.get('/api/v1/figure-changes')).json.changed;

test('totals that a rule change moved are listed once in the log and kept for admins', async (t) => {
  const data = scratch(t);
  let server = await Server.start(t, data);
  await server.put('/api/v1/org', { zone: 'Europe/Berlin', currency: 'EUR' });
  await server.take([won('D1', '2026-11-03', '1198000.00'), won('D2', '2026-10-31', '5.00')]);
  assert.equal(await changes(server), null);
  await server.stop();

  counted_otherwise(data, ({ totals }) => (totals['2026-11'].won_amount = '1204500.00 EUR'));
  server = await Server.start(t, data);
  const line = 'November 2026: won 1,204,500 → 1,198,000 EUR (refunds without a date';
  assert.match(server.process.err, new RegExp(line.replace(/[()]/g, '\\$&')));
  const changed = await changes(server);
  assert.deepEqual([changed.from, changed.to, changed.note, changed.moved.length], [1, 2, '', 1]);
  assert.ok(changed.moved[0].startsWith(line));
  await server.stop();

  server = await Server.start(t, data);
  assert.doesNotMatch(server.process.err, /figures:/);
  assert.deepEqual(await changes(server), changed);
});

test('after a kill the same events are compared, not those that came later', async (t) => {
  const data = scratch(t);
  let server = await Server.start(t, data);
  await server.put('/api/v1/org', { zone: 'Europe/Berlin', currency: 'EUR' });
  await server.take([won('D1', '2026-11-03', '100.00')]);
  await server.stop();
  server = await Server.start(t, data);
  await server.take([won('D2', '2026-11-04', '7.00')]);
  await server.kill();

  counted_otherwise(data, ({ totals }) => (totals['2026-11'].won_count = '2'));
  server = await Server.start(t, data);
  const { moved } = await changes(server);
  assert.equal(moved.length, 1);
  assert.match(moved[0], /^November 2026: deals won 2 → 1 \(/);
});

test('without the totals of before, what changed in the rules is said', async (t) => {
  const data = scratch(t);
  let server = await Server.start(t, data);
  await server.take([won('D1', '2026-11-03', '100.00')]);
  await server.stop();
  rmSync(join(data, 'figures.json'));
  server = await Server.start(t, data);
  const { note, rules } = await changes(server);
  assert.equal(note, '0.1 kept no totals');
  assert.ok(rules.includes('refunds without a date are now counted'));
});
