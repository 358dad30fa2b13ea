// loopsmith polish RUN --candidate N
import { Command } from 'commander';
import { mostSolves, usualSolves } from '../../design/order-schema.js';
import { askRun } from '../ask-run.js';
import type { DesignFlags } from '../design-run.js';
import { jsonOption, runsOption, tuiOption, wholeNumber, withExample, workersOption } from '../flags/options.js';

interface Flags extends DesignFlags {
  candidate: number;
  solves: number;
}

export function command(): Command {
  const polish = new Command('polish')
    .description(
      'Move the grains of a candidate a little more, the solver in the loop, until its curve is well inside the tolerance.',
    )
    .argument('<run>', 'run folder or its name; done, stopped, or in progress: then it is done there')
    .requiredOption('--candidate <n>', 'number of its folder', wholeNumber(1))
    .option('--solves <n>', 'solver runs at most', wholeNumber(1, mostSolves), usualSolves)
    .addOption(workersOption())
    .addOption(runsOption())
    .addOption(tuiOption())
    .addOption(jsonOption());
  const example = 'loopsmith polish runs/20260101-120000-first-light --candidate 3';
  return withExample(polish, example).action((run: string, { candidate, solves, ...flags }: Flags) =>
    askRun(run, { do: 'polish', candidate: candidate - 1, solves }, flags),
  );
}
