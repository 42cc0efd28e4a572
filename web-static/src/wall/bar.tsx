import { pace_of } from '../text/pace';
import type { View } from '../view/view';

// Progress towards the target, with a mark where it should be by now. Above the target the scale
// grows, and a notch shows the target.
export function Bar(props: { view: View }) {
  const { hero } = props.view;
  const target = Number(hero.target);
  if (hero.value === null || hero.target === null || !(target > 0)) return null;
  const value = Number(hero.value);
  const scale = Math.max(target, value);
  const percent = (amount: number) => Math.min(Math.max((amount / scale) * 100, 0), 100);
  const ahead = pace_of(hero).sign !== -1;
  const mark = hero.basis_value === null || hero.pace === null ? null : Number(hero.basis_value);
  return (
    <div class={ahead ? 'bar ahead' : 'bar'} data-fill={value} data-mark={mark}>
      <div class="track">
        <div class="fill" style={{ transform: 'translateX(' + (percent(value) - 100) + '%)' }} />
        {value > target && <div class="notch" style={{ left: percent(target) + '%' }} />}
      </div>
      {mark !== null && <div class="mark" style={{ left: percent(mark) + '%' }} />}
    </div>
  );
}
