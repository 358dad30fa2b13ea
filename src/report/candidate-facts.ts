// The candidates of a run, best first: as report.json ranks them, or, where a run has none, as their own files say.
import { finiteOrNull } from '../design/candidate.js';
import { byMerit } from '../design/rank.js';
import { type AnchorPoints, anchorNames, type DerivedName, type QuantityName } from '../quantities.js';
import type { StoredRun } from '../store/read-run.js';
import type { RealisedFacts } from './facts.js';
import { predictedShape, type ReportShape, solvedShape } from './shapes.js';

export interface CandidateFacts {
  /** 1 is the best. */
  rank: number;
  /** Number of its folder; null where report.json does not say. */
  number: number | null;
  verified: boolean;
  /** What the search hoped for; null where the run does not say. */
  predictedAtCode: AnchorPoints | null;
  /** Not found by the search: a structure that the run started from. */
  isStart: boolean;
  /** From the realised grains. */
  predicted: AnchorPoints;
  /** From the grains that the curve belongs to: those that polishing came to, where it did. */
  predictedLast: AnchorPoints;
  solved: AnchorPoints;
  /** After the solver closed what gap it could. */
  polished: AnchorPoints | null;
  /** Half width of what small changes of the structure do. */
  robustness: Partial<Record<QuantityName, number>> | null;
  derived: Record<DerivedName, number | null> | null;
  /** The same of `solved`, where the candidate was polished; null where the run does not say. */
  solvedDerived: Record<DerivedName, number | null> | null;
  /** Solved minus wanted. */
  error: Partial<Record<QuantityName, number>>;
  /** null is a failed curve. */
  loss: number | null;
  grains: number | null;
  /** Root mean square difference of k_x between decoded and realised image. */
  imageError: number | null;
}

/** @param realised by number, from 0 */
export function candidatesOf(
  run: StoredRun,
  report: ReportShape | null,
  realised: ReadonlyMap<number, RealisedFacts>,
): CandidateFacts[] {
  const found = report ? fromReport(report) : fromFolders(run);
  return found.map((candidate) => {
    const event = candidate.number === null ? undefined : realised.get(candidate.number - 1);
    return {
      ...candidate,
      predictedAtCode: candidate.isStart ? null : (candidate.predictedAtCode ?? event?.predictedAtCode ?? null),
      imageError: candidate.isStart ? null : (candidate.imageError ?? event?.imageError ?? null),
      grains: event?.grains ?? null,
    };
  });
}

type Known = Omit<CandidateFacts, 'grains'>;

const fromReport = ({ candidates }: ReportShape): Known[] =>
  candidates.map(({ structure, start, predictedPolished, ...candidate }, i) => ({
    ...candidate,
    isStart: start !== null,
    predictedLast: predictedPolished ?? candidate.predicted,
    rank: i + 1,
    number: folderNumber(structure),
    predictedAtCode: null,
    imageError: null,
  }));

/** The run may have been moved, so only the number of the folder counts. */
function folderNumber(structurePath: string): number | null {
  const folder = /candidates[/\\](\d{1,6})[/\\]/.exec(structurePath);
  return folder ? Number(folder[1]) : null;
}

/** Those that were solved before the run ended. */
function fromFolders(run: StoredRun): Known[] {
  const solved = run.candidates.flatMap((number) => {
    const files = run.candidate(number);
    const result = solvedShape.safeParse(files.solved).data;
    if (!result) return [];
    const { anchors, realised, ...rest } = result;
    const prediction = predictedShape.safeParse(files.predicted).data;
    return {
      ...rest,
      number,
      solved: realised ?? anchors,
      polished: realised && anchors,
      isStart: prediction !== undefined && prediction.decoded === null,
      predicted: prediction?.anchors ?? nothing(),
      predictedLast: prediction?.polished ?? prediction?.anchors ?? nothing(),
      predictedAtCode: prediction?.atCode ?? null,
      imageError: prediction?.imageError ?? null,
    };
  });
  const order = solved
    .map((one) => ({ ...one, candidate: one.number, loss: one.loss ?? Number.POSITIVE_INFINITY }))
    .sort(byMerit);
  return order.map(({ candidate: _, loss, ...one }, i) => ({
    ...one,
    loss: finiteOrNull(loss),
    rank: i + 1,
  }));
}

const nothing = (): AnchorPoints => Object.fromEntries(anchorNames.map((name) => [name, null])) as AnchorPoints;
