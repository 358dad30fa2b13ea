// Everything that long work reports. The library emits these; the command line prints them, the terminal UI reduces them, the run
// store appends them. Plain JSON values only.
import type { AnchorPoints, DerivedName, QuantityName } from './quantities.js';
import type { Wanted } from './search/objective-spec.js';

/** In their order; 'polish', 'robustness' and 'baselines' come only where the run asks for them. */
export type Stage = 'load' | 'search' | 'realise' | 'screen' | 'verify' | 'polish' | 'robustness' | 'baselines';

/** What a user asks of a run beside what its preset says; kept with it, so that it comes to the same when it is resumed. */
export type Order =
  /** End the search with what it has; `generation` is the one after which it ends, absent until that is known. */
  | { do: 'verify-now'; generation?: number }
  /** Solve the next best candidates, once all that the preset says is done. */
  | { do: 'verify-more'; candidates: number }
  /** Polish a candidate (counted from 0) with this many solver runs more, once all that the preset says is done. */
  | { do: 'polish'; candidate: number; solves: number };

export interface RunStarted {
  type: 'run-started';
  name: string;
  /** Run folder; absent where nothing is stored. */
  run?: string;
  seed: number;
  physics: string;
  model: string;
  backend: string;
  /** What the solver computed with. */
  kernel?: string;
  workers: number;
  /** One line: what is wanted. */
  objective: string;
  /** The wanted values that are plain numbers, reduced units. */
  target?: Partial<Record<QuantityName, number>>;
  /** Its targets, bounds and wishes; runs of earlier versions do not say. */
  wanted?: Wanted[];
  /** What was asked of it before: a run that is gone on with. */
  orders?: Order[];
  /** The command that repeats the run, without its orders. */
  command?: string;
}

/** A user has asked for something. */
export interface Asked {
  type: 'asked';
  order: Order;
}

export interface StageChanged {
  type: 'stage';
  stage: Stage;
  state: 'started' | 'finished';
  /** One line for the reader. */
  message?: string;
}

/** Anything counted: labels, epochs, solves. */
export interface Progress {
  type: 'progress';
  what: string;
  done: number;
  total: number;
  secondsLeft: number | null;
  message?: string;
}

export interface Generation {
  type: 'generation';
  generation: number;
  generations: number;
  bestLoss: number;
  meanLoss: number;
  /** Root mean square distance of the codes from their mean, per dimension. */
  spread: number;
  bestPredicted: AnchorPoints;
  evaluationsPerSecond: number;
  secondsLeft: number;
  /** Decoded image of the best code, cells x cells, k_x in [-1, 1] rounded to 2 decimals; not in every generation. */
  bestImage?: { cells: number; kx: number[] };
}

/** Why the search has ended: all that is kept meets the objective, no more progress, all generations used up, a user's order. */
export interface SearchEnded {
  type: 'search-ended';
  reason: 'met' | 'stalled' | 'exhausted' | 'asked';
  generation: number;
  generations: number;
}

export interface CandidateRealised {
  type: 'candidate-realised';
  candidate: number;
  grains: number;
  /** Prediction at the code, and again after decoding, realising and encoding. */
  predictedAtCode: AnchorPoints;
  predicted: AnchorPoints;
  /** Root mean square difference between decoded and realised image. */
  imageError: number;
  /** The realised image, coarsened for showing, k_x in [-1, 1] rounded to 2 decimals. */
  image?: { cells: number; kx: number[] };
}

export interface CandidateSolving {
  type: 'candidate-solving';
  candidate: number;
  /** Applied field reached, in HA, and the magnetization there, in Ms. */
  appliedField: number;
  magnetization: number;
}

export interface CandidateSolved {
  type: 'candidate-solved';
  candidate: number;
  predicted: AnchorPoints;
  solved: AnchorPoints;
  /** Of the solved curve; runs of earlier versions do not say. */
  derived?: Record<DerivedName, number | null>;
  verified: boolean;
  /** Of the solved anchors: lower is better, 0 is met, null is a failed curve. */
  loss?: number | null;
  /** The loss without tolerances, by which equal losses are told apart; null is a failed curve. */
  distance?: number | null;
  fieldEvaluations: number;
  seconds: number;
}

