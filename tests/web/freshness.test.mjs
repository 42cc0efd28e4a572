import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Newest } from '#src/view/newest';
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

const lasts = (sources) => Math.max(...Object.keys(sources).map((name) => sources[name].last));

test('live shows the age of the data, not of the connection', () => {
  const sources = { hubspot: { last: now - 14 * second, state: 'ok' } };

  assert.deepEqual(freshness(live, sources, lasts(sources), now, 0), {
    level: 'live',
    text: 'live, HubSpot 10 s ago',
  });
});

test('with several sources it is the newest of them', () => {
  const sources = {
    hubspot: { last: now - hour, state: 'ok' },
    close: { last: now - 2 * minute, state: 'ok' },
  };

  assert.equal(freshness(live, sources, lasts(sources), now, 0).text, 'live, data 2 min ago');
});

test('a silent source is named while the connection is live', () => {
  const sources = {
    hubspot: { last: now - 3 * hour, state: 'silent' },
    close: { last: now, state: 'ok' },
  };

  assert.equal(
    freshness(live, sources, lasts(sources), now, 0).text,
    'live, HubSpot quiet since 10:32',
  );
});

test('a failing source is not called quiet', () => {
  const sources = { hubspot: { last: now - 3 * hour, state: 'failing' } };

  const { text } = freshness(live, sources, lasts(sources), now, 0);
  assert.equal(text, 'live, HubSpot failing, last delivery 10:32');
});

const newest = (view, sources = {}) => new Newest().at(view, sources, now);
const view = (ms, received = []) => ({
  office: { newest: ms },
  moments: received.map((at) => ({ received: at })),
});

test('the newest of board, moments and sources counts', () => {
  const sources = { close: { last: now - 3 * minute, state: 'ok' } };

  assert.equal(newest(view(now - minute), sources), now - minute);
  assert.equal(newest(view(now - minute, [now - 5 * second]), sources), now - 5 * second);
  assert.equal(newest(view(now - hour), sources), now - 3 * minute);
  assert.equal(newest(null, sources), now - 3 * minute);
  assert.equal(newest(view(null)), 0);
  assert.equal(freshness(live, sources, now - second, now, 0).text, 'live, Close just now');
});

test('a time ahead of the clock says nothing about the age of the data', () => {
  assert.equal(newest(view(now - minute, [now + hour])), now - minute);
});

test('the age of the data never goes back without news', () => {
  const known = new Newest();
  const shown = (...about) => freshness(live, {}, known.at(...about), now, 0).text;
  const exact = { api: { last: now - 27 * second, state: 'ok' } };

  assert.equal(shown(view(now - 30 * second), {}, now), 'live, data 30 s ago');
  assert.equal(shown(view(now - 30 * second), exact, now), 'live, data 30 s ago'); // the next beat
  assert.equal(shown(view(now - 50 * second), {}, now), 'live, data 30 s ago'); // another node
  assert.equal(shown(view(now - 10 * second), exact, now), 'live, data 10 s ago'); // news
  assert.equal(known.at(view(now - hour), {}, now - hour), now - hour); // the clock was set back
});

test('without a source no age is shown', () => {
  assert.equal(freshness(live, {}, 0, now, 0).text, 'live');
});

test('the text gets longer the longer the connection is lost', () => {
  const text = (ms) => freshness(away(ms), {}, 0, now, 0).text;

  assert.equal(text(10 * second), 'as of 13:31, reconnecting');
  assert.equal(text(10 * minute), 'as of 13:22, no connection for 10 min');
  assert.equal(text(14 * hour), 'as of Sunday 23:32, not live for 14 h: is the server running?');
});

test('a lost login is not reported as a lost connection', () => {
  const out = freshness({ ...away(minute), logged_out: true }, {}, 0, now, 0);

  assert.deepEqual(out, { level: 'stopped', text: 'logged out: this screen needs a new login' });
});

test('other transports show the same text, and a note in the title', () => {
  const said = (transport) => freshness({ ...live, transport }, {}, now - 20 * second, now, 0);

  assert.deepEqual([said('stream').text, said('polling').text], Array(2).fill(said('socket').text));
  assert.match(said('stream').transport_note, /^by event stream: /);
  assert.match(said('polling').transport_note, /^by polling: /);
  assert.equal(said('socket').transport_note, undefined);
  assert.equal(
    freshness({ ...away(second), transport: 'stream' }, {}, 0, now, 0).transport_note,
    undefined,
  );
});

test('the time since which a board is not shared includes another day', () => {
  assert.equal(unshared_text(null, now, 0), null);
  assert.equal(unshared_text(now - hour, now, 3600), 'Not shared since 13:32');
  assert.equal(unshared_text(now - 24 * hour, now, 0), 'Not shared since Sunday 13:32');
});
