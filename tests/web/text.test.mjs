import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ordinal } from '#src/text/count';
import { full_money, in_currency, short_money, shown_difference } from '#src/text/money';
import { fitting_name, whole_words } from '#src/text/names';
import { moment_title } from '#src/text/moment';
import { pace_of, percent_of, target_line, unpriced_part } from '#src/text/pace';
import { standing_note } from '#src/text/standing';
import { short_name } from '#src/view/short_name';
import { ago, as_of, clock_time, days_since, time_or_day } from '#src/text/time';

test('figures have three significant digits', () => {
  const table = {
    412345.67: '412K',
    '94420.00': '94.4K',
    '8200.00': '8.20K',
    1234567.89: '1.23M',
    1200000: '1.20M',
    '0.00': '0',
    '-3400.00': '\u22123.40K',
    '999.00': '999',
    '999.60': '1.00K',
    '999600.00': '1.00M',
    12.5: '12.5',
    '0.40': '0.4',
    '-0.001': '0',
    '10000.00': '10.0K',
    '40000.00': '40.0K',
    5: '5',
    100: '100',
    '2500000000.00': '2.50B',
  };

  for (const [money, shown] of Object.entries(table))
    assert.equal(short_money(money), shown, money);
});

test('no value is a dash and never a zero', () => {
  assert.equal(short_money(null), '–');
  assert.equal(full_money(null), '–');
  assert.equal(in_currency(full_money(null), 'EUR'), '–');
  assert.equal(in_currency('12', 'EUR'), '€12');
});

test('a deal is shown with all its digits', () => {
  assert.equal(full_money('12500.00'), '12,500');
  assert.equal(full_money('12500.50'), '12,500.50');
  assert.equal(full_money('-1234567.00'), '\u22121,234,567');
  assert.equal(full_money('999'), '999');
});

test('differences are those of the figures as shown', () => {
  assert.equal(shown_difference('91340.00', '94360.00'), 3100); // 94.4K − 91.3K
  assert.equal(shown_difference('411900.00', '600000.00'), 188000);
});

test('a small difference is the true one, not an artefact of rounding', () => {
  assert.equal(shown_difference('83479.00', '83480.00'), 1);
  assert.equal(shown_difference('598400.00', '600000.00'), 1600);
});

test('the sentence has the sign of the pace', () => {
  const hero = { basis: 'previous', basis_label: 'October', n: 4 };

  const pace = (pace) => {
    const { sign, sentence } = pace_of({ ...hero, pace });
    return [sign, sentence];
  };
  assert.deepEqual(pace('28000.00'), [1, '28.0K ahead of October']);
  assert.deepEqual(pace('-400.00'), [-1, '400 behind October']);
  assert.deepEqual(pace('0.00'), [0, 'level with October']);
  assert.deepEqual(pace(null), [null, '4 wins']);
});

test('the brief form shortens the month, not the figure', () => {
  const hero = { basis: 'previous', pace: '123456.00', n: 4 };

  assert.equal(pace_of({ ...hero, basis_label: 'September' }).brief, '123K ahead of Sep');
  assert.equal(pace_of({ ...hero, basis_label: 'plan' }).brief, '123K ahead of plan');
});

test('what is left to the target is shown with the days left', () => {
  const hero = { value: '412000.00', target: '600000.00', to_go: '188000.00' };

  assert.equal(target_line({ ...hero, days_left: 4 }), 'of 600K · 188K to go in 4 days');
  assert.equal(target_line({ ...hero, days_left: 1 }), 'of 600K · 188K to go in 1 day');
  assert.equal(target_line({ ...hero, days_left: 0 }), 'of 600K · 188K to go today');
});

test('without a sum only the target is shown', () => {
  const hero = { value: null, target: '600000.00', to_go: null, days_left: 4 };

  assert.equal(target_line(hero), 'target 600K');
});

test('unpriced wins are shown as a part of the wins', () => {
  assert.equal(unpriced_part({ n: 40, unpriced: 1 }), '1 of them not priced');
  assert.equal(unpriced_part({ n: 3, unpriced: 3 }), 'none of them priced');
});

test('a first deal is that of the person, not of the office', () => {
  const title = moment_title({ why: 'first_ever', short: 'Ben' }, 'November');

  assert.equal(title, 'Ben’s first deal ever');
});

test('a percentage never rounds up to 100 %', () => {
  assert.equal(percent_of('708000', '600000'), '118 %');
  assert.equal(percent_of('599999', '600000'), '99 %');
  assert.equal(percent_of('5', '0'), '–');
});

test('ordinals', () => {
  const table = {
    1: '1st',
    2: '2nd',
    3: '3rd',
    4: '4th',
    11: '11th',
    12: '12th',
    13: '13th',
    21: '21st',
    112: '112th',
  };

  for (const [n, word] of Object.entries(table)) assert.equal(ordinal(Number(n)), word);
});

const row = (rank, value, extra = {}) => ({
  key: 'k' + value + rank,
  rank,
  value,
  name: 'N',
  short: 'Ana',
  n: 3,
  week_n: 0,
  note: null,
  ...extra,
});

