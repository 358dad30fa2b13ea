import { expect, test } from 'vitest';
import { takenFields } from '../../src/cli/taken-fields.js';

const anchors = { m1: 0.99, mr: 0.9, hk90: 0.4, hk80: 0.4127, hk70: 0.4131, hc: 0.4149 };

test('fields that are moved to a field step, or fall on one, are told of', () => {
  const list = { fields: [-0.2], anchors: ['mr', 'hk80', 'hc'] as const };
  expect(takenFields(list, anchors, [0, -0.2, -0.41])).toBe(
    'the magnetization is that of the nearest field step: hk80 (-0.4127 HA) and hc (-0.4149 HA) at -0.41 HA',
  );
  expect(takenFields({ fields: [-0.207, 0], anchors: ['mr'] }, anchors, [0, -0.21])).toBe(
    'the magnetization is that of the nearest field step: 0 HA and mr (0 HA) at 0 HA; -0.207 HA at -0.21 HA',
  );
});

test('fields that are field steps need no word', () => {
  const taken = [1, 0, -0.2, -0.4 + 1e-12];
  expect(takenFields({ fields: [-0.2], anchors: ['m1', 'mr', 'hk90'] }, anchors, taken)).toBeNull();
  expect(takenFields({ fields: [], anchors: ['hc'] }, { ...anchors, hc: null }, [])).toBeNull();
});
