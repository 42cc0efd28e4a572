import { useState } from 'preact/hooks';

import { alias_of, row_of } from './needs';
import type { Unknown } from './needs';
import type { Mapped } from './needs_section';
import { new_stage, stage_alias, statuses } from './org_edit';
import type { Status } from './org_edit';
import { PipelineChoice } from './pipeline_row';
import { short, told } from './told';
import { UnknownKey } from './unknown_group';

const own = '\n'; // no id has one
const status_words: { [status in Status]: string } = {
  open: 'Open',
  won: 'Won',
  lost: 'Lost',
};

// Where is it, and what does standing there mean? No status is chosen beforehand: a won deal taken
// for open is money missing, the other way round it is a lie.
export function StageRow(props: Mapped & { unknown: Unknown }) {
  const { unknown, office, mapping } = props;
  const only = office.pipelines.length === 1 ? office.pipelines[0] : undefined;
  const known = office.pipelines.filter((one) => one.id === unknown.within)[0];
  const within = known || only;
  const [chosen, choose] = useState<string | null>(null);
  const [stage_id, choose_stage] = useState('');
  const [status, set_status] = useState('');
  const [name, set_name] = useState(unknown.key.slice(0, 100));
  const pipeline_id = chosen === null ? (within ? within.id : '') : chosen;
  const pipeline = office.pipelines.filter((one) => one.id === pipeline_id)[0];
  const stage = pipeline && pipeline.stages.filter((one) => one.id === stage_id)[0];
  const means = (stage && stage.status) || status;
  const ready = pipeline && (stage || (stage_id === own && name.trim())) && means;

  const submit = (event: Event) => {
    event.preventDefault();
    if (!pipeline || !ready) return;
    const to = stage ? stage.name : name.trim();
    const alias = alias_of(unknown);
    mapping.apply(
      row_of(unknown),
      stage
        ? stage_alias(pipeline.id, stage.id, means as Status, alias)
        : new_stage(pipeline.id, to, means as Status, alias),
      told(unknown.key) + ' is ' + told(to) + ' in ' + told(pipeline.name) + ' now: ' + means + '.',
    );
  };
  if (office.pipelines.length === 0)
    return (
      <>
        <UnknownKey {...props} />
        <p class="hint">
          The office lists no pipelines. Write them into its document, with their stages:{' '}
          <code>dealbell org apply FILE</code>
        </p>
      </>
    );
  return (
    <>
      <UnknownKey {...props} within={known ? known.name : unknown.within} />
      <form class="answer staged" onSubmit={submit}>
        <PipelineChoice
          all={office.pipelines}
          chosen={pipeline_id}
          choose={(id) => {
            choose(id);
            choose_stage('');
          }}
          of={unknown.key}
        />
        <select
          aria-label={'Stage for ' + short(unknown.key)}
          value={stage_id}
          disabled={!pipeline}
          onChange={(event) => choose_stage(event.currentTarget.value)}
        >
          <option value="">Stage …</option>
          <option value={own}>A new stage …</option>
          {pipeline &&
            pipeline.stages.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
        </select>
        {stage_id === own && (
          <input
            aria-label="Name of the new stage"
            value={name}
            maxLength={200}
            required
            onInput={(event) => set_name(event.currentTarget.value)}
          />
        )}
        <select
          aria-label={'What deals in ' + short(unknown.key) + ' are'}
          value={means}
          disabled={Boolean(stage && stage.status)}
          onChange={(event) => set_status(event.currentTarget.value)}
        >
          <option value="">Status …</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {status_words[one]}
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
