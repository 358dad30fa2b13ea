// A command as one can paste it into a shell.

/** @param args of loopsmith; quoted where they need it */
export const shellLine = (...args: readonly string[]): string =>
  ['loopsmith', ...args.map((arg) => (/^[\w./=:,@+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`))].join(
    ' ',
  );
