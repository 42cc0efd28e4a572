import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chart_of, labels_of } from '#src/board/chart';
import { column_gap_rem, grid_of, row_gap_rem } from '#src/board/grid';
import { from_snapshot } from '#src/store/board';
import { read_frame } from '#src/store/frames';
import { read_own } from '#src/view/own';
import { brief_figure, figure_of, full_figure, sized_figure } from '#src/text/figure';
import {
  change_of,
  quota_words,
  period_forms,
  common_period,
  tile_period,
  unpriced_forms,
  why_forms,
  year_change_of,
} from '#src/text/tile';
import { own_board, own_tile, ranked } from '../browser/own_boards.mjs';
import { board as wall } from '../browser/boards.mjs';

const read = (tiles) =>
  read_own(
    from_snapshot(read_frame({ type: 'snapshot', board: 'b', epoch: 'e', rev: 1, at: 1, tiles })),
  );
const tile = (change = {}) => read({ 'tile:x': { rows: {}, meta: own_tile(change) } })[0];

test('a board with a hero tile is the wall, one without is an own board', () => {
  assert.equal(read(wall('wall')), null);
  assert.deepEqual(read({ office: { rows: {}, meta: {} } }), []);
});

test('tiles come in the order of pos, at most twenty-four, and nothing else is one', () => {
  const tiles = own_board(24);
  for (let i = 0; i < 9; i++) tiles['tile:more' + i] = { rows: {}, meta: own_tile({ pos: 90 }) };
  tiles.today = { rows: {}, meta: {} };

  const ids = read(tiles).map((one) => one.id);

  assert.deepEqual(
    ids,
    Array.from({ length: 24 }, (_, i) => 't' + (i + 1)),
  );
});

test('a tile without its fields is a figure without a value', () => {
  const [one] = read({ 'tile:x': { rows: { a: {} }, meta: {} } });

  assert.equal(one.kind, 'number');
  assert.equal(one.value, null);
  assert.equal(one.title, '–');
  assert.deepEqual(one.rows, [
    { key: 'a', rank: null, name: 'a', short: 'a', value: null, n: 0, unpriced: 0 },
  ]);
});

test('money is text and everything else a number: another type is no value', () => {
  assert.equal(tile({ value: 412000 }).value, null);
  assert.equal(tile({ unit: 'ratio', value: '0.5' }).value, null);
  assert.equal(tile({ unit: 'ratio', value: 0.5 }).value, '0.5');
  assert.equal(tile({ unit: 'parsecs', value: 12 }).unit, 'count');
});

test('rows are read in the unit of their tile', () => {
  const [one] = read({ 'tile:x': ranked() });

  assert.equal(one.rows.length, 8);
  assert.deepEqual(
    { ...one.rows[0] },
    {
      key: 'ana',
      rank: 1,
      name: 'Ana Marković',
      short: 'Ana',
      value: '94420.00',
      n: 9,
      unpriced: 0,
    },
  );
  assert.equal(one.rows[7].rank, null);
});

test('a figure has three digits in every unit, and no value is a dash', () => {
  const table = [
    ['412345.67', 'money', '412K', '€412K', '€412,345.67'],
    ['-400.00', 'money', '\u2212400', '\u2212€400', '\u2212€400'],
    ['1204', 'count', '1.20K', '1.20K', '1,204'],
    ['0.4567', 'ratio', '45.7 %', '45.7 %', '45.7 %'],
    ['1.18', 'ratio', '118 %', '118 %', '118 %'],
    ['34.25', 'days', '34.3 d', '34.3 days', '34.3 days'],
    ['1', 'days', '1 d', '1 day', '1 day'],
    ['45', 'seconds', '45 s', '45 s', '45 s'],
    ['272', 'seconds', '4.53 min', '4.53 min', '4.53 min'],
    ['7200', 'seconds', '2 h', '2 h', '2 h'],
    ['432000', 'seconds', '5 d', '5 days', '5 days'],
    ['1284', 'points', '1.28K', '1.28K points', '1.28K points'],
    [null, 'ratio', '–', '–', '–'],
  ];

  for (const [value, unit, brief, sized, full] of table) {
    assert.equal(brief_figure(value, unit), brief);
    assert.equal(sized_figure(value, unit, 'EUR'), sized);
    assert.equal(full_figure(value, unit, 'EUR'), full);
  }
});

