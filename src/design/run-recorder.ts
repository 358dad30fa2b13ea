// A design in its run folder: config, events, candidates with their pictures, report.
import type { Preset } from '../config/preset.js';
import { formatCurve } from '../curve/curve-csv.js';
import type { Order, RunEvent, RunStarted } from '../events.js';
import { curveSvg } from '../plot/curve-svg.js';
import { frontSvg } from '../plot/front-svg.js';
import { imagePng } from '../plot/image-png.js';
import type { TaskMemory } from '../pool/remembering-pool.js';
import { targetValues } from '../search/objective-spec.js';
import { candidateFileNames, candidateFolder } from '../store/candidates.js';
import { createRun, type Run } from '../store/run-store.js';
import { toImage } from '../structure/easy-axis-image.js';
import type { Structure } from '../structure/structure.js';
import { formatStructure } from '../structure/structure-json.js';
import { version } from '../version.js';
import { finalOf, type SolvedCandidate } from './candidate.js';
import type { DesignResult } from './design.js';
import type { MadeWith } from './made-with.js';
import { parseOrder } from './order-schema.js';
import { createOrderBook, type OrderBook } from './orders.js';
import { type DesignReport, toReport } from './report.js';
import { resumeState } from './resume.js';
import type { Front } from './trade-off.js';

export interface RunRecorder {
  /** For DesignOptions.onStart: makes the folder. */
  start(started: RunStarted, madeWith?: MadeWith): string;
  /** For DesignOptions.onSolved. */
  save(candidate: SolvedCandidate): void;
  /** For DesignOptions.emit; events before `start` are kept until there is a folder. */
  emit(event: RunEvent): void;
  /** What the run has worked out so far; null as long as it has no folder. */
  memory(): TaskMemory | null;
  /** For DesignOptions.orders: what users leave in the run's folder. */
  orders: OrderBook;
  /** Writes the report; null where the design ended before it had a folder. */
  finish(result: DesignResult): DesignReport | null;
  close(): void;
}

export interface RecorderOptions {
  preset: Preset;
  /** Folder of the runs. @default 'runs' */
  root?: string;
  /** The command that repeats the run. */
  command: string;
  /** What the run starts from beside the preset: kept, so that it can be resumed. @default none */
  startFrom?: readonly Structure[];
  /** A run to go on with, instead of a new one. */
  resumed?: Run;
  /** What is asked of a new run from its beginning. @default nothing */
  orders?: readonly Order[];
}

/** Time between two looks for new orders, in ms. */
const lookPeriod = 200;

export function createRunRecorder({
  preset,
  root,
  command,
  startFrom = [],
  resumed,
  orders: first = [],
}: RecorderOptions): RunRecorder {
  let run: Run | null = null;
  let looking: NodeJS.Timeout | undefined;
  const early: RunEvent[] = [];
  const emit = (event: RunEvent) => {
    if (run && event.type === 'asked' && event.order.do === 'verify-now') amendSearchEnd(run, event.order.generation);
    // One that came too late to end the search is not known to the book.
    if (run && event.type === 'search-ended' && orders.all.some((order) => order.do === 'verify-now'))
      amendSearchEnd(run, event.generation);
    // Orders that come later stay where they are, for the process that takes the run up again.
    if (event.type === 'run-finished') clearInterval(looking);
    if (run) run.append(event);
    else early.push(event);
  };
  const look = () => {
    for (const { text } of run?.orders.take() ?? []) {
      const order = parseOrder(text);
      if (order) orders.ask(order);
      else emit({ type: 'warning', message: `an order that is none was left out: ${text.slice(0, 80)}` });
    }
  };
  const known = resumed?.orders.taken().flatMap(({ text }) => parseOrder(text) ?? []);
  const orders = createOrderBook({ known, refresh: look });
  return {
    emit,
    orders,
    memory: () => run?.work ?? null,
    start({ objective, backend, kernel }, madeWith) {
      const opened = resumed ?? createRun({ root, name: preset.name, config: preset, objective, version, command });
      opened.lock();
      run = opened; // not before: another process may work in the folder, and nothing is to be written there
      // What a run found so far is no result any more once it goes on.
      if (resumed) for (const result of ['report.json', 'front.svg']) run.removeFile(result);
      else run.saveState(resumeState({ backend, kernel }, startFrom, madeWith));
      for (const order of resumed ? [] : first) run.orders.leave(order);
      for (const event of early) run.append(event);
      looking = setInterval(() => {
        try {
          look();
        } catch {
          // A folder that cannot be read now ends no run; the design looks again before it ends.
        }
      }, lookPeriod).unref();
      return run.path;
    },
    save: (candidate) => void (run && saveCandidate(run, candidate, preset)),
    finish(result) {
      if (!run) return null;
      const { path } = run;
      const report = toReport(result, preset, {
        run: path,
        command,
        structurePath: (candidate) => structurePath(path, candidate),
      });
      run.saveReport(report);
      const picture = report.front && frontPicture(report.front, result.candidates);
      if (picture) run.saveFile('front.svg', picture);
      return report;
    },
    close() {
      clearInterval(looking);
      run?.close();
    },
  };
}

