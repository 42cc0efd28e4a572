import { counted } from '../text/count';
import { Code } from './code';
import type { Outcome } from './rejected';

const shown_max = 20;

// The result of a dry run: the events that a delivery would become.
export function Outcomes(props: { all: Outcome[] }) {
  const { all } = props;
  return (
    <div class="outcomes">
      <p role="status">{outcome_text(all)}</p>
      <ol>
        {all.slice(0, shown_max).map((one) => (
          <li key={one.item + one.kind} class={one.kind}>
            {one.event ? (
              <>
                <Code label={event_label(one)} text={JSON.stringify(one.event)} />
                {one.previous && (
                  <Code
                    label="Before, according to the sender"
                    text={JSON.stringify(one.previous)}
                  />
                )}
              </>
            ) : (
              <p>
                {one.kind}: <bdi>{one.text}</bdi>
              </p>
            )}
          </li>
        ))}
      </ol>
      {all.length > shown_max && <p class="note">{all.length - shown_max + ' more not shown.'}</p>}
    </div>
  );
}

// "Dry run: 2 events, 1 ignored, 1 failed. Nothing was stored."
export function outcome_text(all: Outcome[]): string {
  const of_kind = (kind: string) => all.filter((one) => one.kind === kind).length;
  const events = counted(of_kind('event'), 'event', 'events');
  const others = ['ignored', 'failed']
    .filter((kind) => of_kind(kind) > 0)
    .map((kind) => of_kind(kind) + ' ' + kind);
  return 'Dry run: ' + [events, ...others].join(', ') + '. Nothing was stored.';
}

function event_label(one: Outcome): string {
  const type = one.event && one.event['type'];
  return 'Event' + (typeof type === 'string' ? ': ' + type : '');
}
