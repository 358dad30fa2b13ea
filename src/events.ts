// Everything that long work reports. The library emits these; the command line prints them, the terminal UI reduces them, the run
// store appends them. Plain JSON values only.
import type { AnchorPoints, QuantityName } from './quantities.js';

export type Stage = 'load' | 'search' | 'realise' | 'screen' | 'verify' | 'polish' | 'report';

export interface RunStarted {
  type: 'run-started';
  name: string;
  /** Run folder; absent where nothing is stored. */
  run?: string;
  seed: number;
  physics: string;
  model: string;
  backend: string;
  workers: number;
  /** One line: what is wanted. */
  objective: string;
  /** The wanted values that are plain numbers, reduced units. */
  target?: Partial<Record<QuantityName, number>>;
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
  verified: boolean;
  /** Of the solved anchors: lower is better, 0 is met, null is a failed curve. */
  loss?: number | null;
  fieldEvaluations: number;
  seconds: number;
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
  samplesPerSecond: number;
  secondsLeft: number;
}

export type RunEvent =
  | RunStarted
  | StageChanged
  | Progress
  | Generation
  | CandidateRealised
  | CandidateSolving
  | CandidateSolved
  | Warning
  | RunFinished
  | Epoch;

export type Emit = (event: RunEvent) => void;
