// A design from the command line, new or taken up again: on the screens or as lines, with its run folder.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Preset } from '../config/preset.js';
import { design } from '../design/design.js';
import type { MadeWith } from '../design/made-with.js';
import type { DesignReport } from '../design/report.js';
import { createRunRecorder } from '../design/run-recorder.js';
import { LoopsmithError } from '../errors.js';
import type { Emit, Order } from '../events.js';
import type { BackendRequest } from '../model/backend.js';
import { createRememberingPool } from '../pool/remembering-pool.js';
import { createThreadPool } from '../pool/thread-pool.js';
import { shellLine } from '../shell-line.js';
import type { KernelChoice } from '../solver/choose-kernel.js';
import { coarseCellWarning } from '../solver/wall-resolution.js';
import { readRun } from '../store/read-run.js';
import { secondsWorked } from '../store/run-events.js';
import type { Run } from '../store/run-store.js';
import type { Structure } from '../structure/structure.js';
import { createAnnouncer } from './announce.js';
import { createInterrupt } from './interrupt.js';
import { print, printJson, say } from './output.js';
import { resultTables } from './tables/result-tables.js';
import { type WatchFlags, watched } from './watch.js';

export interface DesignFlags extends WatchFlags {
  runs: string;
  workers: number;
}

/** What a design is about, new or taken up again. */
export interface DesignSubject {
  preset: Preset;
  startFrom: Structure[];
  backend: BackendRequest;
  kernel: KernelChoice;
  /** The command that repeats it. */
  command: string;
  /** Of a new run: what is asked of it from its beginning. */
  orders?: readonly Order[];
  resumed?: Run;
  /** Of a run that is taken up again, where it says so. */
  madeWith?: MadeWith;
}

export async function runDesign(subject: DesignSubject, flags: DesignFlags): Promise<void> {
  if (await watched(flags)) return;
  const report = await solve(subject, flags);
  if (report && flags.json) printJson(report);
  else if (report) showReport(report, subject.preset);
  if (report) sayStalePage(report.run);
  if (report?.state === 'stopped')
    throw new LoopsmithError(`stopped; to go on: ${shellLine('design', '--resume', report.run)}`, 'failed');
  if (!report) throw new LoopsmithError(`stopped; to repeat: ${subject.command}`, 'failed');
}

async function solve(subject: DesignSubject, { runs: root, workers }: DesignFlags): Promise<DesignReport | null> {
  const { preset, startFrom, backend, kernel, command, resumed, madeWith } = subject;
  const interrupt = createInterrupt('stopping; Ctrl-C again ends at once');
  const lines = createAnnouncer();
  const recorder = createRunRecorder({ ...subject, root });
  const pool = createRememberingPool(createThreadPool({ workers }), recorder.memory);
  const emit: Emit = (event) => {
    recorder.emit(event);
    lines.emit(event);
  };
  try {
    const warning = coarseCellWarning(preset.physics);
    if (warning) emit({ type: 'warning', message: warning });
    const { signal } = interrupt;
    const result = await design({
      preset,
      startFrom,
      pool,
      backend,
      kernel,
      emit,
      signal,
      command,
      before: resumed &&
        madeWith && { run: resumed.path, madeWith, seconds: secondsWorked(readRun(resumed.path).events()) },
      orders: recorder.orders,
      onStart: recorder.start,
      onSolved: recorder.save,
    });
    return recorder.finish(result);
  } finally {
    await pool.close(); // first: solves that go on would report to a run that is closed
    recorder.close();
    lines.end();
    interrupt.release();
  }
}

/** A run that is gone on with may hold the page of what it had found before. */
function sayStalePage(run: string): void {
  const page = join(run, 'report.html');
  if (existsSync(page)) say(`${page} is older: ${shellLine('report', run)} writes it anew`);
}

function showReport(report: DesignReport, preset: Preset): void {
  const verified = report.candidates.filter((candidate) => candidate.verified).length;
  print(
    `${report.objective}: ${verified} of ${report.candidates.length} candidates verified, ${report.seconds.toFixed(1)} s`,
  );
  if (report.candidates.length > 0) print(resultTables(report, preset));
  print(`run ${report.run}`);
}
