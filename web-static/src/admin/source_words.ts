// What is said of the sources: whether all is well, and what to do when not.

import { counted } from '../words/count';
import { no_value, short_number } from '../words/money';
import { duration } from '../words/time';
import type { Source, State } from './source';

export const state_words: { [state in State]: string } = {
  ok: 'delivering',
  silent: 'silent',
  failing: 'failing',
  never: 'nothing yet',
  unknown: 'unknown',
};

export interface Verdict {
  tone: 'well' | 'poor' | 'none'; // none: there is nothing to judge
  words: string;
  last: number | null; // ms: the newest event of any source
}

const named_max = 3;
const failing_share = 0.5; // from here on the server calls it failing
const usual_min = 0.5; // an hour: below it silence is usual

export function verdict_of(sources: Source[]): Verdict {
  const last = sources.reduce<number | null>(
    (newest, { last_accepted: at }) => (at !== null && at > (newest || 0) ? at : newest),
    null,
  );
  const poor = sources.filter((source) => source.state !== 'ok');
  const all = counted(sources.length, 'source', 'sources');
  if (sources.length === 0) return { tone: 'none', words: 'No source is connected yet', last };
  if (poor.length === 0)
    return {
      tone: 'well',
      words: all + (sources.length > 1 ? ', all' : ',') + ' delivering',
      last,
    };
  const named = poor.slice(0, named_max).map((one) => one.title + ' ' + is_state[one.state]);
  const more = poor.length - named.length;
  if (more > 0) named.push(more + ' more need a look');
  return { tone: 'poor', words: named.join(' · '), last };
}

const is_state: { [state in State]: string } = {
  ok: 'delivers',
  silent: 'is silent',
  failing: 'is failing',
  never: 'has not sent anything yet',
  unknown: 'does not say how it is',
};

// "4 s ago", "12 min ago", "3 h ago", "5 days ago"; what is still to come is "now".
export function age_words(ms: number): string {
  const s = Math.floor(ms / 1000);
  if (s < 1) return 'now';
  return (s < 60 ? s + ' s' : duration(ms)) + ' ago';
}

// "2 %", "0.4 %", "none"; nothing rounds up to all of it.
export function share_words(share: number | null): string {
  if (share === null) return no_value;
  if (share <= 0) return 'none';
  const percent = share * 100;
  if (percent < 0.1) return 'under 0.1 %';
  if (percent < 10) return short_number(Math.round(percent * 10) / 10) + ' %';
  return Math.min(Math.round(percent), share < 1 ? 99 : 100) + ' %';
}

export function normal_words(source: Source): string {
  const { normal_per_hour: normal } = source;
  if (normal === null) return 'usual not known yet';
  return normal < usual_min ? 'usually none' : rate(normal) + ' usual';
}

// Whole deliveries where there are many: nobody counts half of one among fourteen.
function rate(per_hour: number): string {
  return short_number(per_hour < 10 ? Math.round(per_hour * 10) / 10 : Math.round(per_hour));
}

// One sentence or two for whoever must do something about it; "" when nothing need be done.
export function advice_of(source: Source, now: number): string {
  const { title, normal_per_hour: normal, signature_failures: unsigned } = source;
  switch (source.state) {
    case 'silent': {
      const since = source.last === null ? '' : ' for ' + duration(Math.max(now - source.last, 0));
      const usual =
        normal !== null && normal >= usual_min
          ? '; at this time of the week ' + rate(normal) + ' an hour come'
          : '';
      return 'Silent' + since + usual + '. Is the webhook still switched on in ' + title + '?';
    }
    case 'failing':
      if (unsigned > 0 && (source.per_hour === 0 || (source.error_share || 0) < failing_share))
        return (
          counted(unsigned, 'delivery', 'deliveries') +
          ' did not prove to be from ' +
          title +
          (source.last === null
            ? '. Is its secret the one that the settings name?'
            : '. Was its secret changed? The settings may name the old and the new one together.')
        );
      return (
        (source.error_share === null
          ? 'Deliveries cannot be read. '
          : share_words(source.error_share) + ' of what comes cannot be read. ') +
        'It waits under Rejected: correct the mapping, try it there, and take it again.'
      );
    case 'never':
      return 'Nothing has come yet. Point ' + title + ' at ' + hook_path(source.id) + ' here.';
    default:
      return source.gaps > 0
        ? counted(source.gaps, 'delivery seems', 'deliveries seem') +
            ' to be missing. An export taken in with dealbell import fills the gap.'
        : '';
  }
}

export function hook_path(id: string): string {
  return '/hooks/' + encodeURIComponent(id);
}
