import { expect, it, vi } from 'vitest';
import { loadPhysics } from '../../src/config/physics.js';
import { run } from '../../src/dataset/label.js';
import { LoopsmithError, MachineLimitError } from '../../src/errors.js';
import * as solver from '../../src/solver/demagnetize.js';

vi.mock('../../src/solver/demagnetize.js', () => ({ demagnetize: vi.fn() }));

const input = { seed: 1, index: 0, physics: loadPhysics('paper') };

it('makes a record of a structure that the solver gives up on', async () => {
  vi.mocked(solver.demagnetize).mockImplementation(() => {
    throw new LoopsmithError('gives up', 'failed');
  });
  expect(await run(input, {} as never)).toMatchObject({ index: 0, failure: 'gives up' });
});

it('makes none where the machine has no room: the call ends, and can be given again', () => {
  vi.mocked(solver.demagnetize).mockImplementation(() => {
    throw new MachineLimitError('the solver needs more memory than there is');
  });
  expect(() => run(input, {} as never)).toThrow('more memory');
});
