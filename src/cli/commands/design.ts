// loopsmith design
import { Command } from 'commander';
import { openResumable } from '../../design/resume.js';
import { LoopsmithError } from '../../errors.js';
import type { Order } from '../../events.js';
import type { BackendRequest } from '../../model/backend.js';
import type { KernelChoice } from '../../solver/choose-kernel.js';
import { commandLineWithout } from '../command-line.js';
import { type DesignFlags, type DesignSubject, runDesign } from '../design-run.js';
import {
  backendOption,
  collect,
  jsonOption,
  kernelOption,
  runsOption,
  targetOption,
  tuiOption,
  wholeNumber,
  withExample,
  workersOption,
} from '../flags/options.js';
import { collectOrder } from '../flags/orders.js';
import { type PresetFlags, presetFromFlags } from '../flags/presets.js';
import { readStructure } from '../read-structure.js';

interface Flags extends PresetFlags, DesignFlags {
  startFrom?: string[];
  baselines?: boolean;
  then?: Order[];
  resume?: string;
  backend: BackendRequest;
  kernel: KernelChoice;
}

export function command(): Command {
  const design = new Command('design')
    .description('Find grain structures with the demagnetization curve you want, confirmed by the solver.')
    .option('--preset <name>', 'a whole run, by name or file', 'first-light')
    .option('--objective <name>', 'what is wanted, by name or file (default: that of the preset)')
    .addOption(targetOption())
    .option('--target-curve <csv>', 'a measured curve is wanted: columns such as "H (kA/m)" and "M (T)"')
    .option('--closed-circuit', 'its fields are internal ones, as a hysteresisgraph measures: H + M/2 is applied')
    .option(
      '--start-from <file>',
      'your own structure JSON: seeds the search, and is solved beside what it finds; repeatable',
      collect,
    )
    .option('--baselines', 'also try other ways of looking, each with as many solver runs (four times as many in all)')
    .option(
      '--then <order>',
      'once that is done: more=4 solves the 4 next best, polish=3:10 polishes candidate 3 with 10 solver runs; repeatable',
      collectOrder,
    )
    .option('--resume <run>', 'go on with a run that was stopped or killed, to the same candidates')
    .option('--seed <n>', 'same seed, same candidates', wholeNumber(0))
    .option(
      '--set <key=value>',
      'replace a value of the preset, for example search.generations=80; repeatable',
      collect,
    )
    .addOption(workersOption())
    .addOption(backendOption())
    .addOption(kernelOption())
    .addOption(runsOption())
    .addOption(tuiOption())
    .addOption(jsonOption());
  const examples = [
    'loopsmith design --preset first-light',
    'loopsmith design --target mr=0.9 --target "hc=2.5 T" --seed 7',
    'loopsmith design --target "hc=2.8 T" --start-from magnet.json',
    'loopsmith design --resume runs/20260101-120000-first-light',
  ];
  return withExample(design, ...examples).action((flags: Flags, command: Command) =>
    runDesign(flags.resume === undefined ? newRun(flags) : resumedRun(flags, command), flags),
  );
}

function newRun(flags: Flags): DesignSubject {
  const startFrom = flags.startFrom?.map((file) => ({ ...readStructure(file), name: file })) ?? [];
  const preset = presetFromFlags(flags);
  return {
    preset: { ...preset, baselines: flags.baselines ?? preset.baselines },
    startFrom,
    backend: flags.backend,
    kernel: flags.kernel,
    command: commandLineWithout('--then'), // orders are kept beside it
    orders: flags.then,
  };
}

/** These say how a run is worked on, all others what it is about. */
const freeFlags = ['resume', 'workers', 'runs', 'tui', 'json'];

function resumedRun(flags: Flags, command: Command): DesignSubject {
  const fixed = Object.keys(flags).filter(
    (name) => !freeFlags.includes(name) && command.getOptionValueSource(name) === 'cli',
  );
  if (fixed.length > 0)
    throw new LoopsmithError(
      `--resume goes on with what the run was about: expected none of ${fixed.map((name) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`).join(', ')}`,
    );
  return takeUp(flags.resume ?? '', flags);
}

function takeUp(name: string, { runs: root }: DesignFlags): DesignSubject {
  const { run: resumed, ...subject } = openResumable(name, { root });
  return { ...subject, resumed, command: resumed.command };
}

/** @param name folder or name of a run; for "runs resume" */
export const resumeRun = (name: string, flags: DesignFlags): Promise<void> => runDesign(takeUp(name, flags), flags);