test('less than 100 % never rounds up to 100 %', () => {
  assert.equal(brief_figure('0.99996', 'ratio'), '99.9 %');
  assert.equal(figure_of('1', 'ratio', null).value, 100);
  assert.equal(quota_words(tile({ quota: '480000.00', attainment: 0.99999 })), '99 % of 480K');
  assert.equal(quota_words(tile({ quota: '100.00', attainment: 0.29 })), '29 % of 100');
});

test('a quota without attainment is shown alone', () => {
  assert.equal(quota_words(tile({ quota: '480000.00', attainment: null })), 'quota 480K');
});

const change_text = (change) => {
  const found = change_of(tile(change));
  return found && [found.way, found.good, found.forms[0]];
};

test('a change has a direction, a judgement and a basis', () => {
  const before = 'October, same day';

  assert.deepEqual(change_text({ change: 0.1232 }), ['up', true, 'up 12 % on ' + before]);
  assert.deepEqual(change_text({ change: -0.0451 }), ['down', false, 'down 4.5 % on ' + before]);
  assert.deepEqual(change_text({ change: 0.0004 }), ['level', null, 'level with ' + before]);
  assert.deepEqual(change_text({ change: 14 }), ['up', true, 'up more than tenfold on ' + before]);
  assert.deepEqual(change_text({ change: null, new: true }), [
    'new',
    true,
    'new, none in ' + before,
  ]);
  assert.equal(change_text({ change: null }), null);
  assert.equal(change_text({ change: 0.1, value: null }), null);
});

test('less time is better, and losses are neutral', () => {
  const days = { unit: 'days', value: 30, previous: 40, change: -0.25, measure: 'cycle' };

  assert.equal(change_text(days)[1], true);
  assert.equal(change_text({ measure: 'lost_amount', change: 0.3 })[1], null);
  assert.equal(change_text({ better: 'less', change: 0.3 })[1], false);
  assert.equal(change_text({ better: 'neither', change: 0.3 })[1], null);
});

test('a ratio changes by percentage points', () => {
  const rate = { unit: 'ratio', value: 0.44, previous: 0.4, change: 0.1 };

  assert.equal(change_text(rate)[2], 'up 4 points on October, same day');
  assert.equal(change_text({ ...rate, value: 0.41 })[2], 'up 1 point on October, same day');
});

test('shorter forms shorten the basis first, and never leave out the year', () => {
  const now = change_of(tile({})).forms;
  const year = year_change_of(tile({})).forms;

  assert.deepEqual(now.slice(1, 3), ['up 12 % on October', 'up 12 % on Oct']);
  assert.equal(now[now.length - 1], 'up 12 %');
  assert.ok(year.every((form) => form.endsWith('2025')));
});

test('every reason for no value has a phrase, and an unknown one is shown as it is', () => {
  assert.equal(why_forms('too_early')[0], 'too early to say');
  assert.match(why_forms('covered')[0], /^covered/);
  assert.equal(why_forms('no_quota')[0], 'no quota');
  assert.equal(why_forms('too_few')[0], 'too few deals');
  assert.equal(why_forms('a_new_reason')[0], 'a new reason');
  assert.deepEqual(why_forms(null), []);
  assert.equal(unpriced_forms(3)[0], '+ 3 deals not priced');
  assert.equal(unpriced_forms(1)[0], '+ 1 deal not priced');
});

test('a figure as of a day shows the day', () => {
  assert.equal(tile_period(tile({ as_of: '2026-11-23' })), 'as of 23 Nov');
  assert.equal(tile_period(tile({})), 'November');
});

