// What is known of a run, as a pure function of its events: the same reducer draws a live run and replays a stored one.
import { describeOrder, describeSearchEnd } from '../design/order-text.js';
import type {
  BaselineReported,
  CandidatePolished,
  Epoch,
  Generation,
  Order,
  Progress,
  RunEvent,
  RunFinished,
  RunStarted,
  SearchEnded,
  Stage,
} from '../events.js';
import type { QuantityName } from '../quantities.js';
import type { Wanted } from '../search/objective-spec.js';
import { type CandidateRow, changeCandidate, type Picture } from './candidate-row.js';

export type StageState = 'waiting' | 'running' | 'done';

/** Stages of a design in their order. */
const usualStages = ['load', 'search', 'realise', 'screen', 'verify', 'polish'] as const satisfies Stage[];

/** Those that every design has, and the further ones that this one has come to. */
export const shownStages = ({ stages }: Pick<RunState, 'stages'>): Stage[] => [
  ...usualStages,
  ...(['robustness', 'baselines'] as const).filter((stage) => stages[stage] !== undefined),
];

export interface LogLine {
  /** ISO 8601; empty where it is not known. */
  time: string;
  text: string;
  warning: boolean;
}

/** Values of every `every`-th generation from the first: a long search is thinned, so that it costs no more than a short one. */
export interface SearchHistory {
  every: number;
  bestLoss: readonly number[];
  meanLoss: readonly number[];
  spread: readonly number[];
}

export interface RunState {
  run: RunStarted | null;
  stages: Partial<Record<Stage, StageState>>;
  generation: Generation | null;
  history: SearchHistory;
  searchEnded: SearchEnded | null;
  /** What was asked for beside the preset. */
  orders: readonly Order[];
  progress: Progress | null;
  /** Best structure of the search. */
  picture: Picture | null;
  /** Best first. */
  candidates: readonly CandidateRow[];
  /** Epochs of each network in the order of their start. */
  epochs: readonly { network: string; epochs: readonly Epoch[] }[];
  /** What other ways of looking have found. */
  baselines: readonly BaselineReported[];
  /** Of a trade-off, once all is solved: the candidates that no other beats in all wishes, counted from 0. */
  front: readonly number[] | null;
  /** Newest at the end. */
  log: readonly LogLine[];
  finished: RunFinished | null;
  /** How it had ended before a command went on with it, as long as that has not begun. */
  finishedBefore: RunFinished | null;
  /** The user has asked to stop. */
  stopping: boolean;
  paused: boolean;
  /** Its process is gone; `problem` is '' where all went well. */
  ended: { code: number | null; problem: string } | null;
  /** Of the first and the last event, in ms since 1970; null before them. */
  startedAt: number | null;
  lastAt: number | null;
}

/** What a user does to a run, and how its process ends. */
type Control =
  /** The process of another program is gone: nothing else changes. */
  | { type: 'left' }
  | { type: 'job-started' | 'stop-requested' | 'paused' | 'resumed' }
  | { type: 'job-ended'; code: number | null; problem: string };

/** An event as it is stored: with the time at which it was reported, ISO 8601. */
export type RunAction = (RunEvent | Control) & { time?: string };

export const initialRun: RunState = {
  run: null,
  stages: {},
  generation: null,
  history: { every: 1, bestLoss: [], meanLoss: [], spread: [] },
  searchEnded: null,
  orders: [],
  progress: null,
  picture: null,
  candidates: [],
  epochs: [],
  baselines: [],
  front: null,
  log: [],
  finished: null,
  finishedBefore: null,
  stopping: false,
  paused: false,
  ended: null,
  startedAt: null,
  lastAt: null,
};

/** What is wanted; runs of earlier versions say only what their targets are. */
export const wantedOf = ({ run }: Pick<RunState, 'run'>): readonly Wanted[] =>
  run?.wanted ??
  (Object.entries(run?.target ?? {}) as [QuantityName, number][]).map(([quantity, value]) => ({
    quantity,
    goal: 'target',
    value,
    tolerance: 0,
  }));

