// Where the curves of a figure come from: a CSV, a run with its predictions and target, or a structure that is solved for it.
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { loadPhysics } from '../../config/physics.js';
import { usualPhysics } from '../../config/usual.js';
import { anchorPoints } from '../../curve/anchors.js';
import { isReducedCurve, parseCurve, parseCurveMaterial } from '../../curve/curve-csv.js';
import { parseMeasuredCurve } from '../../curve/measured-curve.js';
import { LoopsmithError } from '../../errors.js';
import type { CurveMaterial } from '../../physics.js';
import type { CurveSeries } from '../../plot/curve-svg.js';
import { secondsLeft } from '../../progress.js';
import type { QuantityName } from '../../quantities.js';
import { readText } from '../../store/read-bytes.js';
import { createAnnouncer } from '../announce.js';
import { createInterrupt } from '../interrupt.js';
import { readStructure } from '../read-structure.js';
import { solveInPool } from '../solve.js';
import { type ChoiceFlags, chooseCandidates } from './stored-candidates.js';

export interface SourceCurve extends CurveSeries {
  /** null where the source does not say. */
  material: CurveMaterial | null;
}

export interface ReadCurves {
  curves: SourceCurve[];
  /** Of the run, where all curves that have one want the same. */
  target: Partial<Record<QuantityName, number>>;
}

export interface CurveFlags extends ChoiceFlags {
  /** Of structures, and of curves that do not say. @default that of simulate, and none */
  physics?: string;
  /** The fields of measured curves are internal ones. */
  closedCircuit?: boolean;
}

interface Source {
  curves: SourceCurve[];
  measured?: boolean;
  target?: ReadCurves['target'];
}

export async function readCurves(sources: readonly string[], flags: CurveFlags): Promise<ReadCurves> {
  const read: Source[] = [];
  const alone = sources.length === 1;
  for (const source of sources) read.push(await readSource(source, flags, alone));
  if (flags.closedCircuit && !read.some(({ measured }) => measured))
    throw new LoopsmithError('--closed-circuit is about the fields of measured curves: give one, and its --physics');
  const targets = read.flatMap(({ target }) => (target ? [target] : []));
  const same = targets.every((target) => JSON.stringify(target) === JSON.stringify(targets[0]));
  return { curves: read.flatMap(({ curves }) => curves), target: (same && targets[0]) || {} };
}

async function readSource(source: string, flags: CurveFlags, alone: boolean): Promise<Source> {
  const isFile = statSync(source, { throwIfNoEntry: false })?.isFile() ?? false;
  if (/\.csv$/i.test(source)) return fromCsv(source, flags);
  if (/\.json$/i.test(source)) return { curves: [await fromStructure(source, flags)] };
  if (isFile) throw new LoopsmithError(`${source}: expected a curve (.csv), a structure (.json) or a run`);
  return fromRun(source, flags, alone);
}

/** 100 000 fields take a tenth of it. */
const mostCurveBytes = 64 * 2 ** 20;

/** What has the header of this program is over the applied field. */
function fromCsv(path: string, { physics, closedCircuit }: CurveFlags): Source {
  const text = readText(path, mostCurveBytes);
  const material = physics ? loadPhysics(physics).material : null;
  const isReduced = isReducedCurve(text);
  if (!isReduced && !material)
    throw new LoopsmithError(
      `${path}:1: expected columns appliedField_HA and magnetization_Ms; of a measured curve in other units say the material, with --physics NAME`,
    );
  const over = closedCircuit ? 'internal' : 'applied';
  const curve = isReduced || !material ? parseCurve(text, path) : parseMeasuredCurve(text, path, material, over);
  const source = {
    curve,
    label: basename(path).replace(/\.csv$/i, ''),
    anchors: anchorPoints(curve),
    material: (isReduced ? parseCurveMaterial(text) : null) ?? material,
  };
  return { curves: [source], measured: !isReduced };
}

/** @param alone whether nothing else is drawn, so that a curve need not say of which run it is */
function fromRun(name: string, flags: ChoiceFlags, alone: boolean): Source {
  const { run, candidates } = chooseCandidates(name, flags);
  const labelOf = (candidate: number | null) => {
    if (candidates.length > 1) return `${alone ? '' : `${basename(run.path)}, `}candidate ${candidate}`;
    return alone ? 'solved' : basename(run.path);
  };
  const curves = candidates.map(({ facts, files, where }): SourceCurve => {
    if (files.curveCsv === null) throw new LoopsmithError(`${where}: no curve.csv to draw`, 'failed');
    const curve = parseCurve(files.curveCsv, `${where}/curve.csv`);
    const known = Object.values(facts.predictedLast).some((value) => value !== null);
    return {
      curve,
      label: labelOf(facts.number),
      anchors: anchorPoints(curve),
      predicted: known ? facts.predictedLast : undefined,
      material: run.config?.physics?.material ?? parseCurveMaterial(files.curveCsv),
    };
  });
  return { curves, target: run.target };
}

async function fromStructure(path: string, { physics: name = usualPhysics }: CurveFlags): Promise<SourceCurve> {
  const structure = readStructure(path);
  const physics = loadPhysics(name);
  const interrupt = createInterrupt('stopping');
  const lines = createAnnouncer();
  const started = performance.now();
  try {
    const { curve, anchors } = await solveInPool(structure, physics, {
      options: { stopAt: 'coercivity' },
      signal: interrupt.signal,
      onStep: ({ appliedField }) => {
        const done = Math.round((1 - appliedField) * 100);
        lines.emit({
          type: 'progress',
          what: `${path}: field step`,
          done,
          total: 200,
          secondsLeft: secondsLeft(started, done, 200),
        });
      },
    });
    return {
      curve,
      label: structure.name ?? basename(path).replace(/\.json$/i, ''),
      anchors,
      material: physics.material,
    };
  } finally {
    lines.end();
    interrupt.release();
  }
}

/** The material of all curves; null where they differ or one does not say. CSV holds ten digits, so equal to nine is equal. */
export function commonMaterial(curves: readonly SourceCurve[]): CurveMaterial | null {
  const [first] = curves;
  const near = (a: number, b: number) => Math.abs(a - b) <= 1e-8 * Math.abs(a);
  const isSame = ({ material: other }: SourceCurve) =>
    first.material !== null &&
    other !== null &&
    near(first.material.mu0SaturationMagnetization, other.mu0SaturationMagnetization) &&
    near(first.material.anisotropyConstant, other.anisotropyConstant);
  return curves.every(isSame) ? first.material : null;
}
