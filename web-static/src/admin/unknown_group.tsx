import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { counted } from '../words/count';
import { Answered } from './answered';
import type { Mapping } from './mapping';
import { row_of, sum_held } from './needs';
import type { Unknown } from './needs';
import { held_back, held_words } from './needs_words';
import type { Source } from './source';

const rows_first = 20; // each offers everybody: more at once would be slow to lay out

// Keys of one kind that nobody knows, those that hold back most first.
export function UnknownGroup(props: {
  title: string;
  hint?: ComponentChildren;
  all: Unknown[];
  rest: number; // how many more the server did not list
  mapping?: Mapping; // where the rows can be answered
  children: (one: Unknown) => ComponentChildren;
}) {
  const { title, hint, all, rest, mapping } = props;
  const [whole, show_whole] = useState(false);
  if (all.length === 0) return null;
  const shown = whole ? all : all.slice(0, rows_first);
  const waits = all.filter((one) => !mapping || !mapping.settled[row_of(one)]);
  const deals = waits.reduce((sum, one) => sum + one.n, 0);
  return (
    <div class="group">
      <h3>
        {title}{' '}
        {waits.length > 0 && (
          <span class="held">{held_back(deals, sum_held(waits.map((one) => one.held)))}</span>
        )}
      </h3>
      {hint && <p class="hint">{hint}</p>}
      <ul>
        {shown.map((one) => (
          <li key={row_of(one)} class="unknown">
            {mapping ? (
              <Answered row={row_of(one)} mapping={mapping}>
                {props.children(one)}
              </Answered>
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
  return props.n > 0 ? <p class="note">{props.n + ' more are not listed.'}</p> : null;
}

// Which key, from where, and what it holds back.
export function UnknownKey(props: { unknown: Unknown; sources: Source[]; within?: string }) {
  const { unknown } = props;
  const money = held_words(unknown.held);
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
        {unknown.within && (
          <>
            , pipeline <bdi>{props.within || unknown.within}</bdi>
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