/** The generation belongs to the order, where there is one: a run that is resumed, or worked out anew, ends its search there too. */
function amendSearchEnd({ orders }: Run, generation: number | undefined): void {
  const order = orders.taken().find(({ text }) => parseOrder(text)?.do === 'verify-now');
  if (order) orders.amend(order.number, { do: 'verify-now', generation });
}

/** Of the first two wishes; null where nothing is verified. */
function frontPicture({ quantities, points }: Front, candidates: readonly SolvedCandidate[]): string | null {
  const [a, b] = quantities;
  const met = candidates.filter((candidate) => finalOf(candidate).verified);
  const drawn = met.flatMap((candidate) => {
    const { solved, derived } = finalOf(candidate);
    const values = [a, b].map((name) => ({ ...solved, ...derived })[name]);
    const number = candidate.candidate + 1;
    const isBest = points.some((point) => point.candidate === number);
    return values[0] === null || values[1] === null
      ? []
      : [{ values: [values[0], values[1]] as const, isBest, name: String(number) }];
  });
  return drawn.length > 0 ? frontSvg(drawn, { quantities: [a, b] }) : null;
}

/** Numbers of folders start at 1. */
const structurePath = (run: string, candidate: number): string =>
  `${candidateFolder(run, candidate + 1)}/${candidateFileNames.structure}`;

function saveCandidate(run: Run, candidate: SolvedCandidate, { physics, objective, name }: Preset): void {
  const { predicted, predictedAtCode, predictedDecoded, imageError, polished, robustness, start } = candidate;
  const { structure, curve, solved, derived, error, loss, verified, fieldEvaluations } = finalOf(candidate);
  const label = `${name}, candidate ${candidate.candidate + 1}${start === undefined ? '' : ` (${start})`}`;
  const series = [{ curve, label, anchors: solved }];
  run.saveCandidate(candidate.candidate + 1, {
    structure: formatStructure({ ...structure, name: label }),
    realised: polished ? formatStructure({ ...candidate.structure, name: `${label}, as realised` }) : undefined,
    image: imagePng(toImage(structure), structure.cells),
    predicted: {
      anchors: predicted,
      atCode: predictedAtCode,
      decoded: predictedDecoded,
      imageError,
      polished: polished?.predicted ?? null,
    },
    solved: {
      physics: physics.name,
      anchors: solved,
      derived,
      error,
      loss,
      verified,
      fieldEvaluations,
      realised: polished && {
        anchors: candidate.solved,
        derived: candidate.derived,
        change: polished.change,
        solves: polished.solves,
      },
      robustness,
    },
    curveCsv: formatCurve(curve, physics),
    curveSvg: curveSvg(series, { target: targetValues(objective), material: physics.material }),
  });
}
