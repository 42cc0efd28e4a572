import assert from 'node:assert/strict';
import { test } from 'node:test';

import { freshness } from '#src/words/freshness';

const now = Date.UTC(2026, 10, 23, 13, 32);
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const away = (ms) => ({
  state: { is: 'connecting' },
  heard_at: now - ms,
  since: 0,
  signed_out: false,
});
const live = { state: { is: 'live' }, heard_at: now, since: 0, signed_out: false };

test('live tells the age of the data, not of the link', () => {
  const sources = { hubspot: { last: now - 14 * second, state: 'ok' } };

  assert.deepEqual(freshness(live, sources, now, 0), {
    level: 'live',
    text: 'live, HubSpot 10 s ago',
  });
});

test('with several sources it is the newest of them', () => {
  const sources = {
    hubspot: { last: now - hour, state: 'ok' },
    close: { last: now - 2 * minute, state: 'ok' },
  };

  assert.equal(freshness(live, sources, now, 0).text, 'live, data 2 min ago');
});

test('a source that went quiet is named while the link lives', () => {
  const sources = {
    hubspot: { last: now - 3 * hour, state: 'quiet' },
    close: { last: now, state: 'ok' },
  };

  assert.equal(freshness(live, sources, now, 0).text, 'live, HubSpot quiet since 10:32');
});

test('no source yet is no claim', () => {
  assert.equal(freshness(live, {}, now, 0).text, 'live');
});

test('the words grow with the age of the loss', () => {
  const text = (ms) => freshness(away(ms), {}, now, 0).text;

  assert.equal(text(10 * second), 'as of 13:31, reconnecting');
  assert.equal(text(10 * minute), 'as of 13:22, no connection for 10 min');
  assert.equal(text(14 * hour), 'as of Sunday 23:32, not live for 14 h: is the server running?');
});

test('a lost login is said, and is not a lost network', () => {
  const out = freshness({ ...away(minute), signed_out: true }, {}, now, 0);

  assert.deepEqual(out, { level: 'stopped', text: 'signed out: this screen needs a new login' });
});
