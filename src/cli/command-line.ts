// The command that was typed, for cards and reports: it repeats what was done.
import { shellLine } from '../shell-line.js';

/** @param args @default those of this process */
export const commandLine = (args: readonly string[] = ownArguments()): string => shellLine(...args);

/** The same without an option and its values. */
export const commandLineWithout = (option: string, args: readonly string[] = ownArguments()): string =>
  commandLine(args.filter((arg, i) => arg !== option && args[i - 1] !== option && !arg.startsWith(`${option}=`)));

const ownArguments = () => process.argv.slice(2);
