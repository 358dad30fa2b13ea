// The search over latent codes: one of two ways of looking, then gradient steps on the best. Pure: the regressor comes in as a function,
// the same seed gives the same bytes.
import type { Emit, Generation } from '../events.js';
import type { Random } from '../random.js';
import { descend, type Slopes } from './descend.js';
import { geneticSearch } from './genetic-search.js';
import { matrixAdaptationSearch } from './matrix-adaptation-search.js';
import { createCodeDistance, distinct } from './niches.js';
import type { Objective } from './objective.js';
import { type CodeStatistics, createPlausibility } from './plausibility.js';
import { bestFirst, createScoring, type Score, type ScoredCode, type Scoring } from './scoring.js';
import type { SearchMethod, SearchSettings } from './settings.js';
import { createWatch, type Watch } from './watch.js';

export interface CodeSearchOptions {
  /** The regressor; synchronous, because genetic-js is. */
  readonly score: Score;
  /** Its slopes, for gradient steps; without them there are none. */
  readonly slopes?: Slopes;
  readonly objective: Objective;
  /** Mean and deviation of encoded real structures (model card); their length is the latent dimension. */
  readonly statistics: CodeStatistics;
  /** Encoded real structures, one after the other: the search starts from them. May be empty. */
  readonly initialCodes: Float32Array;
  readonly settings: SearchSettings;
  /** How many different codes to return. */
  readonly keep: number;
  readonly random: Random;
  /** Gets one `generation` event per generation. */
  readonly emit?: Emit;
  /** Asked after each generation, with their number so far. */
  readonly shouldStop?: (generations: number) => boolean;
  /** Picture of the best code, for the event; asked when the best code is a new one, at most every tenth generation. */
  readonly toImage?: (code: Float32Array) => Generation['bestImage'];
}

export interface CodeSearchResult {
  /** Best first, all different; fewer than asked for where the population holds no more. */
  readonly found: ScoredCode[];
  /** met: all of `found` are; stalled: no more progress; exhausted: all generations are used up; stopped: by shouldStop. */
  readonly ended: 'met' | 'stalled' | 'exhausted' | 'stopped';
  readonly generations: number;
  /** Codes scored by the regressor. */
  readonly evaluations: number;
}

/** What a way of looking works with. */
export interface SearchGround extends CodeSearchOptions {
  readonly scoring: Scoring;
  readonly watch: Watch;
  /** Whether two codes are too near to each other to be two results. */
  readonly isSame: (a: ScoredCode, b: ScoredCode) => boolean;
}

const ways: Record<SearchMethod, (ground: SearchGround) => ScoredCode[]> = {
  genetic: geneticSearch,
  'matrix-adaptation': matrixAdaptationSearch,
};

/** The `keep` best codes that are different from each other. */
export function searchCodes(options: CodeSearchOptions): CodeSearchResult {
  const { objective, statistics, initialCodes, settings, keep, score, slopes } = options;
  const { toleranceShare, caution, gradientSteps } = settings;
  const plausibility = createPlausibility(statistics, initialCodes, settings.plausibility);
  const latentDim = statistics.mean.length;
  const scoring = createScoring({ latentDim, score, objective, plausibility, toleranceShare, caution });
  const distance = createCodeDistance(statistics);
  const isSame = (a: ScoredCode, b: ScoredCode) => distance(a.code, 0, b.code, 0) < settings.minimumDistance;
  const watch = createWatch(options, scoring);
  let found = ways[settings.method]({ ...options, scoring, watch, isSame });
  if (slopes && gradientSteps > 0) {
    const grounds = { slopes, scoring, objective, plausibility, statistics, toleranceShare, steps: gradientSteps };
    found = distinct(bestFirst(descend(found, grounds)), 2 * keep, isSame);
  }
  found = found.slice(0, keep);
  const isMet = found.length === keep && found.every(({ fitness }) => fitness === 0);
  const stopped = watch.ended();
  const ended = isMet && stopped !== 'stopped' ? 'met' : (stopped ?? 'exhausted');
  return { found, ended, generations: watch.generations(), evaluations: scoring.evaluations() };
}
