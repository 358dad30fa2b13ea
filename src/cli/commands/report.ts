// loopsmith report RUN
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { reportHtml } from '../../report/report-html.js';
import { readRun } from '../../store/read-run.js';
import { writeWhole } from '../../store/write-whole.js';
import { jsonOption, runsOption, wholeNumber, withExample } from '../flags/options.js';
import { print, printJson, warn } from '../output.js';

interface Flags {
  out?: string;
  best: number;
  runs: string;
  json?: boolean;
}

export function command(): Command {
  const report = new Command('report')
    .description('Write a run as one HTML file for colleagues: no network needed, for screens, phones and A4.')
    .argument('<run>', 'run folder or its name')
    .option('--out <file.html>', 'where to write it (default: report.html in the folder of the run)', htmlFile)
    .option('--best <n>', 'candidates shown with their structure and curve', wholeNumber(1, 12), 4)
    .addOption(runsOption())
    .addOption(jsonOption());
  const example = 'loopsmith report runs/20260101-120000-first-light --out report.html';
  return withExample(report, example).action(run);
}

/** So that no file of the run is written over. */
function htmlFile(path: string): string {
  if (/\.html?$/i.test(path)) return path;
  throw new InvalidArgumentError('expected a file name that ends in .html.');
}

function run(name: string, { out, best, runs: root, json }: Flags): void {
  const stored = readRun(name, { root });
  const { text, facts, problems } = reportHtml(stored, { best });
  const path = out ?? join(stored.path, 'report.html');
  writeWhole(path, text);
  for (const problem of problems) warn(problem);
  const verified = facts.candidates.filter((candidate) => candidate.verified).length;
  const candidates = facts.candidates.length;
  const bytes = Buffer.byteLength(text);
  if (json) printJson({ run: stored.path, out: path, bytes, state: facts.state, candidates, verified, problems });
  else
    print(`${path}: ${facts.state}, ${verified} of ${candidates} candidates verified, ${Math.ceil(bytes / 1000)} kB`);
}
