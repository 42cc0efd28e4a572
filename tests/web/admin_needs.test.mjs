// What needs mapping: its order, its sums, its words, and what stays when it is mapped.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { alias_of, keep_settled, read_needs, row_of, sum_held } from '#src/admin/needs';
import { held_back, held_words, incomplete_words } from '#src/admin/needs_words';
import { short, told } from '#src/admin/told';

const person = (key, n, held_back, rest = {}) => ({
  source: 'hubspot',
  key,
  n,
  held_back,
  ...rest,
});
const keys = (needs) => needs.people.map((one) => one.key);

test('most money first, then most deals', () => {
  const needs = read_needs({
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
  const [one] = read_needs({ people: [person(key, 1, {})] }).people;

  assert.equal(alias_of(one), 'hubspot:' + key);
});

test('amounts that are none are no amounts', () => {
  const [one] = read_needs({
    people: [person('x', 1, { EUR: 12, USD: 'much', SEK: '0.00' })],
  }).people;

  assert.deepEqual(one.held, {});
});

test('sums are kept apart by currency', () => {
  const sum = sum_held([{ EUR: '92000.10' }, { EUR: '7999.90', USD: '5' }, {}]);

  assert.deepEqual(sum, { EUR: '100000.00', USD: '5.00' });
});

test('what is held back, in words', () => {
  assert.equal(held_back(14, { EUR: '92000.00' }), '14 deals, €92.0K not on the wall');
  assert.equal(held_back(1, {}), '1 deal not on the wall');
  assert.equal(held_words({ USD: '1200', EUR: '92000' }), '€92.0K and $1.20K');
  assert.equal(
    held_words({ A: '5', B: '4', C: '3', D: '2', E: '1' }),
    'A5, B4, C3 and 2 more currencies',
  );
});

test('incomplete deals are told by the fact they lack', () => {
  assert.equal(incomplete_words({ missing: 'amount', n: 12 }), '12 deals have no amount yet');
  assert.equal(incomplete_words({ missing: 'owner', n: 1 }), '1 deal has no owner yet');
  assert.equal(incomplete_words({ missing: 'region', n: 1 }), '1 deal has no region yet');
  assert.equal(incomplete_words({ missing: '', n: 2 }), '2 deals have not all facts yet');
});

test('absent lists are empty ones, and half a pair is no pair', () => {
  const needs = read_needs({ twins: [{ deals: [{ id: '1' }] }, {}], people: 'none' });

  assert.deepEqual(needs.twins, []);
  assert.deepEqual(needs.people, []);
  assert.deepEqual(read_needs(undefined).stages, []);
  assert.deepEqual(read_needs({ rest: { people: 7, stages: '8' } }).rest, { people: 7, stages: 0 });
});

test('a pipeline that another source decides is its own key', () => {
  const row = { source: 'stripe', pipeline: 'new', n: 1, held_back: {} };
  const needs = read_needs({ other_authority: [row], stages: [{ ...row, key: 'won' }] });

  assert.deepEqual(
    [needs.other_authority[0], needs.stages[0]].map(({ key, within }) => [key, within]),
    [
      ['new', ''],
      ['won', 'new'],
    ],
  );
});

test('what was mapped keeps its place until it is forgotten', () => {
  const all = { people: [person('a', 3, {}), person('b', 2, {}), person('c', 1, {})] };
  const before = read_needs(all);
  const now = read_needs({ people: [all.people[0], all.people[2]] });
  const settled = { [row_of(before.people[1])]: true };

  const shown = keep_settled(now, before, settled);

  assert.deepEqual(keys(shown), ['a', 'b', 'c']);
  assert.deepEqual(keys(keep_settled(shown, shown, settled)), ['a', 'b', 'c']);
  assert.deepEqual(keys(keep_settled(now, shown, {})), ['a', 'c']);
  assert.deepEqual(keys(keep_settled(now, null, settled)), ['a', 'c']);
});

test('the same key is another row in another list or pipeline', () => {
  const needs = read_needs({
    people: [person('1', 1, {})],
    stages: [person('1', 1, {}, { pipeline: 'a' }), person('1', 1, {}, { pipeline: 'b' })],
  });
  const rows = [...needs.people, ...needs.stages].map(row_of);

  assert.equal(new Set(rows).size, 3);
});

test('a name within a sentence is cut and set apart', () => {
  assert.equal(short('x'.repeat(2000)).length, 60);
  assert.equal(told('سارة'), '\u2068سارة\u2069');
});
