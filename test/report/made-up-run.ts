// A run folder as a design leaves it, in a moment: real structures, made-up curves, and whatever a test wants to be wrong.
import { join } from 'node:path';
import { loadPreset } from '../../src/config/preset.js';
import { anchorPoints } from '../../src/curve/anchors.js';
import type { DemagnetizationCurve } from '../../src/curve/curve.js';
import { formatCurve } from '../../src/curve/curve-csv.js';
import type { AnchorPoints } from '../../src/quantities.js';
import { candidateFileNames, candidateFolder } from '../../src/store/candidates.js';
import { createRun, type Run } from '../../src/store/run-store.js';
import { createGrains } from '../../src/structure/grains.js';
import { formatStructure } from '../../src/structure/structure-json.js';

export interface MadeUpRun {
  root: string;
  /** @default 'made-up' */
  name?: string;
  /** @default 3 */
  candidates?: number;
  /** @default 40 */
  grains?: number;
  /** @default 5 */
  generations?: number;
  /** How it ended; null is killed. @default 'done' */
  state?: 'done' | 'stopped' | 'failed' | null;
  message?: string;
  /** Put over the resolved preset. */
  config?: Record<string, unknown>;
  /** Put over each candidate of report.json, by its rank. */
  reported?: (rank: number) => Record<string, unknown>;
  /** Put over report.json. */
  report?: Record<string, unknown>;
  warning?: string;
}

const time = new Date('2026-01-02T03:04:05Z');

/** A curve with a knee: from 1 at +HA over `mr` to 0 at -`hc`. */
export function madeUpCurve(mr: number, hc: number): DemagnetizationCurve {
  const appliedField = Float64Array.from({ length: 160 }, (_, i) => (100 - i) / 100);
  const magnetization = appliedField.map((h) =>
    h >= 0 ? mr + (0.99 - mr) * h : (mr * Math.tanh(12 * (h + hc))) / Math.tanh(12 * hc),
  );
  return { appliedField, magnetization };
}

const near = (anchors: AnchorPoints, by: number): AnchorPoints =>
  Object.fromEntries(
    Object.entries(anchors).map(([name, value]) => [name, value === null ? null : value + by]),
  ) as AnchorPoints;

/** Path of the folder. */
export function makeUpRun(options: MadeUpRun): string {
  const {
    root,
    name = 'made-up',
    candidates = 3,
    grains = 40,
    generations = 5,
    state = 'done',
    message,
    warning,
  } = options;
  const preset = loadPreset('quick');
  const objective = 'Mr = 0.92 ± 0.01 Ms, Hc = 0.4118 ± 0.01 HA';
  const command = `loopsmith design --preset ${name}`;
  const run = createRun({
    root,
    name,
    config: { ...preset, ...options.config },
    objective,
    version: '0.1.0',
    command,
    time,
  });
  const { physics, seed } = preset;
  const target = { mr: 0.92, hc: 0.4118 };
  if (warning) run.append({ type: 'warning', message: warning });
  run.append({
    type: 'run-started',
    name,
    seed,
    physics: 'paper',
    model: 'first-light',
    backend: 'wasm',
    workers: 2,
    objective,
    target,
  });
  addGenerations(run, generations);
  const found = Array.from({ length: candidates }, (_, i) => {
    const curve = madeUpCurve(0.92 + 0.004 * i, 0.41 + 0.01 * i);
    const solved = anchorPoints(curve);
    const candidate = { curve, solved, predicted: near(solved, -0.01), atCode: near(solved, -0.005) };
    run.append({
      type: 'candidate-realised',
      candidate: i,
      grains,
      predictedAtCode: candidate.atCode,
      predicted: candidate.predicted,
      imageError: 0.1,
    });
    return candidate;
  });
  const reported = found.map(({ curve, solved, predicted, atCode }, i) => {
    const error = { mr: (solved.mr ?? 0) - target.mr, hc: (solved.hc ?? 0) - target.hc };
    const judged = { derived: { energyProduct: 4.4e5, squareness: 0.9 }, error, loss: i, verified: i === 0 };
    const structure = formatStructure(createGrains({ seed: i + 1, grains, maximumMisorientation: 1 }));
    run.saveCandidate(i + 1, {
      structure,
      predicted: { anchors: predicted, atCode, imageError: 0.1 },
      solved: { physics: physics.name, anchors: solved, ...judged, fieldEvaluations: 100 },
      curveCsv: formatCurve(curve, physics),
    });
    run.append({
      type: 'candidate-solved',
      candidate: i,
      predicted,
      solved,
      verified: i === 0,
      loss: i,
      fieldEvaluations: 100,
      seconds: 1,
    });
    const path = join(candidateFolder(run.path, i + 1), candidateFileNames.structure);
    return { rank: i + 1, structure: path, predicted, solved, ...judged, ...options.reported?.(i + 1) };
  });
  if (state !== null) run.append({ type: 'run-finished', state, verified: 1, candidates, seconds: 12.5, message });
  if (state === 'done' || state === 'stopped') {
    const head = {
      run: run.path,
      state,
      objective,
      physics: physics.name,
      model: 'first-light',
      seed,
      target,
      seconds: 12.5,
    };
    run.saveReport({ ...head, candidates: reported, command, ...options.report });
  }
  run.close();
  return run.path;
}

function addGenerations(run: Run, generations: number): void {
  const bestPredicted = anchorPoints(madeUpCurve(0.92, 0.41));
  for (let generation = 1; generation <= generations; generation++) {
    const [bestLoss, meanLoss] = [generation > 2 ? 0 : 1 / generation, 10 / generation];
    const progress = { evaluationsPerSecond: 1000, secondsLeft: generations - generation };
    run.append({
      type: 'generation',
      generation,
      generations,
      bestLoss,
      meanLoss,
      spread: 0.3,
      bestPredicted,
      ...progress,
    });
  }
}
