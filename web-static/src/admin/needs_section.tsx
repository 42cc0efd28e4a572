import { useRef } from 'preact/hooks';

import { useAsked } from './ask';
import { Answered } from './answered';
import { useMapping } from './mapping';
import type { Mapping } from './mapping';
import { keep_settled, read_needs, row_of } from './needs';
import type { Needs } from './needs';
import { read_office } from './org_edit';
import type { Office } from './org_edit';
import { PersonRow } from './person_row';
import { PipelineRow } from './pipeline_row';
import { Section } from './section';
import type { Source } from './source';
import { StageRow } from './stage_row';
import { TwinPair } from './twin_pair';
import { Rest, UnknownGroup } from './unknown_group';
import { Authority, Currencies, Incompletes } from './waiting';

const no_office: Office = { people: [], pipelines: [] };

// What came and cannot be placed: keys nobody knows, facts that are missing, deals told twice.
export function NeedsSection(props: { sources: Source[] }) {
  const needs = useAsked('/api/v1/needs-mapping', read_needs);
  const office = useAsked('/api/v1/org', read_office);
  const mapping = useMapping(() => {
    needs.ask();
    office.ask();
  });
  const before = useRef<Needs | null>(null);
  const shown = needs.value && keep_settled(needs.value, before.current, mapping.settled);
  before.current = shown;
  return (
    <Section
      id="needs"
      title="Needs mapping"
      status={needs.status}
      waiting={!needs.value}
      refresh={() => {
        mapping.forget();
        needs.ask();
        office.ask();
      }}
    >
      {shown && (
        <Groups {...props} needs={shown} office={office.value || no_office} mapping={mapping} />
      )}
    </Section>
  );
}

export interface Mapped {
  sources: Source[];
  office: Office;
  mapping: Mapping;
}

function Groups(props: Mapped & { needs: Needs }) {
  const { needs, ...mapped } = props;
  const { mapping } = props;
  const { people, stages, pipelines, currencies, other_authority, incomplete, twins, rest } = needs;
  const lists = [people, stages, pipelines, currencies, other_authority, incomplete, twins];
  if (lists.every((list) => list.length === 0))
    return <p class="note">Nothing waits: everything that came is on the wall.</p>;
  return (
    <>
      <UnknownGroup title="People" all={people} rest={rest['people'] || 0} mapping={mapping}>
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
          <h3>Told twice?</h3>
          <p class="hint">
            Two sources, one customer, one amount, one week. Neither is celebrated until you decide.
          </p>
          {twins.map((pair) => (
            <Answered key={row_of(pair)} row={row_of(pair)} mapping={mapping}>
              <TwinPair {...mapped} pair={pair} />
            </Answered>
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
