import { useState } from 'preact/hooks';

import { shortened, isolated } from './isolate';
import type { Mapped } from './mapped';
import { alias_of, row_of } from './needs_mapping';
import type { Unknown } from './needs_mapping';
import { pipeline_alias } from './org_edit';
import type { Pipeline } from './org_edit';
import { UnknownKey } from './unknown_group';

export function PipelineRow(props: Mapped & { unknown: Unknown }) {
  const { unknown, office, mapping } = props;
  const [chosen, choose] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    const pipeline = office.pipelines.filter((one) => one.id === chosen)[0];
    if (!pipeline) return;
    const text = 'Mapped ' + isolated(unknown.key) + ' to ' + isolated(pipeline.name) + '.';
    mapping.apply(row_of(unknown), pipeline_alias(pipeline.id, alias_of(unknown)), text);
  };
  return (
    <>
      <UnknownKey {...props} />
      <form class="answer" onSubmit={submit}>
        <PipelineSelect all={office.pipelines} chosen={chosen} choose={choose} of={unknown.key} />
        <button type="submit" disabled={mapping.busy || chosen === ''}>
          Map
        </button>
      </form>
    </>
  );
}

export function PipelineSelect(props: {
  all: Pipeline[];
  chosen: string;
  choose: (id: string) => void;
  of: string;
}) {
  return (
    <select
      aria-label={'Pipeline for ' + shortened(props.of)}
      value={props.chosen}
      onChange={(event) => props.choose(event.currentTarget.value)}
    >
      <option value="">Pipeline …</option>
      {props.all.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </select>
  );
}
