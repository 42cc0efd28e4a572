import { useState } from 'preact/hooks';

import { shortened, isolated } from './isolate';
import type { Mapped } from './mapped';
import { alias_of, row_of } from './needs_mapping';
import type { Unknown } from './needs_mapping';
import { new_stage, stage_alias, statuses } from './org_edit';
import type { Status } from './org_edit';
import { PipelineSelect } from './pipeline_row';
import { UnknownKey } from './unknown_group';

const new_stage_id = '\n'; // no id contains one
const status_text: { [status in Status]: string } = {
  open: 'Open',
  won: 'Won',
  lost: 'Lost',
};

// Maps an unknown stage to a stage of a pipeline, or to a new one with a status. No status is
// preselected, because a wrong one would add or remove revenue.
export function StageRow(props: Mapped & { unknown: Unknown }) {
  const { unknown, office, mapping } = props;
  const only = office.pipelines.length === 1 ? office.pipelines[0] : undefined;
  const known = office.pipelines.filter((one) => one.id === unknown.pipeline)[0];
  const within = known || only;
  const [chosen, choose] = useState<string | null>(null);
  const [stage_id, choose_stage] = useState('');
  const [status, set_status] = useState('');
  const [name, set_name] = useState(unknown.key.slice(0, 100));
  const pipeline_id = chosen === null ? (within ? within.id : '') : chosen;
  const pipeline = office.pipelines.filter((one) => one.id === pipeline_id)[0];
  const stage = pipeline && pipeline.stages.filter((one) => one.id === stage_id)[0];
  const effective = (stage && stage.status) || status;
  const ready = pipeline && (stage || (stage_id === new_stage_id && name.trim())) && effective;

  const submit = (event: Event) => {
    event.preventDefault();
    if (!pipeline || !ready) return;
    const to = stage ? stage.name : name.trim();
    const alias = alias_of(unknown);
    mapping.apply(
      row_of(unknown),
      stage
        ? stage_alias(pipeline.id, stage.id, effective as Status, alias)
        : new_stage(pipeline.id, to, effective as Status, alias),
      'Mapped ' +
        isolated(unknown.key) +
        ' to ' +
        isolated(to) +
        ' in ' +
        isolated(pipeline.name) +
        ' (' +
        effective +
        ').',
    );
  };
  if (office.pipelines.length === 0)
    return (
      <>
        <UnknownKey {...props} />
        <p class="hint">
          The org document has no pipelines. Add them with their stages:{' '}
          <code>dealbell org apply FILE</code>
        </p>
      </>
    );
  return (
    <>
      <UnknownKey {...props} pipeline_name={known ? known.name : unknown.pipeline} />
      <form class="answer staged" onSubmit={submit}>
        <PipelineSelect
          all={office.pipelines}
          chosen={pipeline_id}
          choose={(id) => {
            choose(id);
            choose_stage('');
          }}
          of={unknown.key}
        />
        <select
          aria-label={'Stage for ' + shortened(unknown.key)}
          value={stage_id}
          disabled={!pipeline}
          onChange={(event) => choose_stage(event.currentTarget.value)}
        >
          <option value="">Stage …</option>
          <option value={new_stage_id}>New stage …</option>
          {pipeline &&
            pipeline.stages.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
        </select>
        {stage_id === new_stage_id && (
          <input
            aria-label="Name of the new stage"
            value={name}
            maxLength={200}
            required
            onInput={(event) => set_name(event.currentTarget.value)}
          />
        )}
        <select
          aria-label={'Status of deals in ' + shortened(unknown.key)}
          value={effective}
          disabled={Boolean(stage && stage.status)}
          onChange={(event) => set_status(event.currentTarget.value)}
        >
          <option value="">Status …</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {status_text[one]}
            </option>
          ))}
        </select>
        <button type="submit" disabled={mapping.busy || !ready}>
          Map
        </button>
      </form>
    </>
  );
}
