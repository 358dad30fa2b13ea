// loopsmith design
import { Command } from 'commander';
import { design } from '../../design/design.js';
import type { DesignReport } from '../../design/report.js';
import { createRunRecorder } from '../../design/run-recorder.js';
import { LoopsmithError } from '../../errors.js';
import type { Emit } from '../../events.js';
import type { BackendRequest } from '../../model/backend.js';
import { createThreadPool } from '../../pool/thread-pool.js';
import { coarseCellWarning } from '../../solver/demagnetize.js';
import { canDraw } from '../../tui/theme.js';
import { candidateRows } from '../candidate-rows.js';
import { commandLine } from '../command-line.js';
import { createInterrupt, type Interrupt } from '../interrupt.js';
import { createLines } from '../lines.js';
import { backendOption, collect, jsonOption, runsOption, wholeNumber, withExample, workersOption } from '../options.js';
import { print, printJson, say } from '../output.js';
import { type PresetFlags, presetFromFlags } from '../presets.js';
import { readStructure } from '../read-structure.js';

interface Flags extends PresetFlags {
  startFrom?: string[];
  workers: number;
  backend: BackendRequest;
  runs: string;
  tui: boolean;
  json?: boolean;
}

export function command(): Command {
  const design = new Command('design')
    .description('Find grain structures with the demagnetization curve you want, confirmed by the solver.')
    .option('--preset <name>', 'a whole run, by name or file', 'first-light')
    .option('--objective <name>', 'what is wanted, by name or file (default: that of the preset)')
    .option('--target <name=value>', 'what is wanted, for example mr=0.7 or "hc=2.0 T"; repeatable', collect)
    .option(
      '--start-from <file>',
      'your own structure JSON: seeds the search, and is solved beside what it finds; repeatable',
      collect,
    )
    .option('--seed <n>', 'same seed, same candidates', wholeNumber(0))
    .option(
      '--set <key=value>',
      'replace a value of the preset, for example search.generations=80; repeatable',
      collect,
    )
    .addOption(workersOption())
    .addOption(backendOption())
    .addOption(runsOption())
    .option('--no-tui', 'plain lines, also in a terminal')
    .addOption(jsonOption());
  const examples = [
    'loopsmith design --preset first-light',
    'loopsmith design --target mr=0.9 --target "hc=2.5 T" --seed 7',
    'loopsmith design --target "hc=2.8 T" --start-from magnet.json',
  ];
  return withExample(design, ...examples).action(run);
}

async function run(flags: Flags): Promise<void> {
  const preset = presetFromFlags(flags);
  const startFrom = flags.startFrom?.map((file) => ({ ...readStructure(file), name: file }));
  const { runs: root, workers, backend, json } = flags;
  const drawn = flags.tui && !json && canDraw(process.stdout, process.stdin, process.env);
  const interrupt = createInterrupt(drawn ? undefined : 'stopping; Ctrl-C again ends at once');
  const face = drawn ? await openScreen(interrupt) : openLines();
  const recorder = createRunRecorder({ preset, root, command: commandLine() });
  const pool = createThreadPool({ workers });
  const emit: Emit = (event) => {
    recorder.emit(event);
    face.emit(event);
  };
  let report: DesignReport | null = null;
  try {
    const warning = coarseCellWarning(preset.physics);
    if (warning) emit({ type: 'warning', message: warning });
    const { signal } = interrupt;
    const result = await design({
      preset,
      startFrom,
      pool,
      backend,
      emit,
      signal,
      onStart: recorder.start,
      onSolved: recorder.save,
    });
    report = recorder.finish(result);
    await face.closed();
  } finally {
    face.close();
    interrupt.release();
    recorder.close();
    await pool.close();
  }
  if (report && json) printJson(report);
  else if (report) showReport(report);
  if (report?.state === 'stopped' || !report)
    throw new LoopsmithError(`stopped; to repeat: ${commandLine()}`, 'failed');
}

/** Who shows the events, and when the user has seen enough. */
interface Face {
  emit: Emit;
  closed(): Promise<void>;
  close(): void;
}

function openLines(): Face {
  const { emit, end } = createLines({ stream: process.stderr });
  return { emit, closed: async () => {}, close: end };
}

/** Ink is loaded only for a screen. */
async function openScreen(interrupt: Interrupt): Promise<Face> {
  const { openDesignScreen } = await import('../../tui/design-screen.js');
  const screen = openDesignScreen({
    stdout: process.stdout,
    stdin: process.stdin,
    env: process.env,
    onStop: interrupt.press,
    onCrash: (error) => say(`the screen failed (${error.message}); the run goes on`),
  });
  const closed = () => Promise.race([screen.closed, aborted(interrupt.signal)]);
  return { emit: screen.emit, closed, close: screen.close };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

function showReport(report: DesignReport): void {
  const verified = report.candidates.filter((candidate) => candidate.verified).length;
  print(
    `${report.objective}: ${verified} of ${report.candidates.length} candidates verified, ${report.seconds.toFixed(1)} s`,
  );
  if (report.candidates.length > 0) print(candidateRows(report));
  print(`run ${report.run}`);
}
