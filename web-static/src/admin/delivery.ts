// A webhook delivery, accepted or not.

import { count_in, is_object, whole_text } from '../store/json';

import { read_page } from './rejected';
import type { Page } from './rejected';

export interface Delivery {
  id: number;
  at: number; // ms
  source: string;
  outcome: string;
  status: number;
  latency_us: number;
  events: number;
  detail: string;
  bytes: number;
}

export const outcomes = [
  'accepted',
  'duplicate',
  'ignored', // contains nothing for the office
  'rejected', // could not be mapped
  'unauthorized', // the signature or token is wrong
  'refused', // too large, or the server is overloaded
];

export function read_deliveries(json: unknown): Page<Delivery> {
  return read_page(json, (from, id) => ({
    id,
    at: count_in(from, 'at'),
    source: whole_text(from, 'source'),
    outcome: whole_text(from, 'outcome'),
    status: count_in(from, 'status'),
    latency_us: count_in(from, 'latency_us'),
    events: count_in(from, 'events'),
    detail: whole_text(from, 'detail'),
    bytes: count_in(from, 'bytes'),
  }));
}

export interface Content {
  request: string; // method, target and headers, as JSON text
  body: string;
}

export function read_content(json: unknown): Content {
  const from = is_object(json) ? json : {};
  const request = from['request'];
  return {
    request: is_object(request) ? JSON.stringify(request) : whole_text(from, 'request'),
    body: whole_text(from, 'body'),
  };
}

// "0.8 ms", "12 ms", "1.4 s"
export function latency_text(us: number): string {
  const ms = us / 1000;
  if (ms < 9.95) return Number(ms.toFixed(1)) + ' ms';
  return ms < 1000 ? Math.round(ms) + ' ms' : (ms / 1000).toFixed(1) + ' s';
}

// "512 B", "1.5 KB", "3.2 MB"
export function size_text(bytes: number): string {
  if (bytes < 1000) return bytes + ' B';
  return bytes < 1e6 ? Number((bytes / 1e3).toFixed(1)) + ' KB' : (bytes / 1e6).toFixed(1) + ' MB';
}
