// The texts beside a figure of an own board.

import type { OwnTile } from '../view/own';
import { counted } from './count';
import { brief_figure } from './figure';
import { round3, short_number } from './money';
import { day_month } from './time';

// The same text in several lengths, longest first: the longest that fits is shown.
export type Forms = string[];

const long_months = /January|February|March|April|August|September|October|November|December/;

const whys: { [why: string]: Forms } = {
  too_early: ['too early to say', 'too early'],
  covered: ['covered: the quota is reached', 'covered'],
  done: ['done: the quota is reached', 'quota reached', 'reached'],
  no_quota: ['no quota'],
  too_few: ['too few deals'],
  nothing: ['nothing to measure yet', 'nothing yet'],
  mixed: ['several currencies', 'mixed'],
  too_wide: ['too much to count at once', 'too much'],
};

// An unknown state, which a newer server may send, is shown as it is: better than a bare dash.
export function why_forms(why: string | null): Forms {
  return why === null ? [] : whys[why] || [why.replace(/_/g, ' ')];
}

// Shown beside the figure, which does not include these deals: they have no amount, or no exchange
// rate. The rows of the sheet say which.
export function unpriced_forms(unpriced: number): Forms {
  const more = '+ ' + unpriced;
  return ['+ ' + counted(unpriced, 'deal', 'deals') + ' not priced', more + ' not priced'];
}

export interface Change {
  way: 'up' | 'down' | 'level' | 'new';
  good: boolean | null; // null: neither
  forms: Forms;
}

export function change_of(tile: OwnTile): Change | null {
  const { previous, change, previous_label } = tile;
  if (tile.is_new && tile.value !== null) {
    const none = namings(previous_label).map((name) => 'new, none in ' + name);
    return { way: 'new', good: tile.better === 'more' ? true : null, forms: none.concat('new') };
  }
  const found = compared(tile, previous, change, previous_label);
  // In the shortest form the basis is left out.
  return found && { ...found, forms: found.forms.concat(found.bare) };
}

// Always names its basis, because it is shown below the other change.
export function year_change_of(tile: OwnTile): Change | null {
  return compared(tile, tile.year, tile.year_change, tile.year_label);
}

function compared(
  tile: OwnTile,
  before: string | null,
  change: number | null,
  label: string,
): (Change & { bare: Forms }) | null {
  const moved = tile.value === null ? null : movement(tile, before, change);
  if (moved === null) return null;
  const names = namings(label);
  if (moved.words === '')
    return {
      way: 'level',
      good: null,
      forms: names.map((name) => 'level with ' + name),
      bare: ['level'],
    };
  const up = moved.by > 0;
  const good = tile.better === null ? null : up === (tile.better === 'more');
  const word = up ? 'up ' : 'down ';
  const brief = moved.words.replace(/ points?$/, ' pts');
  const forms = names.map((name) => word + moved.words + ' on ' + name);
  const last = names[names.length - 1];
  if (last !== undefined) forms.push(word + brief + ' on ' + last);
  return { way: up ? 'up' : 'down', good, forms, bare: [word + moved.words, word + brief] };
}

// "October, same day", "October", "Oct"
function namings(label: string): string[] {
  if (label === '') return [];
  const name = label.split(',')[0] as string;
  return [label, name, name.replace(long_months, brief_month)];
}

// By how much, as text; '' when it rounds to nothing. A ratio changes by percentage points, because
// "up 10 %" from 40 % could be read as 44 % or 50 %.
function movement(
  tile: OwnTile,
  before: string | null,
  change: number | null,
): { by: number; words: string } | null {
  if (tile.unit === 'ratio') {
    if (before === null) return null;
    const by = Number(((Number(tile.value) - Number(before)) * 100).toFixed(1));
    const size = short_number(Math.abs(by));
    return { by, words: by === 0 ? '' : size + (size === '1' ? ' point' : ' points') };
  }
  if (change === null) return null;
  const percent = round3(Math.abs(change) * 100);
  if (percent < 0.1) return { by: 0, words: '' };
  if (percent >= 1000) return { by: change, words: 'more than tenfold' };
  const shown = percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent);
  return { by: change, words: shown + ' %' };
}

// "86 % of 480K", rounded down: 99.9 % is below the quota.
export function quota_words(tile: OwnTile): string {
  if (tile.quota === null) return '';
  const quota = brief_figure(tile.quota, tile.unit);
  if (tile.attainment === null) return 'quota ' + quota;
  return Math.floor(round12(tile.attainment * 100)) + ' % of ' + quota;
}

// The period of a tile.
export function tile_period(tile: OwnTile): string {
  return tile.as_of === null ? tile.period_label : 'as of ' + day_month(tile.as_of);
}

// The same in several lengths; none when the title already says it.
export function period_forms(tile: OwnTile): Forms {
  const period = tile_period(tile);
  if (period === '' || tile.title.toLowerCase().indexOf(period.toLowerCase()) >= 0) return [];
  const brief =
    tile.as_of === null
      ? period.replace(long_months, brief_month).replace(/ months$/, ' mo')
      : day_month(tile.as_of);
  return brief === period ? [period] : [period, brief];
}

// The period that most tiles of a board have, which its header shows; '' when there is none.
export function common_period(tiles: OwnTile[]): string {
  const labels = tiles.map(tile_period).filter((label) => label !== '');
  const n_of = (label: string) => labels.filter((one) => one === label).length;
  return labels.reduce((most, label) => (n_of(label) > n_of(most) ? label : most), '');
}

function brief_month(month: string): string {
  return month.slice(0, 3);
}

// Removes binary rounding errors: 0.29 × 100 is 28.999999999999996.
function round12(value: number): number {
  return Number(value.toPrecision(12));
}
