import { clock_time, day_of } from '../text/time';

// "14:32:05" today, else "22 Nov 14:32:05", in the browser's time zone.
export function time_text(at: number, now: number): string {
  const offset_s = -new Date(at).getTimezoneOffset() * 60;
  const seconds = String(new Date(at).getUTCSeconds()).padStart(2, '0');
  const time = clock_time(at, offset_s) + ':' + seconds;
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return today ? time : day_of(at, offset_s) + ' ' + time;
}