/** There is something to export and to report. */
export const hasSolved = ({ run, candidates }: RunState): boolean =>
  run?.run !== undefined && candidates.some((row) => row.solved !== null);

const logLimit = 500;

/** The state after an event. Pure; unknown events change nothing but the clock. */
export function reduce(state: RunState, action: RunAction): RunState {
  const time = action.time ?? '';
  const at = time === '' ? state.lastAt : Date.parse(time);
  const timed = { ...state, startedAt: state.startedAt ?? at, lastAt: at };
  const line = logLine(action, state);
  const next = afterEvent(timed, action);
  if (line === null) return next;
  const logged = { time, text: line, warning: action.type === 'warning' };
  return { ...next, log: [...next.log, logged].slice(-logLimit) };
}

function afterEvent(state: RunState, action: RunAction): RunState {
  switch (action.type) {
    case 'run-started':
      // A run that is gone on with starts again: what it has found stays.
      return {
        ...state,
        run: action,
        orders: action.orders ?? [],
        front: null,
        finished: null,
        finishedBefore: null,
        stopping: false,
      };
    case 'asked':
      return { ...state, orders: [...state.orders, action.order] };
    case 'search-ended':
      return { ...state, searchEnded: action, orders: state.orders.map((order) => endedAt(order, action)) };
    case 'stage': {
      const stages = { ...state.stages, [action.stage]: action.state === 'started' ? 'running' : 'done' } as const;
      return { ...state, stages, progress: null };
    }
    case 'progress':
      return { ...state, progress: action };
    case 'generation':
      return withGeneration(state, action);
    case 'candidate-realised': {
      const { candidate, predicted, grains, image } = action;
      const picture = image && { ...image, caption: `candidate ${candidate + 1}` };
      // A run that is gone on with tells again what its solver has done.
      return changeCandidate(state, candidate, { predicted, grains, picture: picture ?? null, path: [], polish: [] });
    }
    case 'candidate-solving': {
      const { candidate, appliedField, magnetization } = action;
      return changeCandidate(state, candidate, (row) => ({
        solving: appliedField,
        path: [...row.path, { appliedField, magnetization }],
      }));
    }
    case 'candidate-solved': {
      const { candidate, predicted, solved, derived = null, verified, seconds, loss = null, distance = null } = action;
      const solution = { predicted, solved, derived, verified, loss, distance, seconds };
      return changeCandidate(state, candidate, { ...solution, solving: null, robustness: null });
    }
    case 'candidate-polished':
      return changeCandidate(state, action.candidate, (row) => polished(row, action));
    case 'candidate-tested': {
      const { candidate, spread, robust } = action;
      return changeCandidate(state, candidate, { robustness: { spread, robust } });
    }
    case 'baseline': {
      const others = state.baselines.filter(({ name }) => name !== action.name);
      return { ...state, baselines: [...others, action] };
    }
    case 'front': {
      const front = action.points.map(({ candidate }) => candidate);
      return { ...state, front, candidates: inOrder(state.candidates, action.ranked ?? front) };
    }
    case 'epoch':
      return { ...state, epochs: withEpoch(state.epochs, action) };
    case 'run-finished':
      return { ...atRest(state), finished: action, progress: null };
    case 'stop-requested':
      return state.finished ? state : { ...state, stopping: true, paused: false };
    case 'paused':
    case 'resumed':
      return { ...state, paused: action.type === 'paused' };
    case 'job-started':
      return {
        ...state,
        startedAt: state.lastAt,
        finished: null,
        finishedBefore: state.finished,
        ended: null,
        stopping: false,
        paused: false,
      };
    case 'job-ended':
      return {
        ...atRest(state),
        // A command that did not begin has changed nothing.
        finished: state.finished ?? state.finishedBefore,
        finishedBefore: null,
        ended: { code: action.code, problem: action.problem },
        stopping: false,
        paused: false,
      };
    default:
      return state;
  }
}

/** No solver works any more. */
const atRest = (state: RunState): RunState => ({
  ...state,
  candidates: state.candidates.map((row) => (row.solving === null ? row : { ...row, solving: null })),
});

