import { expect, it } from 'vitest';
import { checkRun } from '../../src/design/check-run.js';

it('the recorded run is sound: what a design writes is read again', () => {
  const { problems, candidates } = checkRun('examples/replay');
  expect(problems).toEqual([]);
  expect(candidates).toBeGreaterThan(0);
});
