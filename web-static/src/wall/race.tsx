import { rem_px } from '../browser/css';
import { width_em } from '../browser/text_width';
import { short_number } from '../text/money';
import { pace_of } from '../text/pace';
import type { Point } from '../view/race';
import type { View } from '../view/view';
import { label_place } from './label_place';

const label_rem = 0.32;
const height_rem = 2.3; // at least; the chart fills what the lines of text above it leave

// The period as a race: our line, the line of the basis, and the path that still reaches the
// target. Coordinates are percent of the box; strokes keep their width (non-scaling-stroke); texts
// are HTML on top.
export function Race(props: { view: View; width_px: number }) {
  const { race, hero } = props.view;
  const now = race.this[race.this.length - 1];
  if (race.days < 1 || !now) return null;
  const all = race.this.concat(race.last).map((point) => point.y);
  const top = Math.max(1, race.target || 0, ...all);
  const bottom = Math.min(0, ...all);
  const placed = (point: Point): Point => ({
    x: (point.x / race.days) * 100,
    y: ((top - point.y) / (top - bottom)) * 100,
  });
  const mine = race.this.map(placed);
  const last = race.last.map(placed);
  const here = placed(now);
  const goal = race.target === null ? null : placed({ x: race.days, y: race.target });
  const required = goal && here.x < 100 && here.y > goal.y ? [here, goal] : [];
  const level = (y: number): Point[] => [
    { x: 0, y },
    { x: 100, y },
  ];
  const ground = level(placed({ x: 0, y: 0 }).y);
  const name = label_place(last, [mine, required, ground, goal ? level(goal.y) : []], {
    width: ((width_em(race.label_last, 400) * label_rem) / (props.width_px / rem_px())) * 100,
    height: (label_rem / height_rem) * 100,
    gap: 5,
  });
  const last_now = race.last.filter((point) => point.x === race.now_x)[0];
  const ahead = pace_of(hero).sign !== -1;
  return (
    <figure
      class={ahead ? 'race ahead' : 'race'}
      data-this={now.y}
      data-last={last_now ? last_now.y : null}
      style={{ '--label': label_rem + 'rem' }}
    >
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {goal && <polyline class="goal" points={drawn(level(goal.y))} />}
        <polyline class="ground" points={drawn(ground)} />
        <polyline class="last" points={drawn(last)} />
        <polyline class="required" points={drawn(required)} />
        <polyline class="this" points={drawn(mine)} />
      </svg>
      <span class="now" style={{ left: here.x + '%', top: here.y + '%' }} />
      {goal && (
        <span class={goal.y > 60 ? 'goal_label above' : 'goal_label'} style={{ top: goal.y + '%' }}>
          {short_number(race.target as number)}
        </span>
      )}
      {name && (
        <span class="last_label" style={{ right: 100 - name.right + '%', top: name.top + '%' }}>
          {race.label_last}
        </span>
      )}
    </figure>
  );
}

function drawn(points: Point[]): string {
  return points.map((point) => point.x.toFixed(2) + ',' + point.y.toFixed(2)).join(' ');
}
