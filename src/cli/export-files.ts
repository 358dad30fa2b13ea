// The work of `loopsmith export`: solve what the formats need, and hand over their files.
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import type { ExportFormat, ExportSubject, RunFormat, StructureFormat } from '../export/format.js';
import { countProgress, secondsLeft } from '../progress.js';
import type { AnchorPoints } from '../quantities.js';
import type { SavedState } from '../solver/demagnetize.js';
import { warnOfCoarseCells } from './coarse-cells.js';
import type { ExportSource } from './export-subjects.js';
import type { FieldList } from './flags/field-list.js';
import { say, warn } from './output.js';
import { solveCurve, solveStates } from './solve-states.js';
import { takenFields } from './taken-fields.js';

export interface ExportWork {
  formats: readonly ExportFormat[];
  list: FieldList;
  /** Solves what is not known yet. */
  solve: boolean;
  emit: Emit;
  signal: AbortSignal;
  write: (path: string, content: Uint8Array | string, format: string) => void;
}

/** Writes what the formats make of each chosen structure, one after the other, and of the whole run. */
export async function writeFiles(source: ExportSource, work: ExportWork): Promise<void> {
  const { formats, write, emit, signal } = work;
  const perStructure = formats.filter((format): format is StructureFormat => format.scope === 'structure');
  const perRun = formats.filter((format): format is RunFormat => format.scope === 'run');
  warnOfCoarseCells(source.physics);
  const needs = [...perStructure, ...(source.isFile ? perRun : [])];
  const solved: ExportSubject[] = [];
  const written = countProgress(emit, 'written', source.chosen.length);
  for (const [i, { folder, subject }] of source.chosen.entries()) {
    const label = `structure ${i + 1} of ${source.chosen.length}`;
    const whole = await complete(subject, { ...work, formats: needs, stopAt: source.stopAt, label });
    solved.push(whole);
    for (const format of perStructure) {
      signal.throwIfAborted();
      const lost = format.loses?.(whole) ?? null;
      if (lost) warn(`${format.name}: ${subject.name}: ${lost}`);
      for (const { path, content } of await format.write(whole)) write(joined(folder, path), content, format.name);
    }
    written();
  }
  for (const format of perRun)
    for (const { path, content } of await format.write(source.isFile ? solved : source.all()))
      write(path, content, format.name);
}

const joined = (folder: string, path: string): string => (folder === '' ? path : `${folder}/${path}`);

/** Solves what the formats need and the subject does not have. */
async function complete(
  subject: ExportSubject,
  { formats, list, solve, emit, signal, stopAt, label }: ExportWork & Pick<ExportSource, 'stopAt'> & { label: string },
): Promise<ExportSubject> {
  const needy = formats.find(({ curve }) => curve === 'needed');
  const wantsCurve = !subject.curve && formats.some(({ curve }) => curve !== 'unused');
  if (!solve) {
    if (needy && !subject.curve)
      throw new LoopsmithError(`${needy.name}: ${subject.name} has no curve yet: leave out --no-solve`);
    return subject;
  }
  const wantsStates = list.fields.length > 0 || list.anchors.length > 0;
  if (!wantsCurve && !wantsStates) return subject;
  const { structure, physics, fieldStep, refine } = subject;
  const started = performance.now();
  const onProgress = (done: number, total: number) => {
    emit({
      type: 'progress',
      what: `${label}: field step`,
      done,
      total,
      secondsLeft: secondsLeft(started, done, total),
    });
  };
  const request = { structure, physics, list, sweep: { fieldStep, refine }, stopAt, onProgress, signal, quiet: true };
  if (!wantsCurve && subject.anchors) {
    const states = await solveStates(subject.anchors, request);
    tellFields(subject.name, list, subject.anchors, states);
    return { ...subject, states };
  }
  const { solved, states } = await solveCurve(request);
  tellFields(subject.name, list, solved.anchors, states);
  return { ...subject, curve: solved.curve, anchors: solved.anchors, states };
}

function tellFields(name: string, list: FieldList, anchors: AnchorPoints, states: readonly SavedState[]): void {
  const taken = takenFields(
    list,
    anchors,
    states.map(({ appliedField }) => appliedField),
  );
  if (taken) say(`${name}: ${taken}`);
}
