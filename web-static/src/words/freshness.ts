// How fresh is this? Two clocks: whether we hear the server, and how old the newest data is. The
// words grow with the age of the loss; the last good board stays.

import type { Rung } from '../link/ladder';
import type { LinkState } from '../link/link';
import type { Sources } from '../store/frames';
import { ago, as_of, duration } from './time';

export interface Freshness {
  level: 'live' | 'away' | 'lost' | 'stopped'; // away: under a minute; lost: longer
  text: string;
  way?: string; // how we hear the server, where that is not the usual way
  unshared?: string | null; // since when new events wait for the shared log
}

export interface LinkAge {
  state: LinkState;
  rung: Rung;
  heard_at: number | null; // server time
  since: number; // server time when the page opened
  signed_out: boolean;
}

const minute_ms = 60000;
const ways: { [rung in Rung]?: string } = {
  stream: 'by event stream: something between here and the server lets no sockets through',
  polling: 'by polling: something between here and the server lets nothing live through',
};

export function freshness(
  link: LinkAge,
  sources: Sources,
  newest: number | null, // the newest the board itself tells of; null when it tells nothing
  now: number,
  utc_offset_s: number,
): Freshness {
  if (link.state.is === 'stopped') return { level: 'stopped', text: stopped_text(link.state.why) };
  if (link.state.is === 'live') {
    const text = live_text(sources, newest, now, utc_offset_s);
    const way = ways[link.rung];
    return way ? { level: 'live', text, way } : { level: 'live', text };
  }
  if (link.signed_out) return { level: 'stopped', text: stopped_text('signed_out') };
  if (link.heard_at === null) {
    const waiting = now - link.since > minute_ms;
    return waiting
      ? { level: 'lost', text: 'no answer from the server for ' + duration(now - link.since) }
      : { level: 'away', text: 'connecting' };
  }
  const away = now - link.heard_at;
  const at = 'as of ' + as_of(link.heard_at, now, utc_offset_s);
  if (away < minute_ms) return { level: 'away', text: at + ', reconnecting' };
  if (away < 60 * minute_ms)
    return { level: 'lost', text: at + ', no connection for ' + duration(away) };
  return {
    level: 'lost',
    text: at + ', not live for ' + duration(away) + ': is the server running?',
  };
}

// A server that cannot reach the log it shares with others goes on with what it takes itself. That
// is no matter of the link: it is said beside how fresh the rest is, and as long as the board that
// came with it is shown.
export function unshared_text(
  since: number | null,
  now: number,
  utc_offset_s: number,
): string | null {
  return since === null ? null : 'Not shared since ' + as_of(since, now, utc_offset_s);
}

function stopped_text(why: string): string {
  if (why === 'signed_out') return 'signed out: this screen needs a new login';
  if (why === 'no_board') return 'there is no board by this name';
  if (why === 'too_many') return 'too many boards on this connection';
  return 'closed';
}

// Sources travel with the beats only: the board is up to a beat ahead of them.
function live_text(
  sources: Sources,
  newest: number | null,
  now: number,
  utc_offset_s: number,
): string {
  const names = Object.keys(sources);
  for (const name of names) {
    const source = sources[name];
    if (source && source.state !== 'ok' && source.last !== null) {
      const how = source.state === 'failing' ? ' failing, last heard ' : ' quiet since ';
      return 'live, ' + title(name) + how + as_of(source.last, now, utc_offset_s);
    }
  }
  const lasts = names.map((name) => (sources[name] ? sources[name].last : null) || 0);
  const heard = Math.max(0, newest || 0, ...lasts);
  if (heard === 0) return 'live';
  const whose = names.length === 1 ? title(names[0] as string) : 'data';
  return 'live, ' + whose + ' ' + ago(heard, now, utc_offset_s);
}

const titles: { [name: string]: string } = {
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
  pipedrive: 'Pipedrive',
  close: 'Close',
  zoho: 'Zoho',
  dynamics: 'Dynamics',
  demo: 'demo',
  api: 'data',
  csv: 'CSV',
};

function title(source: string): string {
  return titles[source] || source;
}
