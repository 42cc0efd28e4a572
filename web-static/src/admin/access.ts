// Who may come in: tokens, and the devices that logged in with them.

import { flag_in, number_in, whole_text } from '../store/json';
import type { Json } from '../store/json';
import { counted } from '../text/count';
import { day_of } from '../text/time';
import { objects_in } from './read';

export interface Device {
  id: string;
  agent: string; // what the browser calls itself; '' unknown
  from: string; // the address of its login; '' unknown
  expires_at: number; // ms, if it is not used until then
  used_at: number; // ms
  connected: boolean;
  current: boolean; // this browser
}

export interface Token {
  id: string;
  name: string;
  role: string;
  expires_at: number | null; // null: never
  used_at: number;
  devices: Device[];
}

export interface Access {
  tokens: Token[];
  devices: Device[]; // of logins of version 0.1, which belong to no token
}

export function read_access(json: unknown): Access {
  return { tokens: objects_in(json, 'tokens').map(token_in), devices: devices_in(json) };
}

function token_in(json: Json): Token {
  return {
    id: whole_text(json, 'id'),
    name: whole_text(json, 'name'),
    role: whole_text(json, 'role'),
    expires_at: number_in(json, 'expires_at'),
    used_at: number_in(json, 'used_at') || 0,
    devices: devices_in(json),
  };
}

function devices_in(json: unknown): Device[] {
  return objects_in(json, 'devices').map((one) => ({
    id: whole_text(one, 'id'),
    agent: whole_text(one, 'agent'),
    from: whole_text(one, 'from'),
    expires_at: number_in(one, 'expires_at') || 0,
    used_at: number_in(one, 'used_at') || 0,
    connected: flag_in(one, 'connected'),
    current: flag_in(one, 'current'),
  }));
}

// Browsers name themselves after all their ancestors: the first that matches is the real one.
const browsers: [RegExp, string][] = [
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Edge?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Tizen/, 'a Samsung TV'],
  [/Web0S|webOS/, 'an LG TV'],
  [/CrKey/, 'a Chromecast'],
  [/Android/, 'Android'],
  [/iPad/, 'an iPad'],
  [/iPhone/, 'an iPhone'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'a Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

// "Chrome on a Samsung TV"; the first word of what no browser would say.
export function device_title(agent: string): string {
  const of = (known: [RegExp, string][]) => known.filter(([pattern]) => pattern.test(agent))[0];
  const browser = of(browsers);
  const system = of(systems);
  if (browser && system) return browser[1] + ' on ' + system[1];
  return (browser && browser[1]) || agent.split(/[\s/]/)[0] || 'Unknown browser';
}

// "22 Nov 2026", in the browser's time zone.
export function end_text(at: number): string {
  const date = new Date(at);
  return day_of(at, -date.getTimezoneOffset() * 60) + ' ' + date.getFullYear();
}

// What else ends with a token.
export function revoke_text({ devices }: Token): string {
  const own = devices.some((device) => device.current);
  const ends =
    devices.length > 0
      ? 'Logs out ' + counted(devices.length, 'device', 'devices') + ' at once'
      : 'Programs that use it are refused at once';
  return ends + (own ? ', this browser too.' : '.');
}
