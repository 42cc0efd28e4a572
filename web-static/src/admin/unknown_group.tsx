import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { counted } from '../text/count';
import type { Mapping } from './mapping';
import { row_of, sum_amounts } from './needs_mapping';
import type { Unknown } from './needs_mapping';
import { held_back_text, amounts_text } from './needs_mapping_text';
import { Resolvable } from './resolvable';
import type { Source } from './source';

const rows_first = 20; // each lists all people: more at once would be slow to lay out

// Unmapped keys of one kind, those with the largest amounts first.
export function UnknownGroup(props: {
  title: string;
  hint?: ComponentChildren;
  all: Unknown[];
  rest: number; // how many more the server has
  mapping?: Mapping; // if the rows can be mapped here
  in_total?: boolean; // what they hold back is in the total
  children: (one: Unknown) => ComponentChildren;
}) {
  const { title, hint, all, rest, mapping } = props;
  const [whole, show_whole] = useState(false);
  if (all.length === 0) return null;
  const shown = whole ? all : all.slice(0, rows_first);
  const open = all.filter((one) => !mapping || !mapping.resolved[row_of(one)]);
  const deals = open.reduce((sum, one) => sum + one.n, 0);
  return (
    <div class="group">
      <h3>
        {title}{' '}
        {open.length > 0 && (
          <span class="held_back">
            {held_back_text(deals, sum_amounts(open.map((one) => one.held_back)), !!props.in_total)}
          </span>
        )}
      </h3>
      {hint && <p class="hint">{hint}</p>}
      <ul>
        {shown.map((one) => (
          <li key={row_of(one)} class="unknown">
            {mapping ? (
              <Resolvable row={row_of(one)} mapping={mapping}>
                {props.children(one)}
              </Resolvable>
            ) : (
              props.children(one)
            )}
          </li>
        ))}
      </ul>
      {shown.length < all.length && (
        <button class="text" onClick={() => show_whole(true)}>
          {'Show all ' + all.length}
        </button>
      )}
      {shown.length === all.length && <Rest n={rest} />}
    </div>
  );
}

export function Rest(props: { n: number }) {
  return props.n > 0 ? <p class="note">{props.n + ' more not listed.'}</p> : null;
}

// The key, its source, and the amounts it holds back.
export function UnknownKey(props: { unknown: Unknown; sources: Source[]; pipeline_name?: string }) {
  const { unknown } = props;
  const money = amounts_text(unknown.held_back);
  return (
    <div class="which">
      <bdi class="key" title={unknown.key}>
        {unknown.key || 'none'}
      </bdi>
      <span class="about">
        {money && (
          <>
            <b>{money}</b>
            {' · '}
          </>
        )}
        {counted(unknown.n, 'deal', 'deals') + ' · '}
        <bdi>{title_of(unknown.source, props.sources)}</bdi>
        {unknown.pipeline && (
          <>
            , pipeline <bdi>{props.pipeline_name || unknown.pipeline}</bdi>
          </>
        )}
      </span>
    </div>
  );
}

export function title_of(id: string, sources: Source[]): string {
  const source = sources.filter((one) => one.id === id)[0];
  return source ? source.title : id;
}
