// What the terminal shows, as a pure function of the run's events: the same reducer draws a live run and replays a stored one.
import type { Generation, Progress, RunEvent, RunFinished, RunStarted, Stage } from '../events.js';
import type { AnchorPoints } from '../quantities.js';

export type StageState = 'waiting' | 'running' | 'done';

/** Stages of a design in their order. */
export const shownStages = ['load', 'search', 'realise', 'screen', 'verify'] as const satisfies Stage[];

export interface CandidateRow {
  candidate: number;
  grains: number | null;
  predicted: AnchorPoints;
  solved: AnchorPoints | null;
  verified: boolean;
  loss: number | null;
  /** Applied field that its solver has reached, in HA; null while it waits and once it is done. */
  solving: number | null;
}

export interface Picture {
  cells: number;
  kx: readonly number[];
  caption: string;
}

export interface TuiState {
  run: RunStarted | null;
  stages: Partial<Record<Stage, StageState>>;
  generation: Generation | null;
  /** Best loss of each generation so far. */
  bestLosses: readonly number[];
  progress: Progress | null;
  picture: Picture | null;
  candidates: readonly CandidateRow[];
  /** The last lines, newest at the end. */
  log: readonly string[];
  finished: RunFinished | null;
  /** The user has asked to stop. */
  stopping: boolean;
}

export type TuiAction = RunEvent | { type: 'stop-requested' };

export const initialState: TuiState = {
  run: null,
  stages: {},
  generation: null,
  bestLosses: [],
  progress: null,
  picture: null,
  candidates: [],
  log: [],
  finished: null,
  stopping: false,
};

const logLimit = 50;
const logged = (state: TuiState, line: string): TuiState => ({ ...state, log: [...state.log, line].slice(-logLimit) });

/** The state after an event. Pure; unknown events leave the state as it is. */
export function reduce(state: TuiState, action: TuiAction): TuiState {
  switch (action.type) {
    case 'run-started':
      return logged({ ...state, run: action }, `run ${action.run ?? action.name}`);
    case 'stage':
      return withStage(state, action.stage, action.state, action.message);
    case 'progress':
      return { ...state, progress: action };
    case 'generation':
      return withGeneration(state, action);
    case 'candidate-realised':
      return withPicture(
        withCandidate(state, action.candidate, { predicted: action.predicted, grains: action.grains }),
        action.image,
        `candidate ${action.candidate + 1}`,
      );
    case 'candidate-solving':
      return withCandidate(state, action.candidate, { solving: action.appliedField });
    case 'candidate-solved': {
      const { candidate, predicted, solved, verified, loss = null } = action;
      const row = { predicted, solved, verified, loss, solving: null };
      const line = `candidate ${candidate + 1} solved in ${action.seconds.toFixed(1)} s${verified ? ': verified' : ''}`;
      return logged(withCandidate(state, candidate, row), line);
    }
    case 'warning':
      return logged(state, `warning: ${action.message}`);
    case 'run-finished':
      return logged({ ...state, finished: action, progress: null }, action.message ?? `run ${action.state}`);
    case 'stop-requested':
      return state.stopping || state.finished ? state : logged({ ...state, stopping: true }, 'stopping');
    default:
      return state;
  }
}

function withStage(state: TuiState, stage: Stage, change: 'started' | 'finished', message?: string): TuiState {
  const stages = { ...state.stages, [stage]: change === 'started' ? 'running' : 'done' } as TuiState['stages'];
  const next = { ...state, stages, progress: null };
  return message ? logged(next, message) : next;
}

function withGeneration(state: TuiState, event: Generation): TuiState {
  const bestLosses = [...state.bestLosses, event.bestLoss];
  const next = { ...state, generation: event, bestLosses };
  return withPicture(next, event.bestImage, `best of generation ${event.generation}`);
}

function withPicture(state: TuiState, image: { cells: number; kx: number[] } | undefined, caption: string): TuiState {
  return image ? { ...state, picture: { ...image, caption } } : state;
}

const nothing: AnchorPoints = { m1: null, mr: null, hk90: null, hk80: null, hk70: null, hc: null };

function withCandidate(state: TuiState, candidate: number, change: Partial<CandidateRow>): TuiState {
  const old = state.candidates.find((row) => row.candidate === candidate) ?? {
    candidate,
    grains: null,
    predicted: nothing,
    solved: null,
    verified: false,
    loss: null,
    solving: null,
  };
  const rows = state.candidates.filter((row) => row.candidate !== candidate);
  return { ...state, candidates: [...rows, { ...old, ...change }].sort(byMerit) };
}

/** Verified first, then the solved by loss, then the others in their order. */
function byMerit(a: CandidateRow, b: CandidateRow): number {
  if (a.verified !== b.verified) return a.verified ? -1 : 1;
  const [lossA, lossB] = [a, b].map((row) => row.loss ?? Number.POSITIVE_INFINITY);
  return lossA === lossB ? a.candidate - b.candidate : lossA - lossB;
}
