// What the sources page says of the sources.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { latency_words, read_content, size_words } from '#src/admin/delivery';
import { read_sources } from '#src/admin/source';
import {
  advice_of,
  age_words,
  normal_words,
  share_words,
  verdict_of,
} from '#src/admin/source_words';
import { time_words } from '#src/admin/time_words';

const now = 1795400000000;
const minute = 60000;
const hour = 60 * minute;

function source(fields) {
  const [read] = read_sources({ sources: [{ id: 'hubspot', title: 'HubSpot', ...fields }] });
  return read;
}

function verdict(...states) {
  return verdict_of(
    states.map((state, i) =>
      source({ id: 's' + i, title: 'ABCDE'[i], state, last_accepted: now - i }),
    ),
  );
}

test('all is well in one line', () => {
  assert.deepEqual(verdict('ok', 'ok', 'ok', 'ok'), {
    tone: 'well',
    words: '4 sources, all delivering',
    last: now,
  });
  assert.equal(verdict('ok').words, '1 source, delivering');
});

test('what is not well is named, the rest counted', () => {
  assert.equal(verdict('ok', 'silent', 'failing').words, 'B is silent · C is failing');
  assert.equal(
    verdict('silent', 'failing', 'never', 'silent', 'failing').words,
    'A is silent · B is failing · C has not sent anything yet · 2 more need a look',
  );
  assert.equal(verdict('silent', 'ok').tone, 'poor');
});

test('no source is no reason to worry, and a state nobody knows is one', () => {
  assert.deepEqual(verdict_of([]), {
    tone: 'none',
    words: 'No source is connected yet',
    last: null,
  });
  assert.equal(verdict('sleeping').words, 'A does not say how it is');
});

test('a silent source is told with what is usual, and where to look', () => {
  const silent = { state: 'silent', last: now - 3 * hour, normal_per_hour: 14.2 };

  assert.equal(
    advice_of(source(silent), now),
    'Silent for 3 h; at this time of the week 14 an hour come. Is the webhook still switched on in HubSpot?',
  );
  assert.equal(
    advice_of(source({ state: 'silent', last: null, normal_per_hour: null }), now),
    'Silent. Is the webhook still switched on in HubSpot?',
  );
});

test('a failing source is told by what fails: the proof, or the reading', () => {
  assert.match(
    advice_of(source({ state: 'failing', signature_failures: 1, error_share: 0.4 }), now),
    /^1 delivery did not prove to be from HubSpot\. Is its secret the one that the settings name\?/,
  );
  assert.match(
    advice_of(source({ state: 'failing', error_share: 0.38 }), now),
    /^38 % of what comes cannot be read\..* Rejected/,
  );
  const both = { state: 'failing', signature_failures: 5, error_share: 0.7, last: now };
  assert.match(advice_of(source({ ...both, per_hour: 9 }), now), /^70 % of what comes/);
  assert.match(advice_of(source({ ...both, per_hour: 0 }), now), /Was its secret changed\?/);
});

test('gaps are told of a source that delivers, and nothing of one that is well', () => {
  assert.match(
    advice_of(source({ state: 'ok', gaps: 3 }), now),
    /^3 deliveries seem to be missing/,
  );
  assert.equal(advice_of(source({ state: 'ok' }), now), '');
});

test('a source that is new is told its address', () => {
  assert.match(advice_of(source({ state: 'never' }), now), /Point HubSpot at \/hooks\/hubspot /);
});

test('the usual is said as it is counted, in one number everywhere', () => {
  const usual = (normal_per_hour) => normal_words(source({ normal_per_hour }));

  assert.equal(usual(14.5), '15 usual');
  assert.equal(usual(2.46), '2.5 usual');
  assert.equal(usual(0.2), 'usually none');
  assert.equal(usual(null), 'usual not known yet');
});

test('ages tick below a minute, and a clock ahead of ours is now', () => {
  assert.equal(age_words(14999), '14 s ago');
  assert.equal(age_words(-3000), 'now');
  assert.equal(age_words(3 * minute), '3 min ago');
  assert.equal(age_words(3 * hour), '3 h ago');
});

test('a share says none only of none, and all only of all', () => {
  const said = [0, 0.0004, 0.004, 0.02, 0.386, 0.9999, 1, null].map(share_words);

  assert.deepEqual(said, ['none', 'under 0.1 %', '0.4 %', '2 %', '39 %', '99 %', '100 %', '–']);
});

test('sources are read field by field: what is missing or of another kind is no value', () => {
  const [odd] = read_sources({
    sources: [{ id: 'x', last: 'yesterday', gaps: '3', per_hour: null }, { title: 'nameless' }, 7],
  });

  assert.deepEqual(odd, {
    id: 'x',
    title: 'x',
    state: 'unknown',
    last: null,
    last_accepted: null,
    per_hour: null,
    normal_per_hour: null,
    error_share: null,
    signature_failures: 0,
    gaps: 0,
    detail: '',
  });
  assert.deepEqual(read_sources({ sources: [{ title: 'nameless' }, 7] }), []);
  assert.deepEqual(read_sources(null), []);
});

test('times of today are bare, others have their day', () => {
  const at = new Date(2026, 10, 23, 9, 5, 7).getTime();

  assert.equal(time_words(at, at + hour), '09:05:07');
  assert.equal(time_words(at, at + 24 * hour), '23 Nov 09:05:07');
});

test('latencies and sizes in the unit that reads best', () => {
  assert.deepEqual([840, 1234, 12400, 1.4e6].map(latency_words), [
    '0.8 ms',
    '1.2 ms',
    '12 ms',
    '1.4 s',
  ]);
  assert.deepEqual([512, 1500, 3.2e6].map(size_words), ['512 B', '1.5 KB', '3.2 MB']);
});

test('a request is shown whether it comes as text or as an object', () => {
  const request = { method: 'POST' };

  assert.equal(read_content({ request: JSON.stringify(request) }).request, '{"method":"POST"}');
  assert.equal(read_content({ request }).request, '{"method":"POST"}');
  assert.deepEqual(read_content('gone'), { request: '', body: '' });
});
