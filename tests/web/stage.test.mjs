import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage, stage_ms } from '#src/wall/stage';

const at = 1000000;
const win = (key, extra = {}) => ({ key, at, until: at + 30000, stage: true, ...extra });
const shown = (stage, moments, now) => {
  const on = stage.update(moments, now);
  return on && on.moment.key;
};

test('a moment takes the stage for eight seconds, once', () => {
  const stage = new Stage();
  const moments = [win('d1')];

  assert.equal(shown(stage, moments, at), 'd1');
  assert.equal(shown(stage, moments, at + stage_ms - 1), 'd1');
  assert.equal(shown(stage, moments, at + stage_ms), null);
  assert.equal(shown(stage, moments, at + stage_ms + 1000), null);
});

test('moments that only glow stay off the stage', () => {
  assert.equal(shown(new Stage(), [win('d1', { stage: false })], at), null);
});

test('two moments are shown one after the other, oldest first', () => {
  const stage = new Stage();
  const moments = [win('late', { until: at + 31000 }), win('early')];

  assert.equal(shown(stage, moments, at), 'early');
  assert.equal(shown(stage, moments, at + stage_ms), 'late');
});

test('a moment that is nearly over is not started', () => {
  assert.equal(shown(new Stage(), [win('d1')], at + 28000), null);
});

test('a moment leaves at once when its deal is reopened', () => {
  const stage = new Stage();
  stage.update([win('d1')], at);

  assert.equal(shown(stage, [], at + 1000), null);
});

test('a moment that ends by itself on the server still gets its eight seconds', () => {
  const stage = new Stage();
  stage.update([win('d1')], at + 24000);

  assert.equal(shown(stage, [], at + 30001), 'd1');
  assert.equal(shown(stage, [], at + 24000 + stage_ms), null);
});
