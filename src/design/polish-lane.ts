// One structure being polished: asked for the grains to solve next, told what the solver made of them. It learns from every answer.
import { type AnchorName, type AnchorPoints, anchorNames, noAnchors } from '../quantities.js';
import { createRandom } from '../random.js';
import { createLocalModel, type LocalModel, type Observation } from '../search/local-model.js';
import type { Objective } from '../search/objective.js';
import { proposeMoves } from '../search/propose-moves.js';
import { createReshape, describeMoves, moveNames, type Reshape } from '../structure/reshape.js';
import type { Structure } from '../structure/structure.js';
import { measuredOf, type Solution } from './solve-structure.js';

/** Change of each anchor per unit of each move, in the order of moveNames. */
export type Slopes = Readonly<Record<AnchorName, readonly number[]>>;

export interface Proposal {
  structure: Structure;
  moves: Float64Array;
  change: string;
}

/** What the lane needs to know of an answer; the solver's has more, and the regressor's will do. */
export type Judged = Pick<Solution, 'solved' | 'loss' | 'distance' | 'verified'> & Partial<Pick<Solution, 'derived'>>;

export interface PolishStart<Answer extends Judged> {
  /** Of the candidate: lanes of different numbers draw different moves. */
  number: number;
  structure: Structure;
  solution: Answer;
  /** Proposals answered in an earlier lane of the candidate. @default 0 */
  solves?: number;
}

export interface PolishLane<Answer extends Judged = Judged> {
  /** Proposals answered so far, those of earlier lanes included. */
  readonly solves: number;
  /** The best answer, where one is better than the structure was at the start. */
  readonly best: (Proposal & { solution: Answer }) | null;
  /** The answer to beat: the best, or that of the start. */
  readonly standing: Answer;
  /** Met well inside the tolerance. */
  readonly aimed: boolean;
  /** That, or nothing more to gain. */
  readonly finished: boolean;
  ask(): Proposal;
  /** Returns whether the answer is the best so far. */
  tell(proposal: Proposal, solution: Answer): boolean;
}

export interface PolishLaneOptions {
  objective: Objective;
  slopes: Slopes;
  /** In rad. */
  maximumMisorientation: number;
  /** Share of each tolerance that is aimed at. */
  aim: number;
  seed: number;
  /** Whether answers are free of chance: a regressor's. @default false */
  smooth?: boolean;
}

/**
 * How far the guessed slope may be off, as a share of it and absolutely, what is not straight, and what is left to chance at least: more
 * where the answers say so. In Ms and HA per unit move.
 */
const doubts: Readonly<Record<AnchorName, { share: number; least: number; wiggle: number; chance: number }>> = {
  m1: { share: 0.3, least: 0.002, wiggle: 0.002, chance: 2e-4 },
  mr: { share: 0.2, least: 0.004, wiggle: 0.004, chance: 3e-4 },
  hk90: { share: 0.5, least: 0.012, wiggle: 0.012, chance: 1e-3 },
  hk80: { share: 0.5, least: 0.012, wiggle: 0.012, chance: 2e-3 },
  hk70: { share: 0.5, least: 0.012, wiggle: 0.012, chance: 2e-3 },
  hc: { share: 0.5, least: 0.01, wiggle: 0.01, chance: 3e-3 },
};
const chanceFactors = [1, 3, 6, 12];

/**
 * Unit moves around the best in which the next proposal lies: it grows with success, shrinks where the answer was not what was expected,
 * and less where it was only bad luck.
 */
const radii = { first: 1.5, largest: 3, grow: 1.4, shrink: 0.6, unlucky: 0.75, smallest: 0.01 };
/** Departures from what was expected, in standard deviations, up to which it was luck. */
const luck = 2;
/** Loss per squared unit move. Wishes have no tolerance to be counted in, so nothing holds them back but the radius. */
const targetCaution = 0.03;

