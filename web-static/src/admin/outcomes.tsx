import { counted } from '../words/count';
import { Code } from './code';
import type { Outcome } from './rejected';

const shown_max = 20;

// What would come out of a delivery. Nothing was taken.
export function Outcomes(props: { all: Outcome[] }) {
  const { all } = props;
  return (
    <div class="outcomes">
      <p role="status">{outcome_words(all)}</p>
      <ol>
        {all.slice(0, shown_max).map((one) => (
          <li key={one.item + one.kind} class={one.kind}>
            {one.event ? (
              <>
                <Code label={event_label(one)} text={JSON.stringify(one.event)} />
                {one.previous && (
                  <Code label="Before, by the sender" text={JSON.stringify(one.previous)} />
                )}
              </>
            ) : (
              <p>
                {one.kind}: <bdi>{one.words}</bdi>
              </p>
            )}
          </li>
        ))}
      </ol>
      {all.length > shown_max && (
        <p class="note">{all.length - shown_max + ' more are not shown.'}</p>
      )}
    </div>
  );
}

// "2 events would come of it, 1 ignored, 1 failed. Nothing was taken."
export function outcome_words(all: Outcome[]): string {
  const of_kind = (kind: string) => all.filter((one) => one.kind === kind).length;
  const events = counted(of_kind('event'), 'event', 'events') + ' would come of it';
  const others = ['ignored', 'failed']
    .filter((kind) => of_kind(kind) > 0)
    .map((kind) => of_kind(kind) + ' ' + kind);
  return [events, ...others].join(', ') + '. Nothing was taken.';
}

function event_label(one: Outcome): string {
  const type = one.event && one.event['type'];
  return 'Event' + (typeof type === 'string' ? ': ' + type : '');
}
