import type { Source } from './source';

export function SourceSelect(props: {
  sources: Source[];
  chosen: string;
  choose: (id: string) => void;
  of: string;
}) {
  return (
    <select
      aria-label={'Source of ' + props.of}
      value={props.chosen}
      onChange={(event) => props.choose(event.currentTarget.value)}
    >
      <option value="">All sources</option>
      {props.sources.map((source) => (
        <option key={source.id} value={source.id}>
          {source.title}
        </option>
      ))}
    </select>
  );
}
