// Times in the office's zone. TV browsers often lack time zone data, so the server sends the
// offset: it is added, and the result is read with getUTC….

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const minute_ms = 60000;
const hour_ms = 60 * minute_ms;

// "14:32"
export function clock_time(at: number, utc_offset_s: number): string {
  const local = new Date(at + utc_offset_s * 1000);
  return two(local.getUTCHours()) + ':' + two(local.getUTCMinutes());
}

// "23 Nov"
export function day_of(at: number, utc_offset_s: number): string {
  const local = new Date(at + utc_offset_s * 1000);
  return local.getUTCDate() + ' ' + months[local.getUTCMonth()];
}

// "23 Nov" for an office day, "2026-11-23"; other text is returned as it is.
export function day_month(day: string): string {
  const parts = /^\d{4}-(\d{2})-(\d{2})/.exec(day);
  const month = parts && months[Number(parts[1]) - 1];
  return parts && month ? Number(parts[2]) + ' ' + month : day;
}

// "Mon 23 Nov"
export function weekday_day(day: string): string {
  const at = Date.parse(day + 'T00:00:00Z');
  if (Number.isNaN(at)) return day;
  return (weekdays[new Date(at).getUTCDay()] as string).slice(0, 3) + ' ' + day_month(day);
}

// How many days ago an office day was, "2026-11-23"; negative for a day to come.
export function days_since(day: string, now: number, utc_offset_s: number): number {
  return office_day(now, utc_offset_s) - Math.floor(Date.parse(day) / (24 * hour_ms));
}

// "14:32" today, else "22 Nov"
export function time_or_day(at: number, now: number, utc_offset_s: number): string {
  const today = office_day(at, utc_offset_s) === office_day(now, utc_offset_s);
  return today ? clock_time(at, utc_offset_s) : day_of(at, utc_offset_s);
}

// "14:32" today, "Sunday 18:05" within the week, else "22 Nov 18:05".
export function as_of(at: number, now: number, utc_offset_s: number): string {
  const time = clock_time(at, utc_offset_s);
  const days = office_day(now, utc_offset_s) - office_day(at, utc_offset_s);
  if (days <= 0) return time;
  const local = new Date(at + utc_offset_s * 1000);
  return (days < 7 ? weekdays[local.getUTCDay()] : day_of(at, utc_offset_s)) + ' ' + time;
}

// "just now", "20 s ago", "4 min ago", then the time itself. In steps, because a text that changes
// every second distracts.
export function ago(at: number, now: number, utc_offset_s: number): string {
  const age = now - at;
  if (age < 10000) return 'just now';
  if (age < minute_ms) return Math.floor(age / 10000) * 10 + ' s ago';
  if (age < hour_ms) return Math.floor(age / minute_ms) + ' min ago';
  return as_of(at, now, utc_offset_s);
}

// "20 s", "10 min", "3 h", "2 days"
export function duration(ms: number): string {
  if (ms < minute_ms) return Math.max(Math.floor(ms / 10000) * 10, 10) + ' s';
  if (ms < hour_ms) return Math.floor(ms / minute_ms) + ' min';
  if (ms < 48 * hour_ms) return Math.floor(ms / hour_ms) + ' h';
  return Math.floor(ms / (24 * hour_ms)) + ' days';
}

// "month", "quarter", "year" for "2026-11", "2026-Q4", "2026".
export function period_kind(period: string): string {
  if (/^\d{4}-\d{2}$/.test(period)) return 'month';
  if (/^\d{4}-?Q\d$/.test(period)) return 'quarter';
  return /^\d{4}$/.test(period) ? 'year' : 'period';
}

// Days since 1970 in the office's zone.
function office_day(at: number, utc_offset_s: number): number {
  return Math.floor((at + utc_offset_s * 1000) / (24 * hour_ms));
}

function two(n: number): string {
  return (n < 10 ? '0' : '') + n;
}
