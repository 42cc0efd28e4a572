// Groups that cannot be resolved on this page: what is missing, and what helps.

import type { Incomplete, Unknown } from './needs_mapping';
import { incomplete_text } from './needs_mapping_text';
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
          There is no exchange rate for the day of these deals. Import rates from a file with{' '}
          <code>dealbell org rates FILE</code>.
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
      title="Counted from another source"
      all={props.all}
      rest={props.rest}
      hint="The org document names one source whose wins count in these pipelines. These are from another."
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
        Some data of these deals has not arrived yet. A later delivery can complete them; importing
        an export with <code>dealbell import</code> completes them at once.
      </p>
      <ul>
        {props.all.map((one) => (
          <li key={one.source + '\n' + one.missing} class="unknown">
            <div class="which">
              <span class="key">{incomplete_text(one)}</span>
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
