// Flags that several commands share, and the checks of their values.
import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { usualModel, usualPhysics } from '../../config/usual.js';
import type { BackendRequest } from '../../model/backend.js';
import { kernelChoices } from '../../solver/choose-kernel.js';

/** A whole number in a range, for Commander's argument parser. */
export const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(
        `expected a whole number from ${least}${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''}.`,
      );
    return value;
  };

/** A number above 0. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError('expected a number above 0.');
  return value;
}

/** Repeated flags make a list. */
export const collect = (value: string, previous: string[] = []): string[] => [...previous, value];

export const jsonOption = () => new Option('--json', 'print one JSON document, everything else to standard error');

export const tuiOption = () => new Option('--no-tui', 'plain lines, also in a terminal');

export const workersOption = () =>
  new Option('--workers <n>', 'worker threads')
    .argParser(wholeNumber(1, 1024))
    .default(availableParallelism(), 'all cores');

export const backendOption = () =>
  new Option('--backend <name>', 'TensorFlow: native, wasm, or the faster one that works')
    .choices(['auto', 'native', 'wasm'] satisfies BackendRequest[])
    .default('auto');

export const physicsOption = () => new Option('--physics <name>', 'resolved, paper, or a file').default(usualPhysics);

/** @param more what else comes of it */
export const materialOption = (more = '') =>
  new Option(
    '--material <file>',
    `a material of your own, in place of that of the physics: name, saturationPolarization, exchangeStiffness, anisotropyConstant${more}`,
  );

export const modelOption = () =>
  new Option('--model <name>', 'shipped model or model folder').default(usualModel(usualPhysics));

export const kernelOption = () =>
  new Option('--kernel <name>', 'solver: native, webassembly, javascript, or the first of them that is there')
    .choices(kernelChoices)
    .default('auto');

/** @param what it says, in short */
export const targetOption = (what = 'what is wanted') =>
  new Option('--target <goal>', `${what}: mr=0.7, "hc=2.0 T+-0.1 T", "hc>=0.3", mr=maximize; repeatable`).argParser(
    collect,
  );

export const runsOption = () => new Option('--runs <dir>', 'folder of the runs').default('runs');

/** The same closing section in every help. */
export const withExample = (command: Command, ...examples: string[]): Command =>
  command.addHelpText('after', `\nExample:\n${examples.map((line) => `  ${line}`).join('\n')}`);
