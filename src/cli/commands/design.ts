// loopsmith design
import { Command } from 'commander';
import type { Preset } from '../../config/preset.js';
import { design } from '../../design/design.js';
import type { DesignReport } from '../../design/report.js';
import { openResumable } from '../../design/resume.js';
import { createRunRecorder } from '../../design/run-recorder.js';
import { LoopsmithError } from '../../errors.js';
import type { Emit } from '../../events.js';
import type { BackendRequest } from '../../model/backend.js';
import { createRememberingPool } from '../../pool/remembering-pool.js';
import { createThreadPool } from '../../pool/thread-pool.js';
import { coarseCellWarning } from '../../solver/wall-resolution.js';
import type { Run } from '../../store/run-store.js';
import type { Structure } from '../../structure/structure.js';
import { canDraw } from '../../tui/theme.js';
import { createAnnouncer } from '../announce.js';
import { baselineRows } from '../baseline-rows.js';
import { candidateRows } from '../candidate-rows.js';
import { commandLine } from '../command-line.js';
import { frontRows } from '../front-rows.js';
import { createInterrupt } from '../interrupt.js';
import { backendOption, collect, jsonOption, runsOption, wholeNumber, withExample, workersOption } from '../options.js';
import { print, printJson } from '../output.js';
import { type PresetFlags, presetFromFlags } from '../presets.js';
import { readStructure } from '../read-structure.js';

interface Flags extends PresetFlags {
  startFrom?: string[];
  baselines?: boolean;
  resume?: string;
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
    .option('--target-curve <csv>', 'a measured curve is wanted: columns such as "H (kA/m)" and "M (T)"')
    .option(
      '--start-from <file>',
      'your own structure JSON: seeds the search, and is solved beside what it finds; repeatable',
      collect,
    )
    .option('--baselines', 'also try other ways of looking, each with as many solver runs (three times as long)')
    .option('--resume <run>', 'go on with a run that was stopped or killed, to the same candidates')
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
    'loopsmith design --resume runs/20260101-120000-first-light',
  ];
  return withExample(design, ...examples).action((flags: Flags, command: Command) =>
    run(flags, flags.resume === undefined ? newRun(flags) : resumedRun(flags, command)),
  );
}

/** What a design is about, new or taken up again. */
interface Subject {
  preset: Preset;
  startFrom: Structure[];
  backend: BackendRequest;
  resumed?: Run;
}

function newRun(flags: Flags): Subject {
  const startFrom = flags.startFrom?.map((file) => ({ ...readStructure(file), name: file })) ?? [];
  const preset = presetFromFlags(flags);
  return {
    preset: { ...preset, baselines: flags.baselines ?? preset.baselines },
    startFrom,
    backend: flags.backend,
  };
}

/** These say how a run is worked on, all others what it is about. */
const freeFlags = ['resume', 'workers', 'runs', 'tui', 'json'];

function resumedRun(flags: Flags, command: Command): Subject {
  const fixed = Object.keys(flags).filter(
    (name) => !freeFlags.includes(name) && command.getOptionValueSource(name) === 'cli',
  );
  if (fixed.length > 0)
    throw new LoopsmithError(
      `--resume goes on with what the run was about: expected none of ${fixed.map((name) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`).join(', ')}`,
    );
  const { run: resumed, ...subject } = openResumable(flags.resume ?? '', flags.runs);
  return { ...subject, resumed };
}

/** @param resume folder or name of a run; for "runs resume" */
export const resumeRun = (resume: string, flags: Omit<Flags, 'resume' | 'preset' | 'backend'>): Promise<void> => {
  const { run: resumed, ...subject } = openResumable(resume, flags.runs);
  return run({ ...flags, preset: '', backend: subject.backend }, { ...subject, resumed });
};

async function run(flags: Flags, subject: Subject): Promise<void> {
  const { runs: root, json } = flags;
  if (flags.tui && !json && canDraw(process.stdout, process.stdin, process.env)) return watch(root);
  const report = await solve(subject, flags);
  if (report && json) printJson(report);
  else if (report) showReport(report);
  if (report?.state === 'stopped')
    throw new LoopsmithError(`stopped; to go on: loopsmith design --resume ${report.run}`, 'failed');
  if (!report) throw new LoopsmithError(`stopped; to repeat: ${commandOf(subject)}`, 'failed');
}

const commandOf = ({ resumed }: Subject): string => resumed?.command ?? commandLine();

/** The same command in a process of its own, with the screens in front of it. */
async function watch(root: string): Promise<void> {
  const { showScreens } = await import('../screens.js');
  const args = process.argv.slice(2);
  const end = await showScreens({ root, opening: { screen: 'command', args } });
  if (end?.output) print(end.output.trimEnd());
  if (end && end.code !== 0) throw new LoopsmithError(end.problem, end.code === 2 ? 'usage' : 'failed');
}

async function solve(subject: Subject, { runs: root, workers }: Flags): Promise<DesignReport | null> {
  const { preset, startFrom, backend, resumed } = subject;
  const interrupt = createInterrupt('stopping; Ctrl-C again ends at once');
  const lines = createAnnouncer();
  const recorder = createRunRecorder({ preset, root, command: commandOf(subject), startFrom, resumed });
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
      emit,
      signal,
      onStart: recorder.start,
      onSolved: recorder.save,
    });
    return recorder.finish(result);
  } finally {
    lines.end();
    interrupt.release();
    recorder.close();
    await pool.close();
  }
}

function showReport(report: DesignReport): void {
  const verified = report.candidates.filter((candidate) => candidate.verified).length;
  print(
    `${report.objective}: ${verified} of ${report.candidates.length} candidates verified, ${report.seconds.toFixed(1)} s`,
  );
  if (report.candidates.length > 0) print(candidateRows(report));
  if (report.front) print(frontRows(report.front));
  if (report.baselines.length > 0) print(baselineRows(report));
  print(`run ${report.run}`);
}
