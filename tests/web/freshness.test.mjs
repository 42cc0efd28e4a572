import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newest_of } from '#src/view/newest';
import { freshness, unshared_text } from '#src/text/freshness';

const now = Date.UTC(2026, 10, 23, 13, 32);
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const away = (ms) => ({
  state: { is: 'connecting' },
  transport: 'socket',
  last_frame_at: now - ms,
  since: 0,
  logged_out: false,
});
const live = {
  state: { is: 'live' },
  transport: 'socket',
  last_frame_at: now,
  since: 0,
  logged_out: false,
};

test('live shows the age of the data, not of the connection', () => {
  const sources = { hubspot: { last: now - 14 * second, state: 'ok' } };

  assert.deepEqual(freshness(live, sources, null, now, 0), {
    level: 'live',
    text: 'live, HubSpot 10 s ago',
  });
});

test('with several sources it is the newest of them', () => {
  const sources = {
    hubspot: { last: now - hour, state: 'ok' },
    close: { last: now - 2 * minute, state: 'ok' },
  };

  assert.equal(freshness(live, sources, null, now, 0).text, 'live, data 2 min ago');
});

test('a silent source is named while the connection is live', () => {
  const sources = {
    hubspot: { last: now - 3 * hour, state: 'silent' },
    close: { last: now, state: 'ok' },
  };

  assert.equal(freshness(live, sources, null, now, 0).text, 'live, HubSpot quiet since 10:32');
});

test('a failing source is not called quiet', () => {
  const sources = { hubspot: { last: now - 3 * hour, state: 'failing' } };

  const { text } = freshness(live, sources, null, now, 0);
  assert.equal(text, 'live, HubSpot failing, last delivery 10:32');
});

test('data on the board that is newer than the last beat counts', () => {
  const sources = { close: { last: now - 3 * minute, state: 'ok' } };

  assert.equal(freshness(live, sources, now - second, now, 0).text, 'live, Close just now');
  assert.equal(freshness(live, {}, now - 20 * second, now, 0).text, 'live, data 20 s ago');
  assert.equal(freshness(live, sources, now - hour, now, 0).text, 'live, Close 3 min ago');
});

test('a deal dated later than now says nothing about the age of the data', () => {
  const view = {
    office: { newest: now - minute },
    today: [{ at: now + hour }, { at: now - hour }],
    moments: [{ at: now - hour, received: now - second }],
  };

  assert.equal(newest_of(view, now), now - second);
  assert.equal(newest_of({ ...view, moments: [] }, now), now - minute);
  assert.equal(newest_of({ office: { newest: null }, today: [], moments: [] }, now), null);
  const day_only = { office: { newest: null }, today: [{ at: 0 }], moments: [] };
  assert.equal(newest_of(day_only, now), null);
});

test('without a source no age is shown', () => {
  assert.equal(freshness(live, {}, null, now, 0).text, 'live');
});

test('the text gets longer the longer the connection is lost', () => {
  const text = (ms) => freshness(away(ms), {}, null, now, 0).text;

  assert.equal(text(10 * second), 'as of 13:31, reconnecting');
  assert.equal(text(10 * minute), 'as of 13:22, no connection for 10 min');
  assert.equal(text(14 * hour), 'as of Sunday 23:32, not live for 14 h: is the server running?');
});

test('a lost login is not reported as a lost connection', () => {
  const out = freshness({ ...away(minute), logged_out: true }, {}, null, now, 0);

  assert.deepEqual(out, { level: 'stopped', text: 'logged out: this screen needs a new login' });
});

test('other transports show the same text, and a note in the title', () => {
  const said = (transport) => freshness({ ...live, transport }, {}, now - 20 * second, now, 0);

  assert.deepEqual([said('stream').text, said('polling').text], Array(2).fill(said('socket').text));
  assert.match(said('stream').transport_note, /^by event stream: /);
  assert.match(said('polling').transport_note, /^by polling: /);
  assert.equal(said('socket').transport_note, undefined);
  assert.equal(
    freshness({ ...away(second), transport: 'stream' }, {}, null, now, 0).transport_note,
    undefined,
  );
});

test('the time since which a board is not shared includes another day', () => {
  assert.equal(unshared_text(null, now, 0), null);
  assert.equal(unshared_text(now - hour, now, 3600), 'Not shared since 13:32');
  assert.equal(unshared_text(now - 24 * hour, now, 0), 'Not shared since Sunday 13:32');
});
