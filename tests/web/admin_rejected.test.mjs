// The rejected box and paged lists: bodies as they were sent, results of replays, joined pages.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { outcome_text } from '#src/admin/outcomes';
import { behind, in_front } from '#src/admin/pages';
import { pretty, shown_body } from '#src/admin/pretty';
import { refusal_of } from '#src/browser/refusal';
import { read_outcomes, read_rejected, replay_text, waiting_text } from '#src/admin/rejected';
import { replay_all_text } from '#src/admin/replay_all';

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

test('text that is not JSON is shown unchanged', () => {
  for (const text of ['', 'a=1&b=2', '<soap/>', '{"a":', '{a:1}']) assert.equal(pretty(text), text);
});

test('a long body is cut, and the rest is counted', () => {
  assert.deepEqual(shown_body('x'.repeat(200010)), { text: 'x'.repeat(200000), cut: 10 });
  assert.equal(shown_body('[1]').cut, 0);
});

test('deep nesting stays within bounds', () => {
  const deep = '['.repeat(5000) + ']'.repeat(5000);

  assert.ok(pretty(deep).length < 1e6);
});

test('rows without an id are dropped', () => {
  const { rows, next } = read_rejected({ rows: [{ id: 3, hook: 'yes' }, { code: 'x' }], next: 3 });

  assert.deepEqual(
    rows.map((row) => [row.id, row.hook, row.replayed_as, row.body]),
    [[3, false, null, '']],
  );
  assert.equal(next, 3);
  assert.deepEqual(read_rejected(null), { rows: [], next: null, waiting: [] });
});

test('how much of each source waits, and how much room that leaves', () => {
  const { waiting } = read_rejected({ waiting: [{ source: 'crm', rows: 12, used: 0.029 }] });

  assert.equal(
    waiting_text('CRM', waiting[0]),
    '\u2068CRM\u2069: 12 waiting, 2 % of its space used.',
  );
  assert.match(waiting_text('CRM', { ...waiting[0], used: 0.0001 }), /less than 1 %/);
  assert.match(waiting_text('CRM', { ...waiting[0], used: 1.01 }), /101 % .* It is full: /);
});

test('the result of a replay as text', () => {
  const replayed = (receipt) => replay_text(receipt);

  assert.deepEqual(replayed({ outcome: 'accepted', accepted: 1, seq: 1295 }), {
    done: true,
    text: 'Accepted as event 1295.',
  });
  assert.deepEqual(replayed({ accepted: 0, duplicates: 1, seq: 7 }), {
    done: true,
    text: 'Duplicate: already stored as event 7.',
  });
  assert.deepEqual(replayed({ outcome: 'rejected', rejected: [{ message: 'no id' }] }), {
    done: false,
    text: 'Still rejected: no id.',
  });
  assert.deepEqual(replayed({ accepted: 0, rejected: [{ message: 'no id' }] }).done, false);
  assert.match(replayed({ outcome: 'ignored', ignored: 1 }).text, /Ignored/);
  assert.equal(replay_all_text('X', 3, 1), '\u2068X\u2069: 3 accepted, 1 still rejected.');
  assert.equal(replay_all_text('X', 1, 0), '\u2068X\u2069: 1 accepted.');
});

test('the result of a dry run as text', () => {
  const outcomes = read_outcomes({
    outcomes: [
      { item: 0, kind: 'event', event: { type: 'deal' }, previous: { stage: 'a' } },
      { item: 1, kind: 'ignored', reason: 'no deal' },
      { item: 2, kind: 'failed', message: 'no id', pointer: '/2/id' },
    ],
  });

  assert.equal(
    outcome_text(outcomes),
    'Dry run: 1 event, 1 ignored, 1 failed. Nothing was stored.',
  );
  assert.equal(outcomes[2].text, 'no id at /2/id');
  assert.equal(outcome_text([]), 'Dry run: 0 events. Nothing was stored.');
});

test('a refusal is a sentence, with the place of the mistake', () => {
  const words = (status, json) => refusal_of({ status, json }, '/login').text;

  assert.equal(
    words(422, { detail: 'unknown member', pointer: '/rules/0' }),
    'Unknown member at /rules/0.',
  );
  assert.match(words(403, {}), /read-only/);
  assert.match(words(0, null), /not responding/);
  assert.match(words(500, null), /refused this \(500\)/);
});

const page = (ids, next = null) => ({ rows: ids.map((id) => ({ id })), next });
const ids = ({ rows, next }) => [rows.map((row) => row.id), next];

test('newer rows are added in front and older ones behind, each once', () => {
  assert.deepEqual(ids(in_front(null, page([9, 8], 8))), [[9, 8], 8]);
  assert.deepEqual(ids(in_front(page([8, 7, 6], 6), page([9, 8, 7], 7))), [[9, 8, 7, 6], 6]);
  assert.deepEqual(ids(behind(page([9, 8], 8), page([8, 7], 7))), [[9, 8, 7], 7]);
});

test('where rows in between may be missing, the list starts over', () => {
  assert.deepEqual(ids(in_front(page([5, 4], 4), page([9, 8], 8))), [[9, 8], 8]);
});

test('rows that the server deleted are removed', () => {
  assert.deepEqual(ids(in_front(page([5, 4], 4), page([], null))), [[], null]);
  assert.deepEqual(ids(in_front(page([5, 4], 4), page([5], null))), [[5], null]);
  assert.deepEqual(ids(behind(page([5], 5), page([5], 5))), [[5], null]);
});
