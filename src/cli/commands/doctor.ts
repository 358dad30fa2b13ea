// loopsmith doctor: what this machine offers, why, and what to do about what is missing.
import { availableParallelism, totalmem } from 'node:os';
import { Command } from 'commander';
import { examine, type Finding } from '../../design/examine.js';
import { jsonOption, withExample } from '../flags/options.js';
import { print, printJson } from '../output.js';

export function command(): Command {
  const doctor = new Command('doctor').description(
    'What this machine offers, why, and what to do about what is missing.',
  );
  return withExample(doctor.addOption(jsonOption()), 'loopsmith doctor').action(run);
}

async function run({ json }: { json?: boolean }): Promise<void> {
  const report = await examine();
  if (json) return printJson({ ...report, cores: availableParallelism(), memoryGiB: Math.round(totalmem() / 2 ** 30) });
  for (const finding of report.findings) print(line(finding));
  const missing = report.findings.filter(({ remedy }) => remedy !== null).length;
  print(missing === 0 ? 'all is there' : `${missing} ${missing === 1 ? 'thing' : 'things'} to look at (marked !)`);
}

const line = ({ what, found, remedy }: Finding): string =>
  `${remedy === null ? ' ' : '!'} ${what.padEnd(10)} ${found}${remedy === null ? '' : `\n  ${' '.repeat(10)} -> ${remedy}`}`;
