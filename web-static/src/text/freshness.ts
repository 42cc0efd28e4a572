// How fresh the board is: whether the server is connected, and how old the newest data is. The text
// gets longer the longer the connection is lost; the last board stays visible.

import type { LinkState } from '../link/link';
import type { Transport } from '../link/transport_selector';
import type { Sources } from '../store/frames';
import { ago, as_of, duration } from './time';

export interface Freshness {
  level: 'live' | 'away' | 'lost' | 'stopped'; // away: under a minute; lost: longer
  text: string;
  transport_note?: string; // the transport, where it is not a WebSocket
  unshared?: string | null; // set while new events wait for the shared log
}

export interface LinkAge {
  state: LinkState;
  transport: Transport;
  last_frame_at: number | null; // server time
  since: number; // server time when the page opened
  logged_out: boolean;
}

const minute_ms = 60000;
const transport_notes: { [transport in Transport]?: string } = {
  stream: 'by event stream: something between this screen and the server blocks WebSockets',
  polling: 'by polling: something between this screen and the server blocks live connections',
};

export function freshness(
  link: LinkAge,
  sources: Sources,
  newest: number, // when the newest data arrived; 0: none has
  now: number,
  utc_offset_s: number,
): Freshness {
  if (link.state.is === 'stopped') return { level: 'stopped', text: stopped_text(link.state.why) };
  if (link.state.is === 'live') {
    const text = live_text(sources, newest, now, utc_offset_s);
    const transport_note = transport_notes[link.transport];
    return transport_note ? { level: 'live', text, transport_note } : { level: 'live', text };
  }
  if (link.logged_out) return { level: 'stopped', text: stopped_text('logged_out') };
  if (link.last_frame_at === null) {
    const too_long = now - link.since > minute_ms;
    return too_long
      ? { level: 'lost', text: 'no answer from the server for ' + duration(now - link.since) }
      : { level: 'away', text: 'connecting' };
  }
  const away = now - link.last_frame_at;
  const at = 'as of ' + as_of(link.last_frame_at, now, utc_offset_s);
  if (away < minute_ms) return { level: 'away', text: at + ', reconnecting' };
  if (away < 60 * minute_ms)
    return { level: 'lost', text: at + ', no connection for ' + duration(away) };
  return {
    level: 'lost',
    text: at + ', not live for ' + duration(away) + ': is the server running?',
  };
}

// A server that cannot reach the shared log goes on with the events it receives itself. This is
// independent of the connection, so it is shown beside the freshness.
export function unshared_text(
  since: number | null,
  now: number,
  utc_offset_s: number,
): string | null {
  return since === null ? null : 'Not shared since ' + as_of(since, now, utc_offset_s);
}

function stopped_text(why: string): string {
  if (why === 'logged_out') return 'logged out: this screen needs a new login';
  if (why === 'no_board') return 'there is no board with this name';
  if (why === 'too_many') return 'too many boards on this connection';
  return 'closed';
}

function live_text(sources: Sources, newest: number, now: number, utc_offset_s: number): string {
  const names = Object.keys(sources);
  for (const name of names) {
    const source = sources[name];
    if (source && source.state !== 'ok' && source.last !== null) {
      const how = source.state === 'failing' ? ' failing, last delivery ' : ' quiet since ';
      return 'live, ' + title(name) + how + as_of(source.last, now, utc_offset_s);
    }
  }
  if (newest === 0) return 'live';
  const whose = names.length === 1 ? title(names[0] as string) : 'data';
  return 'live, ' + whose + ' ' + ago(newest, now, utc_offset_s);
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