test('the period of a tile has a shorter form, and none where the title says it', () => {
  assert.deepEqual(period_forms(tile({})), ['November', 'Nov']);
  assert.deepEqual(period_forms(tile({ period_label: 'Q4' })), ['Q4']);
  assert.deepEqual(period_forms(tile({ as_of: '2026-11-23' })), ['as of 23 Nov', '23 Nov']);
  assert.deepEqual(period_forms(tile({ title: 'Won in november' })), []);
  assert.deepEqual(period_forms(tile({ period_label: '' })), []);
});

test('the common period of a board is that of most tiles', () => {
  const of = (...labels) => labels.map((period_label) => tile({ period_label }));

  assert.equal(common_period(of('Q4', 'November', 'November')), 'November');
  assert.equal(common_period(of('', '')), '');
});

test('one to twenty-four tiles fill their grid without gaps, in whole rows', () => {
  const [width, height] = [16.58, 7.65];
  for (let n = 1; n <= 24; n++) {
    for (const tall of [false, true]) {
      const { columns, rows, cells } = grid_of(n, tall, width, height);
      const spans = cells.reduce((sum, cell) => sum + cell.span, 0);

      assert.equal(cells.length, n);
      assert.equal(spans, columns * rows, `${n} tiles`);
      let filled = 0;
      let row_width = 0;
      for (const cell of cells) {
        filled += cell.span;
        row_width += cell.width + column_gap_rem;
        assert.ok(filled <= columns, `${n} tiles: a tile runs over the edge`);
        if (filled < columns) continue;
        assert.ok(Math.abs(row_width - column_gap_rem - width) < 1e-9);
        filled = row_width = 0;
      }
      const high = cells[0].height * rows + row_gap_rem * (rows - 1);
      assert.ok(Math.abs(high - height) < 1e-9);
    }
  }
});

test('three rankings are in one row; of three figures the first is wider', () => {
  assert.equal(grid_of(3, true, 16, 8).rows, 1);
  assert.deepEqual(
    grid_of(3, false, 16, 8).cells.map((cell) => cell.span),
    [2, 1, 1],
  );
});

const series = (...values) => values.map((value, i) => ({ key: 'k' + i, name: String(i), value }));

test('sums are bars from zero, negative ones below, with none for missing values', () => {
  const { bars, ground, peak, path } = chart_of(series('50.00', null, '-50.00', '0.00'), 'money');

  assert.equal(ground, 50);
  assert.deepEqual(
    bars.map(({ key, y, height }) => [key, y, height]),
    [
      ['k0', 0, 50],
      ['k2', 50, 50],
      ['k3', 50, 0],
    ],
  );
  assert.equal(peak, 0);
  assert.equal(path, '');
});

test('rates are a line that breaks where there is no value', () => {
  const { bars, path, end } = chart_of(series('0.5', '0.25', null, '0.5'), 'ratio');

  assert.deepEqual(bars, []);
  assert.equal(path, 'M12.50,0.00L37.50,50.00M87.50,0.00');
  assert.deepEqual(end, { x: 87.5, y: 0 });
});

test('a series without values has a ground and no peak', () => {
  for (const rows of [[], series(null, null), series('0.00', '0.00')]) {
    const { ground, peak, bars } = chart_of(rows, 'money');

    assert.equal(ground, 100);
    assert.equal(peak, null);
    assert.ok(bars.every((bar) => bar.height === 0));
  }
});

test('labels below a chart overlap neither each other nor the edges, and include the last', () => {
  const widths = Array.from({ length: 31 }, (_, i) => (i < 9 ? 0.2 : 0.4));

  const labels = labels_of(widths, 4, 0.25);

  assert.equal(labels[labels.length - 1].index, 30);
  for (let i = 0; i < labels.length; i++) {
    const right = labels[i].left + widths[labels[i].index];
    assert.ok(labels[i].left >= 0 && right <= 4 + 1e-9);
    if (i + 1 < labels.length) assert.ok(right + 0.25 <= labels[i + 1].left + 1e-9);
  }
});