export function createPolishLane<Answer extends Judged>(
  start: PolishStart<Answer>,
  { objective, slopes, maximumMisorientation, aim, seed, smooth = false }: PolishLaneOptions,
): PolishLane<Answer> {
  const { solves: before = 0 } = start;
  const reshape: Reshape = createReshape(start.structure, maximumMisorientation);
  const origin = new Float64Array(moveNames.length);
  const hasTargets = objective.spec.terms.some(({ value }) => value !== null);
  const hasWishes = objective.spec.expression !== undefined || objective.spec.terms.some(({ value }) => value === null);
  const answers: { moves: Float64Array; solved: AnchorPoints }[] = [{ moves: origin, solved: start.solution.solved }];
  let best: (Proposal & { solution: Answer }) | null = null;
  let radius = radii.first;

  const standing = () => best?.solution ?? start.solution;
  // a wish is never met; an expression is, at 0
  const isAimed = () => objective.loss(measuredOf(standing()), aim) === 0;
  const learn = () => anchorNames.map((name) => modelOf(name, answers, slopes[name], smooth));

  function expectedLoss(models: readonly (LocalModel | null)[], moves: Float64Array): number {
    const anchors: AnchorPoints = { ...noAnchors };
    models.forEach((model, i) => {
      anchors[anchorNames[i]] = model?.valueAt(moves) ?? null;
    });
    return objective.loss(anchors, 0);
  }

  function ask(): Proposal {
    const models = learn();
    const loss = (p: Float64Array) => expectedLoss(models, p);
    const moves = proposeMoves({
      count: moveNames.length,
      loss,
      best: leastOf(
        answers.map((answer) => answer.moves),
        loss,
      ),
      radius,
      caution: hasTargets && !hasWishes ? targetCaution : 0,
      random: createRandom(seed, 'polish', start.number, before + answers.length),
    });
    return { structure: reshape(moves), moves, change: describeMoves(moves) };
  }

  function tell(proposal: Proposal, solution: Answer): boolean {
    const better = isBetter(solution, standing());
    const { grow, largest, shrink, unlucky } = radii;
    if (better) radius = Math.min(largest, radius * grow);
    else radius *= !smooth && isExpected(learn(), proposal.moves, solution.solved) ? unlucky : shrink;
    answers.push({ moves: proposal.moves, solved: solution.solved });
    if (better) best = { ...proposal, solution };
    return better;
  }

  return {
    get solves() {
      return before + answers.length - 1;
    },
    get best() {
      return best;
    },
    get standing() {
      return standing();
    },
    get aimed() {
      return isAimed();
    },
    get finished() {
      return isAimed() || radius < radii.smallest;
    },
    ask,
    tell,
  };
}

/** Verified before not, then by what is missed beyond the tolerance, then inside it. */
export const isBetter = (a: Judged, b: Judged): boolean => {
  if (a.verified !== b.verified) return a.verified;
  return a.loss === b.loss ? a.distance < b.distance : a.loss < b.loss;
};

/** The best answer may have been lucky: proposals go out from the moves that are the best by the models. */
function leastOf(all: readonly Float64Array[], loss: (moves: Float64Array) => number): Float64Array {
  const losses = all.map(loss);
  return all[losses.indexOf(Math.min(...losses))];
}

function isExpected(models: readonly (LocalModel | null)[], moves: Float64Array, solved: AnchorPoints): boolean {
  return models.every((model, i) => {
    const value = solved[anchorNames[i]];
    if (model === null || value === null) return true;
    return Math.abs(value - model.valueAt(moves)) <= luck * model.deviationAt(moves);
  });
}

/** null where the candidate itself does not reach the anchor: there is nothing to follow. */
function modelOf(
  name: AnchorName,
  answers: readonly { moves: Float64Array; solved: AnchorPoints }[],
  slope: readonly number[],
  smooth: boolean,
): LocalModel | null {
  if (answers[0].solved[name] === null) return null;
  const observations = answers.flatMap(({ moves, solved }): Observation[] => {
    const value = solved[name];
    return value === null ? [] : [{ at: moves, value }];
  });
  const { share, least, wiggle, chance } = doubts[name];
  const slopeDeviation = slope.map((s) => share * Math.abs(s) + least);
  const sizes = smooth ? [chance] : chanceFactors.map((factor) => factor * chance);
  return createLocalModel({ observations, slope, slopeDeviation, wiggle, chance: sizes });
}
