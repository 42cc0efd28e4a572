// What waits and cannot be mapped here: what it is, and what would end the waiting.

import type { Incomplete, Unknown } from './needs';
import { incomplete_words } from './needs_words';
import type { Source } from './source';
import { Rest, UnknownGroup, UnknownKey, title_of } from './unknown_group';

const examples_max = 3;

export function Currencies(props: { all: Unknown[]; rest: number; sources: Source[] }) {
  return (
    <UnknownGroup
      title="Currencies"
      all={props.all}
      rest={props.rest}
      hint={
        <>
          No rate is known for the day that counts. <code>dealbell org rates FILE</code> takes them
          from a file.
        </>
      }
    >
      {(one) => <UnknownKey unknown={one} sources={props.sources} />}
    </UnknownGroup>
  );
}

export function Authority(props: { all: Unknown[]; rest: number; sources: Source[] }) {
  return (
    <UnknownGroup
      title="Another source decides"
      all={props.all}
      rest={props.rest}
      hint="The org document names one source whose wins count in these pipelines. These are another’s."
    >
      {(one) => <UnknownKey unknown={one} sources={props.sources} />}
    </UnknownGroup>
  );
}

export function Incompletes(props: { all: Incomplete[]; rest: number; sources: Source[] }) {
  if (props.all.length === 0) return null;
  return (
    <div class="group">
      <h3>Incomplete</h3>
      <p class="hint">
        Facts that no delivery has told yet. They complete themselves when one does; an export taken
        in with <code>dealbell import</code> does it at once.
      </p>
      <ul>
        {props.all.map((one) => (
          <li key={one.source + '\n' + one.missing} class="unknown">
            <div class="which">
              <span class="key">{incomplete_words(one)}</span>
              <span class="about">
                <bdi>{title_of(one.source, props.sources)}</bdi>
                {one.deals.length > 0 && <> · such as {examples(one.deals)}</>}
              </span>
            </div>
          </li>
        ))}
      </ul>
      <Rest n={props.rest} />
    </div>
  );
}

function examples(deals: string[]) {
  return deals.slice(0, examples_max).map((deal, index) => (
    <>
      {index > 0 && ', '}
      <bdi key={deal}>{deal}</bdi>
    </>
  ));
}
