// The label of the grey line in the chart: clear of everything else, and next to its own line.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { height_at, label_place } from '#src/wall/label_place';

const label = { width: 18, height: 12, gap: 5 };
const line = (...points) => points.map(([x, y]) => ({ x, y }));
const last = line([0, 100], [100, 20]);

test('a label is placed below the right end of its line', () => {
  const place = label_place(last, [line([0, 100], [70, 30])], label);

  assert.equal(place.right, 100);
  assert.ok(place.top >= height_at(last, 82) + label.gap);
});

test('above it where the ground is too near', () => {
  const flat = line([0, 100], [100, 95]);

  const place = label_place(flat, [line([0, 100], [100, 100])], label);

  assert.equal(place.top, 95 - label.gap - label.height);
});

test('with our own line right below, the label is placed on the other side', () => {
  const mine = line([0, 100], [100, 25]);

  const place = label_place(last, [mine], label);

  assert.ok(place.top + label.height <= height_at(last, place.right));
});

test('between two close lines there is no room, and no label', () => {
  const under = line([0, 103], [100, 23]);
  const over = line([0, 97], [100, 17]);

  assert.equal(label_place(last, [under, over], label), null);
});

test('nothing lies between a line and its label, wherever the lines run', () => {
  const seed = Number(process.env.SEED ?? 20261123);
  console.log('seed', seed);
  let state = seed;
  const chance = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const climb = () => {
    const points = [[0, 100]];
    for (let x = 5; x <= 100; x += 5) points.push([x, points[points.length - 1][1] - 9 * chance()]);
    return line(...points.map(([x, y]) => [x, Math.max(y, 0)]));
  };

  let placed = 0;
  for (let round = 0; round < 500; round++) {
    const [theirs, ours] = [climb(), climb().slice(0, 4 + Math.floor(17 * chance()))];
    const place = label_place(theirs, [ours], label);
    if (!place) continue;
    placed += 1;
    const { right, top } = place;
    for (let x = right - label.width; x <= right; x += 0.5) {
      const [own, other] = [height_at(theirs, x), height_at(ours, x)];
      assert.ok(
        own <= top || own >= top + label.height,
        `${round}: its own line through the label`,
      );
      if (other === null) continue;
      const [from, to] = own <= top ? [own + 1, top + label.height] : [top, own - 1];
      assert.ok(other <= from || other >= to, `${round}: our line at ${x}`);
    }
  }
  assert.ok(placed > 250, `only ${placed} labels were placed`);
});
