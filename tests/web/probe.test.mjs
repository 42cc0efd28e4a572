import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Probe } from '#src/link/probe';

test('the first failure of an outage is checked, then one a minute', () => {
  const probe = new Probe();
  const checked = [];

  for (let now = 0; now <= 150000; now += 10000) if (probe.due(now)) checked.push(now);

  assert.deepEqual(checked, [0, 60000, 120000]);
});

test('after a reset the next failure is the first of an outage', () => {
  const probe = new Probe();
  probe.due(0);

  probe.reset();

  assert.equal(probe.due(1000), true);
});

test('a clock that is set back does not delay the next check', () => {
  const probe = new Probe();
  probe.due(3600000);

  assert.equal(probe.due(0), true);
});
