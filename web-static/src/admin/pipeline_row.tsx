import { useState } from 'preact/hooks';

import { alias_of, row_of } from './needs';
import type { Unknown } from './needs';
import type { Mapped } from './needs_section';
import { pipeline_alias } from './org_edit';
import type { Pipeline } from './org_edit';
import { short, told } from './told';
import { UnknownKey } from './unknown_group';

export function PipelineRow(props: Mapped & { unknown: Unknown }) {
  const { unknown, office, mapping } = props;
  const [chosen, choose] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    const pipeline = office.pipelines.filter((one) => one.id === chosen)[0];
    if (!pipeline) return;
    const said = told(unknown.key) + ' is ' + told(pipeline.name) + ' now.';
    mapping.apply(row_of(unknown), pipeline_alias(pipeline.id, alias_of(unknown)), said);
  };
  return (
    <>
      <UnknownKey {...props} />
      <form class="answer" onSubmit={submit}>
        <PipelineChoice all={office.pipelines} chosen={chosen} choose={choose} of={unknown.key} />
        <button type="submit" disabled={mapping.busy || chosen === ''}>
          Map
        </button>
      </form>
    </>
  );
}

export function PipelineChoice(props: {
  all: Pipeline[];
  chosen: string;
  choose: (id: string) => void;
  of: string;
}) {
  return (
    <select
      aria-label={'Pipeline of ' + short(props.of)}
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
