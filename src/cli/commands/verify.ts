// loopsmith verify RUN | FILE, RUN --more N, RUN --now
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Preset } from '../../config/preset.js';
import { derived } from '../../design/measure.js';
import { mostCandidates } from '../../design/order-schema.js';
import { solverSteps } from '../../design/refinement.js';
import { type CandidateCheck, verifyRun } from '../../design/verify-run.js';
import { LoopsmithError } from '../../errors.js';
import { reduced } from '../../format.js';
import { createThreadPool } from '../../pool/thread-pool.js';
import { createObjective } from '../../search/objective.js';
import { targetValues, wantedTerms } from '../../search/objective-spec.js';
import { openRun } from '../../store/run-store.js';
import { createAnnouncer } from '../announce.js';
import { askRun } from '../ask-run.js';
import type { DesignFlags } from '../design-run.js';
import {
  collect,
  jsonOption,
  runsOption,
  targetOption,
  tuiOption,
  wholeNumber,
  withExample,
  workersOption,
} from '../flags/options.js';
import { presetFromFlags } from '../flags/presets.js';
import { createInterrupt } from '../interrupt.js';
import { print, printJson, table } from '../output.js';
import { readStructure } from '../read-structure.js';
import { solveInPool } from '../solve.js';
import { anchorTable } from '../tables/anchor-table.js';
import { derivedLine } from '../tables/derived-line.js';

interface Flags extends DesignFlags {
  preset: string;
  objective?: string;
  target?: string[];
  set?: string[];
  more?: number;
  now?: boolean;
}

export function command(): Command {
  const verify = new Command('verify')
    .description(
      'Solve again what a run found and compare, solve more of its candidates, or hold a structure against what is wanted.',
    )
    .argument('<run|file>', 'run folder or its name, or a structure JSON')
    .option('--preset <name>', 'for a structure: objective, physics and field step', 'first-light')
    .option('--objective <name>', 'for a structure: what is wanted')
    .addOption(targetOption('for a structure: what is wanted'))
    .option('--set <key=value>', 'for a structure: replace a value of the preset; repeatable', collect)
    .option(
      '--more <n>',
      'of a run: solve the n next best candidates that its search found',
      wholeNumber(1, mostCandidates),
    )
    .addOption(new Option('--now', 'of a run in progress: end its search with what it has').conflicts('more'))
    .addOption(workersOption())
    .addOption(runsOption())
    .addOption(tuiOption())
    .addOption(jsonOption());
  const examples = [
    'loopsmith verify runs/20260101-120000-first-light',
    'loopsmith verify runs/20260101-120000-first-light --more 4',
    'loopsmith verify structure.json --target hc=0.4',
  ];
  return withExample(verify, ...examples).action((subject, flags: Flags, command: Command) => {
    const isFile = existsSync(subject) && statSync(subject).isFile();
    const given = ['preset', 'objective', 'target', 'set'].filter(
      (name) => command.getOptionValueSource(name) === 'cli',
    );
    if (!isFile && given.length > 0)
      throw new LoopsmithError(
        [subject, join(flags.runs, subject)].some((path) => existsSync(path))
          ? `a run is held against what it was about: --${given[0]} is for a structure JSON`
          : `${subject}: no such file, and no run of that name in ${flags.runs}`,
      );
    if (flags.now) return askRun(subject, { do: 'verify-now' }, flags);
    if (flags.more !== undefined) return askRun(subject, { do: 'verify-more', candidates: flags.more }, flags);
    return isFile ? verifyFile(subject, flags) : verifyFolder(subject, flags);
  });
}

async function verifyFile(file: string, flags: Flags): Promise<void> {
  const preset: Preset = presetFromFlags(flags);
  const { physics, objective: spec } = preset;
  const structure = readStructure(file);
  const interrupt = createInterrupt('stopping');
  try {
    const options = solverSteps(preset);
    const { curve, anchors } = await solveInPool(structure, physics, { options, signal: interrupt.signal });
    const objective = createObjective(spec, physics.material);
    const further = derived({ curve, anchors, structure }, physics.material);
    const measured = { ...anchors, ...further };
    // Only wishes: nothing that could be met or missed.
    const isHeld = spec.expression !== undefined || spec.terms.some(({ value }) => value !== null);
    const verified = isHeld ? objective.isMet(measured) : null;
    const error = objective.errors(measured);
    if (flags.json)
      return printJson({
        file,
        target: targetValues(spec),
        wanted: wantedTerms(spec),
        solved: anchors,
        derived: further,
        error,
        verified,
      });
    print(anchorTable(anchors, physics.material));
    print(derivedLine(further, structure));
    const verdict = verified === null ? 'wishes are neither met nor missed' : verified ? 'verified' : 'not verified';
    print(`${objective.describe()}: ${verdict} (physics ${physics.name})`);
  } finally {
    interrupt.release();
  }
}

async function verifyFolder(name: string, { runs: root, workers, json }: Flags): Promise<void> {
  const run = openRun(name, { root });
  const interrupt = createInterrupt('stopping');
  const lines = createAnnouncer();
  const pool = createThreadPool({ workers });
  let checks: CandidateCheck[];
  try {
    checks = await verifyRun(run, { pool, emit: lines.emit, signal: interrupt.signal });
  } finally {
    lines.end();
    interrupt.release();
    await pool.close();
  }
  const differing = checks.filter(({ same }) => !same);
  if (json) printJson({ run: run.path, candidates: checks, same: differing.length === 0 });
  else showChecks(checks);
  if (differing.length > 0)
    throw new LoopsmithError(
      `${differing.length} of ${checks.length} candidates solve to other anchor points than stored`,
      'failed',
    );
}

function showChecks(checks: readonly CandidateCheck[]): void {
  const rows = checks.map(({ candidate, stored, solved, difference, verified }) => [
    String(candidate),
    reduced(stored.mr),
    reduced(solved.mr),
    reduced(stored.hc),
    reduced(solved.hc),
    difference.toExponential(1),
    verified ? 'yes' : 'no',
  ]);
  print(table(['candidate', 'Mr stored', 'solved', 'Hc stored', 'solved', 'largest difference', 'verified'], rows));
}
