import type { Tile } from '../store/board';
import { money_in, number_in, text_in } from '../store/json';

export interface Point {
  x: number; // working days done
  y: number;
}

export interface Race {
  this: Point[]; // ends at the current figure
  last: Point[]; // passes through now_last
  now_x: number | null;
  days: number;
  label_last: string;
  target: number | null;
}

// Both lines are made to pass exactly through the current figures, so that the chart always agrees
// with the number and the sentence beside it.
export function read_race(tile: Tile | undefined): Race {
  const meta = tile ? tile.meta : {};
  const days = Math.min(Math.max(number_in(meta, 'days') || 0, 0), 400);
  const now_x = number_in(meta, 'now_x');
  const race: Race = {
    this: [],
    last: [],
    now_x,
    days,
    label_last: text_in(meta, 'label_last') || '',
    target: number_of(money_in(meta, 'target')),
  };
  if (!tile) return race;
  tile.rows.forEach((row) => {
    const x = number_in(row, 'pos');
    if (x === null || x < 0 || x > days) return;
    const mine = number_of(money_in(row, 'this'));
    const theirs = number_of(money_in(row, 'last'));
    if (mine !== null && (now_x === null || x < now_x)) race.this.push({ x, y: mine });
    if (theirs !== null && x !== now_x) race.last.push({ x, y: theirs });
  });
  // A sum that has no value now (no currency yet) has no line either.
  if (money_in(meta, 'now_this') === null) race.this = [];
  add_now(race.this, now_x, number_of(money_in(meta, 'now_this')));
  add_now(race.last, now_x, number_of(money_in(meta, 'now_last')));
  return race;
}

function add_now(line: Point[], x: number | null, y: number | null): void {
  if (x !== null && y !== null) line.push({ x, y });
  line.sort((a, b) => a.x - b.x);
}

function number_of(money: string | null): number | null {
  return money === null ? null : Number(money);
}
