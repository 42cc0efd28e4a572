import type { View } from '../tiles/view';
import type { Point } from '../tiles/race';
import { short_number } from '../words/money';
import { pace_of } from '../words/pace';

// The period as a race: our line against the basis' line, and the path that would still reach the
// target. Coordinates are percent of the box; strokes keep their width (non-scaling-stroke), words
// are HTML laid over it.
export function Race(props: { view: View }) {
  const { race, hero } = props.view;
  const now = race.this[race.this.length - 1];
  if (race.days < 1 || !now) return null;
  const all = race.this.concat(race.last).map((point) => point.y);
  const top = Math.max(1, race.target || 0, ...all);
  const bottom = Math.min(0, ...all);
  const x = (point: Point) => (point.x / race.days) * 100;
  const y = (point: Point) => ((top - point.y) / (top - bottom)) * 100;
  const line = (points: Point[]) =>
    points.map((p) => x(p).toFixed(2) + ',' + y(p).toFixed(2)).join(' ');
  const finish = race.target === null ? null : { x: race.days, y: race.target };
  const required = finish && now.x < race.days && now.y < finish.y ? [now, finish] : [];
  const last_now = race.last.filter((point) => point.x === race.now_x)[0];
  const ahead = pace_of(hero).sign !== -1;
  return (
    <figure
      class={ahead ? 'race ahead' : 'race'}
      data-this={now.y}
      data-last={last_now ? last_now.y : null}
    >
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {finish && <line class="goal" x1="0" x2="100" y1={y(finish)} y2={y(finish)} />}
        <line class="ground" x1="0" x2="100" y1={y({ x: 0, y: 0 })} y2={y({ x: 0, y: 0 })} />
        <polyline class="last" points={line(race.last)} />
        <polyline class="required" points={line(required)} />
        <polyline class="this" points={line(race.this)} />
      </svg>
      <span class="now" style={{ left: x(now) + '%', top: y(now) + '%' }} />
      {finish && <span class="goal_label">{short_number(finish.y)}</span>}
      <LastLabel text={race.label_last} line={race.last.map((p) => ({ x: x(p), y: y(p) }))} />
    </figure>
  );
}

// The name of the grey line, at its right end and clear of it: under its lowest point there, or,
// where the ground is too near, over its highest.
function LastLabel(props: { text: string; line: Point[] }) {
  const near = props.line.filter((point) => point.x > 70).map((point) => point.y);
  if (near.length === 0) return null;
  const lowest = Math.max(...near);
  const above = lowest > 82;
  return (
    <span
      class={above ? 'last_label above' : 'last_label'}
      style={{ top: (above ? Math.min(...near) : lowest) + '%' }}
    >
      {props.text}
    </span>
  );
}