const november = '2026-11';

test('the second sees the gap to a name, the others to a rank', () => {
  const rows = [row(1, '94400'), row(2, '91300'), row(3, '83500')];

  assert.equal(standing_note(rows[1], 1, rows, november), '3.10K behind Ana');
  assert.equal(standing_note(rows[2], 2, rows, november), '7.80K to 2nd');
});

test('a gap out of reach is replaced by something better', () => {
  const rows = [row(1, '94400'), row(2, '38200', { note: 'wins_week', week_n: 2 }), row(3, '9000')];

  assert.equal(standing_note(rows[1], 1, rows, november), 'won two this week');
  assert.equal(standing_note(rows[2], 2, rows, november), '29.2K to 2nd');
});

test('a shared first rank is named as such', () => {
  const rows = [row(1, '94400', { key: 'a' }), row(1, '94400', { key: 'b' }), row(3, '83500', {})];

  assert.equal(standing_note(rows[0], 0, rows, november), '3 wins, shared 1st');
  assert.equal(standing_note(rows[2], 2, rows, november), '10.9K to 1st');
});

test('a small gap is written as every other', () => {
  const rows = [row(1, '94400'), row(2, '83480'), row(3, '83479')];

  assert.equal(standing_note(rows[2], 2, rows, november), '1 to 2nd');
});

test('a name uses the longest form that fits and is unambiguous', () => {
  const fits = (most) => (text) => text.length <= most;
  const long = 'Ana María del Carmen Fernández';

  assert.equal(fitting_name(long, 'Ana F.', [], fits(40)), long);
  assert.equal(fitting_name(long, 'Ana F.', [], fits(20)), 'Ana Fernández');
  assert.equal(fitting_name(long, 'Ana F.', [], fits(8)), 'Ana F.');
  assert.equal(fitting_name(long, 'Ana Fe.', ['Ana Fuentes'], fits(8)), 'Ana Fe.');
});

test('names in other scripts are not shortened', () => {
  const none = () => false;

  assert.equal(fitting_name('محمد عبد الرحمن', 'محمد', [], none), 'محمد');
  assert.equal(fitting_name('王小明', '王小明', [], none), '王小明');
});

test('a short form keeps the words that are one name', () => {
  assert.equal(short_name('عبد الرحمن', 'عبد'), 'عبد الرحمن');
  assert.equal(short_name('عبد الرحمن السيد', 'عبد'), 'عبد الرحمن');
  assert.equal(short_name('أبو بكر الصديق', 'أبو'), 'أبو بكر');
  assert.equal(short_name('Abdul Rahman Khan', 'Abdul'), 'Abdul Rahman');
  assert.equal(short_name('محمد عبد الرحمن', 'محمد'), 'محمد');
  assert.equal(short_name('Ana Marković', 'Ana'), 'Ana');
  assert.equal(short_name('عبد', 'عبد'), 'عبد');
});

test('a text is shortened by whole words', () => {
  const fits = (most) => (text) => text.length <= most;

  assert.equal(whole_words('Won in the north region', fits(30)), 'Won in the north region');
  assert.equal(whole_words('Won in the north region', fits(14)), 'Won in the …');
  assert.equal(whole_words('Hosting, storage', fits(12)), 'Hosting …');
  assert.equal(whole_words('Donaudampfschifffahrt', fits(5)), 'Donaudampfschifffahrt');
});

test('days are counted in the office’s zone', () => {
  const late = Date.UTC(2026, 10, 23, 23, 30); // the 24th in Berlin

  assert.equal(days_since('2026-11-12', late, 0), 11);
  assert.equal(days_since('2026-11-12', late, 3600), 12);
  assert.equal(days_since('2026-11-24', late, 3600), 0);
});

test('times are in the office’s zone, and include another day', () => {
  const monday = Date.UTC(2026, 10, 23, 13, 32);
  const hour = 3600000;

  assert.equal(clock_time(monday, 3600), '14:32');
  assert.equal(as_of(monday - hour, monday, 3600), '13:32');
  assert.equal(as_of(monday - 20 * hour, monday, 3600), 'Sunday 18:32');
  assert.equal(as_of(monday - 240 * hour, monday, 3600), '13 Nov 14:32');
});

test('today shows the time, another day the day', () => {
  const monday = Date.UTC(2026, 10, 23, 13, 32);
  const hour = 3600000;

  assert.equal(time_or_day(monday - 13 * hour, monday, 3600), '01:32');
  assert.equal(time_or_day(monday - 15 * hour, monday, 3600), '22 Nov');
  assert.equal(time_or_day(monday - 365 * 24 * hour, monday, 3600), '23 Nov');
});

test('ages change in steps', () => {
  const now = Date.UTC(2026, 10, 23, 13, 32);

  assert.equal(ago(now - 9000, now, 0), 'just now');
  assert.equal(ago(now - 14000, now, 0), '10 s ago');
  assert.equal(ago(now - 130000, now, 0), '2 min ago');
  assert.equal(ago(now - 7200000, now, 0), '11:32');
});
