// What needs mapping: its order, sums and texts, and which rows stay when they are mapped.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  alias_of,
  keep_resolved,
  read_needs_mapping,
  row_of,
  sum_amounts,
} from '#src/admin/needs_mapping';
import { held_back_text, amounts_text, incomplete_text } from '#src/admin/needs_mapping_text';
import { unmapped_text } from '#src/text/mapping';
import { shortened, isolated } from '#src/admin/isolate';

const person = (key, n, held_back, rest = {}) => ({
  source: 'hubspot',
  key,
  n,
  held_back,
  ...rest,
});
const keys = (needs) => needs.people.map((one) => one.key);

test('largest amounts first, then most deals', () => {
  const needs = read_needs_mapping({
    people: [
      person('few', 1, {}),
      person('many', 9, {}),
      person('rich', 1, { USD: '900.00' }),
      person('richest', 1, { EUR: '1.00', SEK: '1000.00' }),
      person('debt', 1, { EUR: '-950.00' }),
    ],
  });

  assert.deepEqual(keys(needs), ['richest', 'debt', 'rich', 'many', 'few']);
});

test('a key is kept whole, however long', () => {
  const key = 'k'.repeat(2000);
  const [one] = read_needs_mapping({ people: [person(key, 1, {})] }).people;

  assert.equal(alias_of(one), 'hubspot:' + key);
});

test('amounts that are zero or malformed are ignored', () => {
  const [one] = read_needs_mapping({
    people: [person('x', 1, { EUR: 12, USD: 'much', SEK: '0.00' })],
  }).people;

  assert.deepEqual(one.held_back, {});
});

test('sums are kept apart by currency', () => {
  const sum = sum_amounts([{ EUR: '92000.10' }, { EUR: '7999.90', USD: '5' }, {}]);

  assert.deepEqual(sum, { EUR: '100000.00', USD: '5.00' });
});

test('the amounts held back as text', () => {
  assert.equal(held_back_text(14, { EUR: '92000.00' }), '14 deals, €92.0K not in the total');
  assert.equal(held_back_text(1, {}), '1 deal not in the total');
  assert.equal(
    held_back_text(2, { USD: '274000' }, true),
    '2 deals, $274K in the total, but in no person’s row',
  );
  assert.equal(
    unmapped_text(2, '274000.00', 'USD'),
    '2 people not mapped yet: $274K in the total, but in no person’s row',
  );
  assert.equal(unmapped_text(1, '0.00', 'USD'), '1 person not mapped yet');
  assert.equal(amounts_text({ USD: '1200', EUR: '92000' }), '€92.0K and $1.20K');
  assert.equal(
    amounts_text({ A: '5', B: '4', C: '3', D: '2', E: '1' }),
    'A5, B4, C3 and 2 more currencies',
  );
});

test('incomplete deals name the missing field', () => {
  assert.equal(incomplete_text({ missing: 'amount', n: 12 }), '12 deals have no amount yet');
  assert.equal(incomplete_text({ missing: 'owner', n: 1 }), '1 deal has no owner yet');
  assert.equal(incomplete_text({ missing: 'win', n: 1 }), '1 deal has a refund but no win');
  assert.equal(incomplete_text({ missing: 'refund_deal', n: 2 }), '2 refunds name no deal');
  assert.equal(
    incomplete_text({ missing: 'activity_status', n: 1 }),
    '1 activity has no status, such as done',
  );
  assert.equal(incomplete_text({ missing: 'region', n: 1 }), '1 deal has no region yet');
  assert.equal(incomplete_text({ missing: '', n: 2 }), '2 deals have incomplete data');
});

test('missing lists are empty, and an incomplete pair is dropped', () => {
  const needs = read_needs_mapping({ twins: [{ deals: [{ id: '1' }] }, {}], people: 'none' });

  assert.deepEqual(needs.twins, []);
  assert.deepEqual(needs.people, []);
  assert.deepEqual(read_needs_mapping(undefined).stages, []);
  assert.deepEqual(read_needs_mapping({ rest: { people: 7, stages: '8' } }).rest, {
    people: 7,
    stages: 0,
  });
});

test('a pipeline with another authority is its own key', () => {
  const row = { source: 'stripe', pipeline: 'new', n: 1, held_back: {} };
  const needs = read_needs_mapping({ other_authority: [row], stages: [{ ...row, key: 'won' }] });

  assert.deepEqual(
    [needs.other_authority[0], needs.stages[0]].map(({ key, pipeline }) => [key, pipeline]),
    [
      ['new', ''],
      ['won', 'new'],
    ],
  );
});

test('resolved rows keep their place until they are cleared', () => {
  const all = { people: [person('a', 3, {}), person('b', 2, {}), person('c', 1, {})] };
  const before = read_needs_mapping(all);
  const now = read_needs_mapping({ people: [all.people[0], all.people[2]] });
  const resolved = { [row_of(before.people[1])]: true };

  const shown = keep_resolved(now, before, resolved);

  assert.deepEqual(keys(shown), ['a', 'b', 'c']);
  assert.deepEqual(keys(keep_resolved(shown, shown, resolved)), ['a', 'b', 'c']);
  assert.deepEqual(keys(keep_resolved(now, shown, {})), ['a', 'c']);
  assert.deepEqual(keys(keep_resolved(now, null, resolved)), ['a', 'c']);
});

test('the same key is another row in another list or pipeline', () => {
  const needs = read_needs_mapping({
    people: [person('1', 1, {})],
    stages: [person('1', 1, {}, { pipeline: 'a' }), person('1', 1, {}, { pipeline: 'b' })],
  });
  const rows = [...needs.people, ...needs.stages].map(row_of);

  assert.equal(new Set(rows).size, 3);
});

test('a name inside a sentence is shortened and isolated', () => {
  assert.equal(shortened('x'.repeat(2000)).length, 60);
  assert.equal(isolated('سارة'), '\u2068سارة\u2069');
});
