#!/usr/bin/env node
// The command line: which commands there are, and how every one of them ends. Only this file prints errors and sets the exit code:
// 0 done, 1 failed (or stopped), 2 wrong use.
import { Command, CommanderError } from 'commander';
import { LoopsmithError, MistakesError } from '../errors.js';
import { canDraw } from '../tui/theme.js';
import { version } from '../version.js';
import { guardOutput, say } from './output.js';

interface Entry {
  name: string;
  summary: string;
  load: () => Promise<{ command: () => Command }>;
  /** What the command does without a word more. */
  bare?: string;
}

/** In the order of the help. A command's module is loaded only when it is called. */
export const commands: readonly Entry[] = [
  {
    name: 'design',
    summary: 'find grain structures with the curve you want',
    load: () => import('./commands/design.js'),
  },
  {
    name: 'simulate',
    summary: 'solve the demagnetization curve of a structure',
    load: () => import('./commands/simulate.js'),
  },
  {
    name: 'predict',
    summary: 'ask the model for the anchor points of a structure',
    load: () => import('./commands/predict.js'),
  },
  {
    name: 'morph',
    summary: 'from one structure to another through the latent space, predicted and solved',
    load: () => import('./commands/morph.js'),
  },
  {
    name: 'import',
    summary: 'make a structure from a measured or drawn grain map',
    load: () => import('./commands/import.js'),
  },
  { name: 'evaluate', summary: 'errors of the model on labelled data', load: () => import('./commands/evaluate.js') },
  {
    name: 'verify',
    summary: 'solve the candidates of a run again, or more of them',
    load: () => import('./commands/verify.js'),
  },
  { name: 'polish', summary: 'polish a candidate of a run further', load: () => import('./commands/polish.js') },
  {
    name: 'export',
    summary: 'write structures, curves and magnetization for other programs',
    load: () => import('./commands/export.js'),
  },
  {
    name: 'dataset',
    summary: 'generate, merge and describe labelled data',
    load: () => import('./commands/dataset.js'),
  },
  { name: 'train', summary: 'train the networks', load: () => import('./commands/train.js') },
  {
    name: 'report',
    summary: 'write a run as one HTML file for colleagues',
    load: () => import('./commands/report.js'),
  },
  {
    name: 'plot',
    summary: 'curves, structures, scatters, samples and morphs as SVG or PNG',
    load: () => import('./commands/plot.js'),
  },
  {
    name: 'presets',
    summary: 'list, show, check and make presets',
    load: () => import('./commands/presets.js'),
    bare: 'ls',
  },
  {
    name: 'objectives',
    summary: 'list and show objectives',
    load: () => import('./commands/objectives.js'),
    bare: 'ls',
  },
  {
    name: 'runs',
    summary: 'list, show, check, resume, replay and remove runs',
    load: () => import('./commands/runs.js'),
    bare: 'ls',
  },
  {
    name: 'doctor',
    summary: 'what this machine offers and what is missing',
    load: () => import('./commands/doctor.js'),
  },
];

async function buildProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('loopsmith')
    .description(
      'Say which demagnetization curve you want, get grain structures that a micromagnetic solver confirms have it.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .addHelpText(
      'after',
      '\nWithout a command, in a terminal: the screens.\n\nExample:\n  loopsmith design --target mr=0.7 --target "hc=2.0 T"\n\nloopsmith COMMAND --help explains a command.',
    );
  for (const { name, summary, load } of commands) {
    const command = args.includes(name) ? (await load()).command() : new Command(name).allowUnknownOption();
    program.addCommand(command.summary(summary));
  }
  silence(program);
  return program;
}

/** Commander throws instead of printing and exiting; help goes to standard output. */
function silence(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => {} });
  for (const sub of command.commands) silence(sub);
}

/** "presets --json" is "presets ls --json". */
function complete(args: string[]): string[] {
  const [name, ...rest] = args;
  const bare = commands.find((entry) => entry.name === name)?.bare;
  const [first] = rest;
  const said = first !== undefined && (!first.startsWith('-') || first === '-h' || first === '--help');
  return bare && !said ? [name, bare, ...rest] : args;
}

async function main(args: string[]): Promise<number> {
  try {
    if (args.length === 0 && canDraw(process.stdout, process.stdin, process.env)) {
      const { showScreens } = await import('./screens.js');
      await showScreens({ root: 'runs' });
      return 0;
    }
    const program = await buildProgram(args);
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error);
  }
}

/** One line for what is expected to happen; a stack only for a defect. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return 2;
    say(`loopsmith: ${error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')}`);
    return 2;
  }
  if (error instanceof LoopsmithError) {
    const [first, ...more] = error instanceof MistakesError ? error.mistakes : [error.message];
    // The first line is the one that a screen shows.
    for (const line of [`loopsmith: ${first}`, ...more.map((one) => `           ${one}`)]) say(line);
    return error.kind === 'usage' ? 2 : 1;
  }
  if (error instanceof Error && 'syscall' in error) say(`loopsmith: ${error.message}`);
  else say(`loopsmith: this is a defect, please report it: ${error instanceof Error ? error.stack : String(error)}`);
  return 1;
}

guardOutput();
process.exitCode = await main(complete(process.argv.slice(2)));