/** One solve of a candidate whose grains were moved a little, to close what the solver found missing. */
export interface CandidatePolished {
  type: 'candidate-polished';
  candidate: number;
  /** Solves of this candidate so far, from 1. */
  solve: number;
  /** Of the moved grains. */
  solved: AnchorPoints;
  /** As of `CandidateSolved`. */
  derived?: Record<DerivedName, number | null>;
  loss: number | null;
  /** Whether the moved grains meet the objective. */
  verified: boolean;
  /** Whether the curve could not become better than the best any more, and was not solved to its end. */
  givenUp?: boolean;
  /** Whether it is the best of this candidate so far: then the candidate has these grains from now on. */
  better: boolean;
  /** One line: how the grains were moved from those that were realised. */
  change: string;
  /** Of the moved grains; only where better. */
  predicted?: AnchorPoints;
  /** As of `CandidateSolved`. */
  distance?: number | null;
  /** The easy-axis image of the moved grains, coarsened; only where better. */
  image?: { cells: number; kx: number[] };
  seconds: number;
}

/** A candidate was solved under small perturbations of itself. */
export interface CandidateTested {
  type: 'candidate-tested';
  candidate: number;
  /** Largest departure of each quantity from the unperturbed value; absent where a curve no longer reaches it. */
  spread: Partial<Record<QuantityName, number>>;
  /** Verified under every perturbation. */
  robust: boolean;
  solves: number;
}

/** How far prediction and solver part at one point of the chain, over all candidates. */
export interface ChainReported {
  type: 'chain';
  /** Where the prediction was made; 'polished' is held against the polished solution, the others against that of the realised grains. */
  stage: 'code' | 'decoded' | 'realised' | 'polished';
  /** Mean absolute difference between predicted and solved. */
  difference: Partial<Record<QuantityName, number>>;
  candidates: number;
}

/** What another way of looking found with as many solver runs. */
export interface BaselineReported {
  type: 'baseline';
  name: 'random structures' | 'nearest labelled' | 'genetic on grains';
  /** Solver runs. */
  solves: number;
  /** Of the best. */
  loss: number | null;
  solved: AnchorPoints;
  verified: number;
  seconds: number;
}

/** The trade-off between the wishes of an objective: candidates that no other beats in all of them. */
export interface FrontFound {
  type: 'front';
  quantities: QuantityName[];
  points: { candidate: number; values: Partial<Record<QuantityName, number>> }[];
  /** All candidates, best first, as the report ranks them; earlier versions do not say. */
  ranked?: number[];
}

export interface Warning {
  type: 'warning';
  message: string;
}

export interface RunFinished {
  type: 'run-finished';
  /** 'stopped' on Ctrl-C or an AbortSignal; the run can be resumed. */
  state: 'done' | 'stopped' | 'failed';
  verified: number;
  candidates: number;
  /** Of all processes that have worked in the run. */
  seconds: number;
  message?: string;
}

/** One epoch of a training. */
export interface Epoch {
  type: 'epoch';
  network: string;
  epoch: number;
  epochs: number;
  trainingLoss: number;
  validationLoss: number | null;
  /** Latent dimensions in use, of an autoencoder. */
  activeDimensions?: number;
  /** Training losses up to this one, the last few. */
  recentLosses?: number[];
  samplesPerSecond: number;
  secondsLeft: number;
}

export type RunEvent =
  | RunStarted
  | Asked
  | StageChanged
  | Progress
  | Generation
  | SearchEnded
  | CandidateRealised
  | CandidateSolving
  | CandidateSolved
  | CandidatePolished
  | CandidateTested
  | ChainReported
  | BaselineReported
  | FrontFound
  | Warning
  | RunFinished
  | Epoch;

export type Emit = (event: RunEvent) => void;
