import { is_object, number_in, object_in, text_in } from '../store/json';
import { server_now } from './clock';
import { useFetched } from './fetch';
import { Section } from './section';

// What a new version of the program counts in another way, and which months that moved.
interface FigureChange {
  at: number; // ms
  rules: string[];
  moved: string[];
  note: string; // why it is not known what moved
}

const shown_for_ms = 30 * 24 * 3600 * 1000;

// Nothing unless the rules changed in the last month.
export function FigureChangeSection() {
  const { value } = useFetched('/api/v1/figure-changes', read_figure_change);
  if (!value || server_now() - value.at > shown_for_ms) return null;
  const moved = value.moved.length > 0;
  return (
    <Section id="figures" title="Figures are counted differently" status={200} loading={false}>
      {value.rules.map((rule) => (
        <p class="note" key={rule}>
          {rule.charAt(0).toUpperCase() + rule.slice(1)}.
        </p>
      ))}
      {value.note !== '' && <p class="hint">What moved is not known: {value.note}.</p>}
      {value.note === '' && !moved && <p class="hint">No total moved.</p>}
      {moved && (
        <ul>
          {value.moved.map((line) => (
            <li class="hint" key={line}>
              {line}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function read_figure_change(json: unknown): FigureChange | null {
  if (!is_object(json) || !is_object(json['changed'])) return null;
  const from = object_in(json, 'changed');
  const texts = (key: string) => {
    const list = from[key];
    return Array.isArray(list) ? list.map(String) : [];
  };
  return {
    at: number_in(from, 'at') || 0,
    rules: texts('rules'),
    moved: texts('moved'),
    note: text_in(from, 'note') || '',
  };
}
