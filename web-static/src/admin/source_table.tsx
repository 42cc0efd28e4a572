import type { ComponentChildren } from 'preact';

import { short_number, no_value } from '../text/money';
import { Age, useNow } from './clock';
import type { Source } from './source';
import { advice_of, normal_text, share_text, state_of } from './source_text';

const columns = ['Source', 'Last delivery', 'Last hour', 'Errors', 'Bad signatures', 'Gaps'];

// With explicit roles, because phones show the rows as cards, which are no table to browsers
// otherwise.
export function SourceTable(props: { sources: Source[] }) {
  return (
    <table class="sources" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      {props.sources.map((source) => (
        <SourceRows key={source.id} source={source} />
      ))}
    </table>
  );
}

function SourceRows(props: { source: Source }) {
  const { source } = props;
  const cell = (column: number, mark: '' | 'poor' | 'calm', children: ComponentChildren) => (
    <td role="cell" data-label={columns[column]} class={mark}>
      {children}
    </td>
  );
  return (
    <tbody role="rowgroup" class={'source ' + source.state} data-source={source.id}>
      <tr role="row">
        <th role="rowheader" scope="row">
          <span class="dot" aria-hidden="true" />
          <span class="name" dir="auto">
            {source.title}
          </span>
          <span class="state">{state_of(source)}</span>
        </th>
        {cell(1, source.state === 'silent' ? 'poor' : '', <Age at={source.last} />)}
        {cell(
          2,
          source.state === 'silent' ? 'poor' : '',
          <>
            <b>{source.per_hour === null ? no_value : short_number(source.per_hour)}</b>
            <small>{normal_text(source)}</small>
          </>,
        )}
        {cell(3, mark_of(source.error_share || 0), share_text(source.error_share))}
        {cell(4, mark_of(source.signature_failures), count(source.signature_failures))}
        {cell(5, mark_of(source.gaps), count(source.gaps))}
      </tr>
      <Advice source={source} />
    </tbody>
  );
}

function Advice(props: { source: Source }) {
  const { source } = props;
  const advice = advice_of(source, useNow());
  const detail = source.state === 'failing' ? source.detail : '';
  if (!advice && !detail) return null;
  return (
    <tr role="row" class="advice">
      <td role="cell" colSpan={columns.length}>
        {advice}
        {detail && <small dir="auto">{detail}</small>}
      </td>
    </tr>
  );
}

function mark_of(n: number): 'poor' | 'calm' {
  return n > 0 ? 'poor' : 'calm';
}

function count(n: number): string {
  return n === 0 ? 'none' : String(n);
}
