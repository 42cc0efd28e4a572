import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newest_of } from '#src/tiles/newest';
import { freshness, unshared_text } from '#src/words/freshness';

const now = Date.UTC(2026, 10, 23, 13, 32);
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const away = (ms) => ({
  state: { is: 'connecting' },
  rung: 'socket',
  heard_at: now - ms,
  since: 0,
  signed_out: false,
});
const live = {
  state: { is: 'live' },
  rung: 'socket',
  heard_at: now,
  since: 0,
  signed_out: false,
};

test('live tells the age of the data, not of the link', () => {
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

test('a source that went quiet is named while the link lives', () => {
  const sources = {
    hubspot: { last: now - 3 * hour, state: 'silent' },
    close: { last: now, state: 'ok' },
  };

  assert.equal(freshness(live, sources, null, now, 0).text, 'live, HubSpot quiet since 10:32');
});

test('a source whose deliveries are refused is not called quiet', () => {
  const sources = { hubspot: { last: now - 3 * hour, state: 'failing' } };

  const { text } = freshness(live, sources, null, now, 0);
  assert.equal(text, 'live, HubSpot failing, last heard 10:32');
});

test('what the board tells is newer than the last beat, and counts', () => {
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
});

test('no source yet is no claim', () => {
  assert.equal(freshness(live, {}, null, now, 0).text, 'live');
});

test('the words grow with the age of the loss', () => {
  const text = (ms) => freshness(away(ms), {}, null, now, 0).text;

  assert.equal(text(10 * second), 'as of 13:31, reconnecting');
  assert.equal(text(10 * minute), 'as of 13:22, no connection for 10 min');
  assert.equal(text(14 * hour), 'as of Sunday 23:32, not live for 14 h: is the server running?');
});

test('a lost login is said, and is not a lost network', () => {
  const out = freshness({ ...away(minute), signed_out: true }, {}, null, now, 0);

  assert.deepEqual(out, { level: 'stopped', text: 'signed out: this screen needs a new login' });
});

test('a lower rung says the same, and how it is heard to whoever asks', () => {
  const said = (rung) => freshness({ ...live, rung }, {}, now - 20 * second, now, 0);

  assert.deepEqual([said('stream').text, said('polling').text], Array(2).fill(said('socket').text));
  assert.match(said('stream').way, /^by event stream: /);
  assert.match(said('polling').way, /^by polling: /);
  assert.equal(said('socket').way, undefined);
  assert.equal(freshness({ ...away(second), rung: 'stream' }, {}, null, now, 0).way, undefined);
});

test('since when a board is not shared is never a bare time of another day', () => {
  assert.equal(unshared_text(null, now, 0), null);
  assert.equal(unshared_text(now - hour, now, 3600), 'Not shared since 13:32');
  assert.equal(unshared_text(now - 24 * hour, now, 0), 'Not shared since Sunday 13:32');
});
