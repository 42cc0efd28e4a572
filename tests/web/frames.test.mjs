import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parse_frame } from '#src/store/frames';
import { money_in } from '#src/store/json';
import { read_view } from '#src/view/view';
import { from_snapshot } from '#src/store/board';

test('text that is not a frame is null', () => {
  const not_frames = [
    '',
    '{',
    'null',
    '7',
    '[]',
    '{}',
    '{"type":"news"}',
    '{"type":"snapshot"}',
    '{"type":"snapshot","board":"w","epoch":"e","rev":"1","tiles":{}}',
    '{"type":"delta","board":"w","epoch":"e","rev":2,"tiles":{}}',
  ];

  for (const text of not_frames) assert.equal(parse_frame(text), null, text);
});

test('money that is not plain decimal text is no value', () => {
  const values = [
    '12,50',
    '1e5',
    12.5,
    null,
    '',
    ' 1',
    '--1',
    '1.',
    'NaN',
    { a: 1 },
    '1'.repeat(30),
  ];

  for (const value of values) assert.equal(money_in({ value }, 'value'), null, String(value));
  assert.equal(money_in({ value: '-3400.00' }, 'value'), '-3400.00');
});

test('a board full of nonsense still reads into a whole view', () => {
  const nonsense = [null, 7, 'x', [], {}, { pos: 'first' }, true];
  const seed = Number(process.env.SEED ?? 7);
  let state = seed;
  const pick = () =>
    nonsense[(state = (state * 1103515245 + 12345) % 2147483648) % nonsense.length];
  const names = ['office', 'hero', 'race', 'ranking', 'teams', 'podium', 'due', 'today', 'moments'];
  for (let round = 0; round < 300; round++) {
    const fields = () =>
      Object.fromEntries(
        ['value', 'pos', 'name', 'short', 'at', 'until', 'now_x', 'days', 'state', 'rise'].map(
          (key) => [key, pick()],
        ),
      );
    const tiles = Object.fromEntries(
      names.map((name) => [name, { rows: { a: fields(), b: pick() }, meta: fields() }]),
    );
    const text = JSON.stringify({ type: 'snapshot', board: 'w', epoch: 'e', rev: 1, tiles });

    const view = read_view(from_snapshot(parse_frame(text)));

    assert.ok(
      ['empty', 'opening', 'running'].includes(view.office.state),
      `seed ${seed}, round ${round}`,
    );
    for (const row of view.ranking) assert.equal(typeof row.name, 'string');
    assert.ok(view.race.days >= 0);
  }
});

test('rows are ordered by pos, not by key', () => {
  const rows = { z: { pos: 1, name: 'Z' }, a: { pos: 2, name: 'A' }, m: { pos: 3, name: 'M' } };
  const text = JSON.stringify({
    type: 'snapshot',
    board: 'w',
    epoch: 'e',
    rev: 1,
    tiles: { ranking: { rows } },
  });

  const view = read_view(from_snapshot(parse_frame(text)));

  assert.deepEqual(
    view.ranking.map((row) => row.key),
    ['z', 'a', 'm'],
  );
});
