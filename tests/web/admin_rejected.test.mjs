// The rejected box and long lists: bodies as they were sent, what becomes of a replay, joined pages.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { outcome_words } from '#src/admin/outcomes';
import { behind, in_front } from '#src/admin/pages';
import { pretty, shown_body } from '#src/admin/pretty';
import { why_not } from '#src/admin/refusal';
import { read_outcomes, read_rejected, replay_words } from '#src/admin/rejected';
import { replay_all_words } from '#src/admin/replay_all';

test('JSON is indented as JSON.stringify would', () => {
  const value = {
    a: [1, -2.5e3, true, null],
    b: {},
    c: [],
    d: { e: 'x, {y}: [z] "q" \\ é' },
    '': [[]],
  };

  assert.equal(pretty(JSON.stringify(value)), JSON.stringify(value, null, 2));
  assert.equal(pretty(' [ { } , [ ] ] '), '[\n  {},\n  []\n]');
  assert.equal(pretty('"only text"'), '"only text"');
});

test('numbers and repeated keys are shown as they were sent', () => {
  assert.equal(
    pretty('{"id":9007199254740993,"v":12500.00,"id":1}'),
    '{\n  "id": 9007199254740993,\n  "v": 12500.00,\n  "id": 1\n}',
  );
});

test('what is no JSON is shown as it came', () => {
  for (const text of ['', 'a=1&b=2', '<soap/>', '{"a":', '{a:1}']) assert.equal(pretty(text), text);
});

test('a long body is cut, and says by how much', () => {
  assert.deepEqual(shown_body('x'.repeat(200010)), { text: 'x'.repeat(200000), cut: 10 });
  assert.equal(shown_body('[1]').cut, 0);
});

test('deep nesting stays within bounds', () => {
  const deep = '['.repeat(5000) + ']'.repeat(5000);

  assert.ok(pretty(deep).length < 1e6);
});

test('rows are read with an id or not at all', () => {
  const { rows, next } = read_rejected({ rows: [{ id: 3, hook: 'yes' }, { code: 'x' }], next: 3 });

  assert.deepEqual(
    rows.map((row) => [row.id, row.hook, row.replayed_as, row.body]),
    [[3, false, null, '']],
  );
  assert.equal(next, 3);
  assert.deepEqual(read_rejected(null), { rows: [], next: null });
});

test('what a replay came to, in words', () => {
  const said = (receipt) => replay_words(receipt);

  assert.deepEqual(said({ outcome: 'accepted', accepted: 1, seq: 1295 }), {
    taken: true,
    words: 'Taken as event 1295.',
  });
  assert.deepEqual(said({ accepted: 0, duplicates: 1, seq: 7 }), {
    taken: true,
    words: 'Was there already as event 7.',
  });
  assert.deepEqual(said({ outcome: 'rejected', rejected: [{ message: 'no id' }] }), {
    taken: false,
    words: 'Still rejected: no id.',
  });
  assert.deepEqual(said({ accepted: 0, rejected: [{ message: 'no id' }] }).taken, false);
  assert.match(said({ outcome: 'ignored', ignored: 1 }).words, /ignored/);
  assert.equal(replay_all_words('X', 3, 1), '\u2068X\u2069: 3 were taken, 1 still rejected.');
  assert.equal(replay_all_words('X', 1, 0), '\u2068X\u2069: 1 was taken.');
});

test('what a try came to, in words', () => {
  const outcomes = read_outcomes({
    outcomes: [
      { item: 0, kind: 'event', event: { type: 'deal' }, previous: { stage: 'a' } },
      { item: 1, kind: 'ignored', reason: 'no deal' },
      { item: 2, kind: 'failed', message: 'no id', pointer: '/2/id' },
    ],
  });

  assert.equal(
    outcome_words(outcomes),
    '1 event would come of it, 1 ignored, 1 failed. Nothing was taken.',
  );
  assert.equal(outcomes[2].words, 'no id at /2/id');
  assert.equal(outcome_words([]), '0 events would come of it. Nothing was taken.');
});

test('a refusal is a sentence, with the place of the mistake', () => {
  const words = (status, json) => why_not({ status, json }).words;

  assert.equal(
    words(422, { detail: 'unknown member', pointer: '/rules/0' }),
    'Unknown member at /rules/0.',
  );
  assert.match(words(403, {}), /may only read/);
  assert.match(words(0, null), /does not answer/);
  assert.match(words(500, null), /refused this \(500\)/);
});

const page = (ids, next = null) => ({ rows: ids.map((id) => ({ id })), next });
const ids = ({ rows, next }) => [rows.map((row) => row.id), next];

test('newer rows come in front, older ones behind, each once', () => {
  assert.deepEqual(ids(in_front(null, page([9, 8], 8))), [[9, 8], 8]);
  assert.deepEqual(ids(in_front(page([8, 7, 6], 6), page([9, 8, 7], 7))), [[9, 8, 7, 6], 6]);
  assert.deepEqual(ids(behind(page([9, 8], 8), page([8, 7], 7))), [[9, 8, 7], 7]);
});

test('where rows in between may be missing, the list begins anew', () => {
  assert.deepEqual(ids(in_front(page([5, 4], 4), page([9, 8], 8))), [[9, 8], 8]);
});

test('what was forgotten by the server is gone', () => {
  assert.deepEqual(ids(in_front(page([5, 4], 4), page([], null))), [[], null]);
  assert.deepEqual(ids(in_front(page([5, 4], 4), page([5], null))), [[5], null]);
  assert.deepEqual(ids(behind(page([5], 5), page([5], 5))), [[5], null]);
});
