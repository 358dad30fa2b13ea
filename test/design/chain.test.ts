import { describe, expect, test } from 'vitest';
import type { SolvedCandidate } from '../../src/design/candidate.js';
import { chainOf } from '../../src/design/chain.js';
import { expectClose } from '../expect-close.js';

const at = (mr: number, hc: number | null) => ({ m1: 1, mr, hk90: 0.2, hk80: 0.2, hk70: 0.2, hc });
const candidate = (given: Partial<SolvedCandidate>) =>
  ({ predictedDecoded: null, polished: null, ...given }) as SolvedCandidate;

describe('the chain', () => {
  const all = [
    candidate({
      predictedAtCode: at(0.8, 0.3),
      predictedDecoded: at(0.84, 0.3),
      predicted: at(0.88, 0.32),
      solved: at(0.9, 0.35),
      polished: { predicted: at(0.82, 0.31), solved: at(0.8, 0.3) } as SolvedCandidate['polished'],
    }),
    candidate({ predictedAtCode: at(0.9, 0.3), predicted: at(0.9, null), solved: at(0.92, 0.3), start: 'mine' }),
  ];

  test('says at each stage how far prediction and solver part', () => {
    const chain = chainOf(all);
    expect(chain.map(({ stage, candidates }) => [stage, candidates])).toEqual([
      ['code', 1],
      ['decoded', 1],
      ['realised', 2],
      ['polished', 1],
    ]);
    const remanence = chain.map(({ difference }) => difference.mr ?? Number.NaN);
    for (const [i, expected] of [0.1, 0.06, 0.02, 0.02].entries()) expectClose(remanence[i], expected, { atol: 1e-12 });
  });

  test('leaves out levels that are not reached', () => {
    expectClose(chainOf(all)[2].difference.hc ?? Number.NaN, 0.03, { atol: 1e-12 });
  });
});
