// Texts about sources on the admin page.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { latency_text, read_content, size_text } from '#src/admin/delivery';
import { read_sources } from '#src/admin/source';
import {
  advice_of,
  age_text,
  normal_text,
  share_text,
  state_of,
  verdict_of,
} from '#src/admin/source_text';
import { time_text } from '#src/admin/time_text';

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
    text: '4 sources, all delivering',
    last: now,
  });
  assert.equal(verdict('ok').text, '1 source, delivering');
});

test('sources with a problem are named, the rest counted', () => {
  assert.equal(verdict('ok', 'silent', 'failing').text, 'B is silent · C is failing');
  assert.equal(
    verdict('silent', 'failing', 'never', 'silent', 'failing').text,
    'A is silent · B is failing · C has not sent anything yet · 2 more need attention',
  );
  assert.equal(verdict('silent', 'ok').tone, 'poor');
});

test('no sources is not a problem; an unknown state is', () => {
  assert.deepEqual(verdict_of([]), {
    tone: 'none',
    text: 'No source is connected yet',
    last: null,
  });
  assert.equal(verdict('sleeping').text, 'A reports an unknown state');
});

test('advice on a silent source gives the usual rate and what to check', () => {
  const silent = { state: 'silent', last: now - 3 * hour, normal_per_hour: 14.2 };

  assert.equal(
    advice_of(source(silent), now),
    'Silent for 3 h; usually 14 deliveries an hour at this time of the week. Is the webhook still active in HubSpot?',
  );
  assert.equal(
    advice_of(source({ state: 'silent', last: null, normal_per_hour: null }), now),
    'Silent. Is the webhook still active in HubSpot?',
  );
});

test('advice on a failing source distinguishes signatures and mapping', () => {
  assert.match(
    advice_of(source({ state: 'failing', signature_failures: 1, error_share: 0.4 }), now),
    /^1 delivery had a wrong signature or token\. Does the secret in the settings match/,
  );
  assert.match(
    advice_of(source({ state: 'failing', error_share: 0.38 }), now),
    /^38 % of deliveries cannot be mapped\..* Rejected/,
  );
  const both = { state: 'failing', signature_failures: 5, error_share: 0.7, last: now };
  assert.match(advice_of(source({ ...both, per_hour: 9 }), now), /^70 % of deliveries/);
  assert.match(advice_of(source({ ...both, per_hour: 0 }), now), /Was the secret changed\?/);
});

test('advice on a delivering source only if it has gaps', () => {
  assert.match(
    advice_of(source({ state: 'ok', gaps: 3 }), now),
    /^3 deliveries seem to be missing/,
  );
  assert.equal(advice_of(source({ state: 'ok' }), now), '');
});

test('advice on a new source gives the webhook address', () => {
  assert.match(
    advice_of(source({ state: 'never' }), now),
    /webhook address in HubSpot to \/hooks\/hubspot\./,
  );
});

test('the usual rate is rounded the same way everywhere', () => {
  const usual = (normal_per_hour) => normal_text(source({ normal_per_hour }));

  assert.equal(usual(14.5), '15 usual');
  assert.equal(usual(2.46), '2.5 usual');
  assert.equal(usual(0.2), 'usually none');
  assert.equal(usual(null), 'usual rate unknown');
});

test('ages are in seconds below a minute, and a future time is now', () => {
  assert.equal(age_text(14999), '14 s ago');
  assert.equal(age_text(-3000), 'now');
  assert.equal(age_text(3 * minute), '3 min ago');
  assert.equal(age_text(3 * hour), '3 h ago');
});

test('a share is none only at 0 and 100 % only at 1', () => {
  const texts = [0, 0.0004, 0.004, 0.02, 0.386, 0.9999, 1, null].map(share_text);

  assert.deepEqual(texts, ['none', 'under 0.1 %', '0.4 %', '2 %', '39 %', '99 %', '100 %', '–']);
});

test('sources are read field by field: a missing or malformed field is no value', () => {
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

test('times of another day include the day', () => {
  const at = new Date(2026, 10, 23, 9, 5, 7).getTime();

  assert.equal(time_text(at, at + hour), '09:05:07');
  assert.equal(time_text(at, at + 24 * hour), '23 Nov 09:05:07');
});

test('latencies and sizes in the unit that reads best', () => {
  assert.deepEqual([840, 1234, 12400, 1.4e6].map(latency_text), [
    '0.8 ms',
    '1.2 ms',
    '12 ms',
    '1.4 s',
  ]);
  assert.deepEqual([512, 1500, 3.2e6].map(size_text), ['512 B', '1.5 KB', '3.2 MB']);
});

test('a request is read as text or as an object', () => {
  const request = { method: 'POST' };

  assert.equal(read_content({ request: JSON.stringify(request) }).request, '{"method":"POST"}');
  assert.equal(read_content({ request }).request, '{"method":"POST"}');
  assert.deepEqual(read_content('gone'), { request: '', body: '' });
});

test('a source whose deliveries were all refused has sent something', () => {
  const refused = source({ state: 'never', last: null, signature_failures: 1 });

  assert.match(verdict_of([refused]).text, / has only sent deliveries that were refused$/);
  assert.equal(state_of(refused), 'refused so far');
  assert.match(
    advice_of(refused, 0),
    /^1 delivery had a wrong signature or token\. Does the secret in the settings match the one in /,
  );
});