/** What an event adds to the log; null where it says only how far something is. */
function logLine(action: RunAction, { stopping, finished }: RunState): string | null {
  switch (action.type) {
    case 'run-started':
      return `run ${action.run ?? action.name}`;
    case 'asked':
      return `asked: ${describeOrder(action.order)}`;
    case 'search-ended':
      return describeSearchEnd(action);
    case 'stage':
      return action.message ?? `${action.stage} ${action.state}`;
    case 'candidate-solved': {
      const verdict = action.verified ? 'verified' : 'not verified';
      return `candidate ${action.candidate + 1} solved in ${action.seconds.toFixed(1)} s: ${verdict}`;
    }
    case 'candidate-polished':
      return action.better ? `candidate ${action.candidate + 1} polished, better: ${action.change}` : null;
    case 'candidate-tested':
      return `candidate ${action.candidate + 1} ${action.robust ? 'stays' : 'does not stay'} verified under small perturbations`;
    case 'baseline':
      return `${action.name}: ${action.verified} verified with ${action.solves} solver runs`;
    case 'warning':
      return `warning: ${action.message}`;
    case 'run-finished':
      return action.message ?? `${action.state}: ${action.verified} of ${action.candidates} candidates verified`;
    case 'stop-requested':
      return stopping || finished ? null : 'stopping';
    case 'paused':
    case 'resumed':
      return action.type;
    case 'job-ended':
      return action.problem === '' ? null : action.problem;
    default:
      return null;
  }
}

/** Better grains are the candidate's own from then on; others only count as tried. */
function polished(row: CandidateRow, event: CandidatePolished): Partial<CandidateRow> {
  const { loss, distance = null, better, change, solved, derived = null, verified, image, candidate } = event;
  const { predicted = row.predicted } = event;
  const polish = [...row.polish, { loss, better, change }];
  if (!better) return { polish };
  const picture = image ? { ...image, caption: `candidate ${candidate + 1}` } : row.picture;
  // What small perturbations did to other grains says nothing of these.
  return { polish, predicted, solved, derived, verified, loss, distance, picture, robustness: null };
}

/** Those that are named come first, as they are named; the others keep their order. */
const inOrder = (rows: readonly CandidateRow[], named: readonly number[]): CandidateRow[] => [
  ...named.flatMap((candidate) => rows.find((row) => row.candidate === candidate) ?? []),
  ...rows.filter(({ candidate }) => !named.includes(candidate)),
];

/** The generation after which the search has ended belongs to the order to end it. */
const endedAt = (order: Order, { generation }: SearchEnded): Order =>
  order.do === 'verify-now' ? { ...order, generation } : order;

function withGeneration(state: RunState, event: Generation): RunState {
  // A run that is resumed counts from the beginning again.
  const again = state.generation !== null && event.generation <= state.generation.generation;
  const history = withLosses(again ? initialRun.history : state.history, event);
  const { bestImage: image, generation } = event;
  const picture = image ? { ...image, caption: `best of generation ${generation}` } : state.picture;
  return { ...state, generation: event, history, picture };
}

const historyLimit = 400;

function withLosses(history: SearchHistory, event: Generation): SearchHistory {
  const { every, bestLoss, meanLoss, spread } = history;
  if ((event.generation - 1) % every !== 0) return history;
  const longer = {
    every,
    bestLoss: [...bestLoss, event.bestLoss],
    meanLoss: [...meanLoss, event.meanLoss],
    spread: [...spread, event.spread],
  };
  if (longer.bestLoss.length <= historyLimit) return longer;
  const half = (values: readonly number[]) => values.filter((_, i) => i % 2 === 0);
  const thinned = { bestLoss: half(longer.bestLoss), meanLoss: half(longer.meanLoss), spread: half(longer.spread) };
  return { every: 2 * every, ...thinned };
}

function withEpoch(all: RunState['epochs'], event: Epoch): RunState['epochs'] {
  const known = all.some(({ network }) => network === event.network);
  if (!known) return [...all, { network: event.network, epochs: [event] }];
  return all.map((entry) => (entry.network === event.network ? { ...entry, epochs: [...entry.epochs, event] } : entry));
}
