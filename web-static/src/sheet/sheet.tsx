import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import { counted } from '../text/count';
import { entry_origin, entry_value, entry_who, sorted_in_days } from '../text/entry';
import { full_figure } from '../text/figure';
import { unpriced_forms, why_forms } from '../text/tile';
import { day_month, days_since, time_or_day } from '../text/time';
import type { Entry, Explained } from '../view/explained';
import type { Question } from '../view/question';
import { fetch_explained } from './explain';

const rows_max = 500; // more than anyone scrolls; the figure above always includes all rows
const close_after_ms = 120000; // a wall may have no keyboard

interface Props {
  question: Question;
  now: number;
  utc_offset_s: number;
  close: () => void;
}

// "Why this number?": how the figure is calculated, and the deals behind it. Closed by Esc, by a
// tap beside it, or after two minutes without input.
export function Sheet(props: Props) {
  const { question } = props;
  const { explained, failed, more } = useExplained(question);
  useIdleClose(props.close);
  const sheet = useFocus();
  return (
    <div class="veil" onClick={(event) => event.target === event.currentTarget && props.close()}>
      <section
        class="sheet"
        role="dialog"
        aria-modal="true"
        aria-label={'Why this number: ' + question.title}
        tabIndex={-1}
        ref={sheet}
      >
        <div class="head">
          <h2>
            {full_figure(
              explained && explained.value,
              explained ? explained.unit : 'count',
              explained && explained.currency,
            )}
          </h2>
          <p dir="auto">{question.title}</p>
          <button class="close" aria-label="Close" onClick={props.close}>
            ×
          </button>
        </div>
        <div class="reasons" role="group" aria-label="How it is calculated" tabIndex={0}>
          {explained && <Calculation explained={explained} />}
          <ul>
            {explained &&
              sorted_in_days(explained.rows).map((entry, index) => (
                <Row key={index} {...props} entry={entry} explained={explained} />
              ))}
          </ul>
          {failed && (
            <p class="hint">
              The explanation cannot be loaded right now. The figure itself is correct.
            </p>
          )}
          {!failed && !explained && <p class="hint">Loading …</p>}
          {more && (
            <button class="more" onClick={more}>
              More
            </button>
          )}
          {explained && <Basis explained={explained} />}
        </div>
      </section>
    </div>
  );
}

// The formula and its inputs.
function Calculation(props: { explained: Explained }) {
  const { explained } = props;
  const { inputs, unpriced, why } = explained;
  return (
    <>
      <p class="formula">{explained.formula}</p>
      {explained.value === null && why && <p class="apart">{why_forms(why)[0]}</p>}
      {unpriced > 0 && <p class="apart">{unpriced_forms(unpriced)[0]}</p>}
      {inputs.length > 0 && (
        <table>
          {inputs.map((input) => (
            <tr key={input.part}>
              <th scope="row">{input.label}</th>
              <td>{input.n}</td>
              <td>{full_figure(input.value, input.unit, explained.currency)}</td>
            </tr>
          ))}
        </table>
      )}
    </>
  );
}

function Row(props: Props & { entry: Entry; explained: Explained }) {
  const { entry, explained } = props;
  const origin = [entry_origin(entry), entry.note].filter((words) => words);
  return (
    <li class={entry.value === null ? 'apart' : ''}>
      <span class="title" dir="auto">
        {entry.title}
      </span>
      <span class="value">{entry_value(entry, explained.currency)}</span>
      <span class="who" dir="auto">
        {entry_who(entry, explained)}
      </span>
      <span class="when">{when(entry, props)}</span>
      {origin.length > 0 && (
        <span class="origin" dir="auto">
          {origin.join(' · ')}
        </span>
      )}
    </li>
  );
}

function when(entry: Entry, props: Props): string {
  // Deals without movement are listed on the day from which on they are stuck.
  if (entry.part === 'aging' && entry.day !== null) {
    const days = days_since(entry.day, props.now, props.utc_offset_s);
    return days <= 0 ? 'stuck since today' : 'stuck for ' + counted(days, 'day', 'days');
  }
  if (entry.at !== null) return time_or_day(entry.at, props.now, props.utc_offset_s);
  return entry.day === null ? '' : day_month(entry.day);
}

// For audits: the version of the rule, and the last event that is counted.
function Basis(props: { explained: Explained }) {
  const { rule, seq } = props.explained;
  const parts = [rule && 'rule ' + rule, seq !== null && 'as of event ' + seq];
  return <p class="small">{parts.filter((part) => part).join(' · ')}</p>;
}

// The pages loaded so far. When the figure changes, the list starts over, so that both always show
// the same sum. The same happens when a page belongs to another figure than those before it.
function useExplained(question: Question) {
  const [explained, set_explained] = useState<Explained | null>(null);
  const [failed, set_failed] = useState(false);
  const [after, set_after] = useState<string | null>(null);
  const current = JSON.stringify(question);
  const previous = useRef(current);

  useEffect(() => {
    const changed = current !== previous.current;
    previous.current = current;
    if (changed && after !== null) return set_after(null); // runs this effect again
    return fetch_explained(question.query, after, (page) => {
      set_failed(page === null);
      if (!page) return;
      const before = after === null ? null : explained;
      if (before && before.value !== page.value) return set_after(null);
      set_explained(before ? joined(before, page) : page);
    });
  }, [after, current]);

  const next =
    explained && explained.rows.length < rows_max && explained.next !== after
      ? explained.next
      : null;
  return { explained, failed, more: next === null ? null : () => set_after(next) };
}

function joined(before: Explained, page: Explained): Explained {
  return { ...page, rows: before.rows.concat(page.rows).slice(0, rows_max) };
}

function useIdleClose(close: () => void): void {
  useLayoutEffect(() => {
    let timer = window.setTimeout(close, close_after_ms);
    const restart = () => {
      clearTimeout(timer);
      timer = window.setTimeout(close, close_after_ms);
    };
    const inputs = ['keydown', 'mousemove', 'touchstart', 'wheel'];
    inputs.forEach((input) => document.addEventListener(input, restart, { passive: true }));
    return () => {
      clearTimeout(timer);
      inputs.forEach((input) => document.removeEventListener(input, restart));
    };
  }, []);
}

const focusable = 'button, a[href], [tabindex="0"]';

// Takes the focus, keeps it in the sheet, and returns it to the element that was pressed.
function useFocus() {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const sheet = ref.current as HTMLElement;
    const keep_inside = (event: KeyboardEvent) => {
      if (event.key !== 'Tab') return;
      const all = sheet.querySelectorAll<HTMLElement>(focusable);
      const first = all[0] as HTMLElement;
      const last = all[all.length - 1] as HTMLElement;
      const now = document.activeElement;
      // Also from outside: "More" is removed with the focus on it when there are no more rows.
      const leaves = !sheet.contains(now) || now === (event.shiftKey ? first : last);
      if (!leaves && !(event.shiftKey && now === sheet)) return;
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    };
    sheet.focus();
    document.addEventListener('keydown', keep_inside);
    return () => {
      document.removeEventListener('keydown', keep_inside);
      if (before && before.focus) before.focus();
    };
  }, []);
  return ref;
}
