import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Probe } from '#src/link/probe';

test('the first refusal of an outage is asked about, then one a minute', () => {
  const probe = new Probe();
  const asked = [];

  for (let now = 0; now <= 150000; now += 10000) if (probe.due(now)) asked.push(now);

  assert.deepEqual(asked, [0, 60000, 120000]);
});

test('a server that spoke makes the next refusal the first of an outage', () => {
  const probe = new Probe();
  probe.due(0);

  probe.reset();

  assert.equal(probe.due(1000), true);
});

test('a clock that is set back does not discard the question for longer', () => {
  const probe = new Probe();
  probe.due(3600000);

  assert.equal(probe.due(0), true);
});
