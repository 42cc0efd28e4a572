import { useRef } from 'preact/hooks';

import { useFetched } from './fetch';
import type { Mapped } from './mapped';
import { useMapping } from './mapping';
import { keep_resolved, read_needs_mapping, row_of } from './needs_mapping';
import type { NeedsMapping } from './needs_mapping';
import { read_office } from './org_edit';
import type { Office } from './org_edit';
import { Authority, Currencies, Incompletes } from './other_groups';
import { PersonRow } from './person_row';
import { PipelineRow } from './pipeline_row';
import { Resolvable } from './resolvable';
import { Section } from './section';
import type { Source } from './source';
import { StageRow } from './stage_row';
import { TwinPair } from './twin_pair';
import { Rest, UnknownGroup } from './unknown_group';

const every_ms = 10000;
const no_office: Office = { people: [], pipelines: [] };

// What cannot be counted yet: unmapped keys, missing facts, possible duplicates.
export function NeedsMappingSection(props: { sources: Source[] }) {
  const needs = useFetched('/api/v1/needs-mapping', read_needs_mapping, every_ms);
  const office = useFetched('/api/v1/org', read_office);
  const mapping = useMapping(() => {
    needs.refresh();
    office.refresh();
  });
  const before = useRef<NeedsMapping | null>(null);
  const shown = needs.value && keep_resolved(needs.value, before.current, mapping.resolved);
  before.current = shown;
  return (
    <Section
      id="needs"
      title="Needs mapping"
      status={needs.status}
      loading={!needs.value}
      refresh={() => {
        mapping.forget();
        needs.refresh();
        office.refresh();
      }}
    >
      {shown && (
        <Groups {...props} needs={shown} office={office.value || no_office} mapping={mapping} />
      )}
    </Section>
  );
}

function Groups(props: Mapped & { needs: NeedsMapping }) {
  const { needs, ...mapped } = props;
  const { mapping } = props;
  const { people, stages, pipelines, currencies, other_authority, incomplete, twins, rest } = needs;
  const lists = [people, stages, pipelines, currencies, other_authority, incomplete, twins];
  if (lists.every((list) => list.length === 0))
    return <p class="note">Nothing to map: everything received is in the figures.</p>;
  return (
    <>
      <UnknownGroup
        title="People"
        all={people}
        rest={rest['people'] || 0}
        mapping={mapping}
        in_total
      >
        {(one) => <PersonRow {...mapped} unknown={one} />}
      </UnknownGroup>
      <UnknownGroup title="Stages" all={stages} rest={rest['stages'] || 0} mapping={mapping}>
        {(one) => <StageRow {...mapped} unknown={one} />}
      </UnknownGroup>
      <UnknownGroup
        title="Pipelines"
        all={pipelines}
        rest={rest['pipelines'] || 0}
        mapping={mapping}
      >
        {(one) => <PipelineRow {...mapped} unknown={one} />}
      </UnknownGroup>
      <Currencies all={currencies} rest={rest['currencies'] || 0} sources={props.sources} />
      {twins.length > 0 && (
        <div class="group">
          <h3>Possible duplicates</h3>
          <p class="hint">
            Deals from two sources with the same customer and amount within a week. Both count until
            you decide; the later one is not celebrated.
          </p>
          {twins.map((pair) => (
            <Resolvable key={row_of(pair)} row={row_of(pair)} mapping={mapping}>
              <TwinPair {...mapped} pair={pair} />
            </Resolvable>
          ))}
          <Rest n={rest['twins'] || 0} />
        </div>
      )}
      <Incompletes all={incomplete} rest={rest['incomplete'] || 0} sources={props.sources} />
      <Authority
        all={other_authority}
        rest={rest['other_authority'] || 0}
        sources={props.sources}
      />
    </>
  );
}
