import { describe, expect, test } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import { loadPhysics } from '../../src/config/physics.js';
import type { ScreenedCandidate } from '../../src/design/candidate.js';
import { verifyCandidates } from '../../src/design/verify.js';
import { LoopsmithError } from '../../src/errors.js';
import type { RunEvent } from '../../src/events.js';
import type { Pool } from '../../src/pool/pool.js';
import { createObjective } from '../../src/search/objective.js';
import { createGrains } from '../../src/structure/grains.js';

const physics = loadPhysics('paper');
const objective = createObjective(objectiveFromTargets(['hc=0.5'], physics.material), physics.material);
const anchors = { m1: 1, mr: 0.9, hk90: 0.4, hk80: 0.4, hk70: 0.4, hc: 0.5 };
const screened = [0, 1, 2].map(
  (candidate): ScreenedCandidate => ({
    candidate,
    structure: createGrains({ seed: candidate, grains: 3, maximumMisorientation: 0.1 }),
    predictedAtCode: anchors,
    predictedDecoded: null,
    predicted: anchors,
    imageError: 0,
  }),
);
const solution = {
  curve: { appliedField: Float64Array.of(1, 0, -0.5, -0.6), magnetization: Float64Array.of(1, 0.9, 0, -0.5) },
  anchors,
  fieldEvaluations: 10,
  seconds: 1,
  warnings: [],
};

/** A pool whose jobs end in the order that is given; a job may fail. */
function createOrderedPool(order: number[], failing?: number): Pool {
  const turns = order.map(() => later());
  turns[0].resolve();
  let started = 0;
  return {
    workers: 3,
    async run<_Input, Output>() {
      const job = started++;
      const turn = order.indexOf(job);
      await turns[turn].promise;
      queueMicrotask(() => turns[turn + 1]?.resolve());
      if (job === failing) throw new LoopsmithError('the disk is full', 'failed');
      return solution as Output;
    },
    close: async () => {},
  };
}

function later() {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const verify = async (pool: Pool) => {
  const events: RunEvent[] = [];
  const solved = await verifyCandidates(screened, {
    physics,
    objective,
    options: {},
    pool,
    emit: (event) => events.push(event),
  });
  return { solved, events };
};

describe('verification', () => {
  test('reports candidates as they end and returns them in their order', async () => {
    const { solved, events } = await verify(createOrderedPool([2, 0, 1]));
    const ended = events.flatMap((event) => (event.type === 'candidate-solved' ? event.candidate : []));
    expect(ended).toEqual([2, 0, 1]);
    expect(solved.map(({ candidate }) => candidate)).toEqual([0, 1, 2]);
    expect(solved.every(({ verified }) => verified)).toBe(true);
  });

  test('ends where a job fails: a full disk or memory says nothing about a curve', async () => {
    await expect(verify(createOrderedPool([0, 1, 2], 1))).rejects.toThrow('the disk is full');
  });

  test('ends where it is stopped: that is no failed curve', async () => {
    const stop = new AbortController();
    const pool: Pool = {
      workers: 1,
      async run() {
        stop.abort(new LoopsmithError('stopped', 'failed'));
        throw stop.signal.reason;
      },
      close: async () => {},
    };
    const options = { physics, objective, options: {}, pool, emit: () => {}, signal: stop.signal };
    await expect(verifyCandidates(screened, options)).rejects.toThrow('stopped');
  });
});

test('a verification that is stopped leaves no failed curve behind', async () => {
  const controller = new AbortController();
  const stopped = new LoopsmithError('stopped', 'failed');
  const pool: Pool = {
    workers: 1,
    run: async () => {
      controller.abort(stopped);
      throw stopped;
    },
    close: async () => {},
  };
  const solved: unknown[] = [];
  const { signal } = controller;
  const options = {
    physics,
    objective,
    options: {},
    pool,
    emit: () => {},
    signal,
    onSolved: (one: unknown) => solved.push(one),
  };
  await expect(verifyCandidates(screened, options)).rejects.toBe(stopped);
  expect(solved).toEqual([]);
});
