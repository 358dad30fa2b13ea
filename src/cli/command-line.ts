// The command that was typed, for cards and reports: it repeats what was done.

/** @param args @default those of this process */
export const commandLine = (args: readonly string[] = process.argv.slice(2)): string =>
  ['loopsmith', ...args.map((arg) => (/^[\w./=:,@+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`))].join(
    ' ',
  );
