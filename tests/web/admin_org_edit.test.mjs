// Small changes to the org document; everything else in it stays as it was.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  free_id,
  new_person,
  new_stage,
  person_alias,
  pipeline_alias,
  read_office,
  stage_alias,
  twin,
} from '#src/admin/org_edit';

const document = () => ({
  $schema: './org.schema.json',
  zone: 'Europe/Berlin',
  people: [
    { id: 'ana', name: 'Ana Souza', ramp: ['0'] },
    { id: 'ben', aliases: ['ben@example.com'] },
  ],
  pipelines: [
    {
      id: 'new',
      stages: [{ id: 'demo' }, { id: 'won', status: 'won' }, { id: 'odd', status: null }],
    },
  ],
  a_later_version: { knows: ['more'] },
});

// Applies the edit and checks that nothing else changed, including the order.
function changed(edit, expected) {
  const before = document();
  const after = edit(before);
  assert.deepEqual(before, document());
  assert.equal(JSON.stringify(after), JSON.stringify({ ...document(), ...expected }));
}

test('a person gets an alias, and everything else stays as it was', () => {
  const [ana, ben] = document().people;

  changed(person_alias('ana', 'hubspot:1'), {
    people: [{ ...ana, aliases: ['hubspot:1'] }, ben],
  });
  changed(person_alias('ben', 'hubspot:1'), {
    people: [ana, { id: 'ben', aliases: ['ben@example.com', 'hubspot:1'] }],
  });
});

test('an existing alias is not added twice', () => {
  changed(person_alias('ben', 'ben@example.com'), {});
});

test('an edit of something that is not in the document returns null', () => {
  assert.equal(person_alias('cleo', 'x')(document()), null);
  assert.equal(person_alias('ana', 'x')({}), null);
  assert.equal(pipeline_alias('old', 'x')(document()), null);
  assert.equal(stage_alias('new', 'gone', 'won', 'x')(document()), null);
  assert.equal(new_stage('old', 'Demo', 'won', 'x')(document()), null);
});

test('a new person gets a free id', () => {
  changed(new_person('Ána Müller', 'hubspot:1'), {
    people: [
      ...document().people,
      { id: 'ana-muller', name: 'Ána Müller', aliases: ['hubspot:1'] },
    ],
  });
  assert.equal(free_id('Ana', [{ id: 'ana' }, { id: 'ana-2' }]), 'ana-3');
  assert.equal(free_id('王小明', []), '王小明');
});

test('a stage gets an alias and a status, unless it has one', () => {
  const [pipeline] = document().pipelines;
  const [demo, won, odd] = pipeline.stages;
  const stages = (...list) => ({ pipelines: [{ ...pipeline, stages: list }] });

  changed(
    stage_alias('new', 'demo', 'open', 'h:1'),
    stages({ ...demo, status: 'open', aliases: ['h:1'] }, won, odd),
  );
  changed(
    stage_alias('new', 'won', 'lost', 'h:1'),
    stages(demo, { id: 'won', status: 'won', aliases: ['h:1'] }, odd),
  );
  changed(
    stage_alias('new', 'odd', 'lost', 'h:1'),
    stages(demo, won, { id: 'odd', status: 'lost', aliases: ['h:1'] }),
  );
  changed(
    new_stage('new', 'Demo', 'lost', 'h:1'),
    stages(demo, won, odd, { id: 'demo-2', name: 'Demo', aliases: ['h:1'], status: 'lost' }),
  );
});

test('a pipeline gets an alias', () => {
  const [pipeline] = document().pipelines;

  changed(pipeline_alias('new', 'h:p'), { pipelines: [{ ...pipeline, aliases: ['h:p'] }] });
});

test('the newest decision on two deals replaces the one before', () => {
  const once = twin('stripe:pi_1', 'hubspot:1', true)(document());
  const other = { deal: 'stripe:pi_2', of: 'hubspot:2', same: true };
  const twice = twin('hubspot:1', 'stripe:pi_1', false)({ ...once, twins: [...once.twins, other] });

  assert.deepEqual(once.twins, [{ deal: 'stripe:pi_1', of: 'hubspot:1', same: true }]);
  assert.deepEqual(twice.twins, [other, { deal: 'hubspot:1', of: 'stripe:pi_1', same: false }]);
});

test('read_office lists people by name and stages with their status', () => {
  const office = read_office({
    people: [{ id: 'b', name: 'Zoe' }, { id: 'ana' }, 'nobody'],
    pipelines: document().pipelines,
  });

  assert.deepEqual(office.people, [
    { id: 'ana', name: 'ana' },
    { id: 'b', name: 'Zoe' },
  ]);
  assert.deepEqual(
    office.pipelines[0].stages.map(({ id, status }) => [id, status]),
    [
      ['demo', null],
      ['won', 'won'],
      ['odd', null],
    ],
  );
  assert.deepEqual(read_office(null), { people: [], pipelines: [] });
});
