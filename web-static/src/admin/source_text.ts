// Texts about sources: whether all is well, and what to do when not.

import { counted } from '../text/count';
import { no_value, short_number } from '../text/money';
import { duration } from '../text/time';
import type { Source, State } from './source';

const state_text: { [state in State]: string } = {
  ok: 'delivering',
  silent: 'silent',
  failing: 'failing',
  never: 'nothing yet',
  unknown: 'unknown',
};

export interface Verdict {
  tone: 'well' | 'poor' | 'none'; // none: there is nothing to judge
  text: string;
  last: number | null; // ms: the newest event of any source
}

const named_max = 3;
const failing_share = 0.5; // the server reports a source as failing from here on
const usual_min = 0.5; // per hour: below this, silence is normal

export function verdict_of(sources: Source[]): Verdict {
  const last = sources.reduce<number | null>(
    (newest, { last_accepted: at }) => (at !== null && at > (newest || 0) ? at : newest),
    null,
  );
  const poor = sources.filter((source) => source.state !== 'ok');
  const all = counted(sources.length, 'source', 'sources');
  if (sources.length === 0) return { tone: 'none', text: 'No source is connected yet', last };
  if (poor.length === 0)
    return {
      tone: 'well',
      text: all + (sources.length > 1 ? ', all' : ',') + ' delivering',
      last,
    };
  const named = poor.slice(0, named_max).map((one) => one.title + ' ' + is(one));
  const more = poor.length - named.length;
  if (more > 0) named.push(more + ' more need attention');
  return { tone: 'poor', text: named.join(' · '), last };
}

const is_state: { [state in State]: string } = {
  ok: 'delivers',
  silent: 'is silent',
  failing: 'is failing',
  never: 'has not sent anything yet',
  unknown: 'reports an unknown state',
};

// Without a delivery that was authentic. One that was refused is no silence.
function only_refused(source: Source): boolean {
  return source.state === 'never' && source.signature_failures > 0;
}

function is(source: Source): string {
  return only_refused(source)
    ? 'has only sent deliveries that were refused'
    : is_state[source.state];
}

// "delivering", beside the name of a source.
export function state_of(source: Source): string {
  return only_refused(source) ? 'refused so far' : state_text[source.state];
}

// "4 s ago", "12 min ago", "3 h ago", "5 days ago"; a time in the future is "now".
export function age_text(ms: number): string {
  const s = Math.floor(ms / 1000);
  if (s < 1) return 'now';
  return (s < 60 ? s + ' s' : duration(ms)) + ' ago';
}

// "2 %", "0.4 %", "none"; never rounds up to 100 %.
export function share_text(share: number | null): string {
  if (share === null) return no_value;
  if (share <= 0) return 'none';
  const percent = share * 100;
  if (percent < 0.1) return 'under 0.1 %';
  if (percent < 10) return short_number(Math.round(percent * 10) / 10) + ' %';
  return Math.min(Math.round(percent), share < 1 ? 99 : 100) + ' %';
}

export function normal_text(source: Source): string {
  const { normal_per_hour: normal } = source;
  if (normal === null) return 'usual rate unknown';
  return normal < usual_min ? 'usually none' : rate(normal) + ' usual';
}

// One decimal only below ten.
function rate(per_hour: number): string {
  return short_number(per_hour < 10 ? Math.round(per_hour * 10) / 10 : Math.round(per_hour));
}

// What to do about a source, in one or two sentences; "" when there is nothing to do.
export function advice_of(source: Source, now: number): string {
  const { title, normal_per_hour: normal, signature_failures: bad_signatures } = source;
  switch (source.state) {
    case 'silent': {
      const since = source.last === null ? '' : ' for ' + duration(Math.max(now - source.last, 0));
      const usual =
        normal !== null && normal >= usual_min
          ? '; usually ' + rate(normal) + ' deliveries an hour at this time of the week'
          : '';
      return 'Silent' + since + usual + '. Is the webhook still active in ' + title + '?';
    }
    case 'failing':
      if (
        bad_signatures > 0 &&
        (source.per_hour === 0 || (source.error_share || 0) < failing_share)
      )
        return (
          refused_text(bad_signatures) +
          (source.last === null
            ? secret_question(title)
            : 'Was the secret changed? The settings can list the old and the new one together.')
        );
      return (
        (source.error_share === null
          ? 'Deliveries cannot be mapped. '
          : share_text(source.error_share) + ' of deliveries cannot be mapped. ') +
        'They are kept under Rejected: correct the mapping, try it there, and replay them.'
      );
    case 'never':
      if (only_refused(source)) return refused_text(bad_signatures) + secret_question(title);
      return (
        'No deliveries yet. Set the webhook address in ' +
        title +
        ' to ' +
        hook_path(source.id) +
        '.'
      );
    default:
      return source.gaps > 0
        ? counted(source.gaps, 'delivery seems', 'deliveries seem') +
            ' to be missing. Import an export with dealbell import to fill the gap.'
        : '';
  }
}

function refused_text(n: number): string {
  return counted(n, 'delivery', 'deliveries') + ' had a wrong signature or token. ';
}

function secret_question(title: string): string {
  return 'Does the secret in the settings match the one in ' + title + '?';
}

function hook_path(id: string): string {
  return '/hooks/' + encodeURIComponent(id);
}
