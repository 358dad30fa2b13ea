// loopsmith runs ls | show | replay | check | resume | rm
import { join } from 'node:path';
import { Command } from 'commander';
import type { Preset } from '../../config/preset.js';
import { checkRun } from '../../design/check-run.js';
import type { DesignReport } from '../../design/report.js';
import { readReport } from '../../design/stored-report.js';
import { MistakesError } from '../../errors.js';
import { shellLine } from '../../shell-line.js';
import { readRun } from '../../store/read-run.js';
import { removeRuns } from '../../store/remove-runs.js';
import { listRuns, readSummary } from '../../store/run-list.js';
import { openRun } from '../../store/run-store.js';
import { canDraw } from '../../tui/theme.js';
import { jsonOption, positiveNumber, runsOption, tuiOption, withExample, workersOption } from '../flags/options.js';
import { clock, eventLine } from '../lines.js';
import { print, printJson, table, warn } from '../output.js';
import { resultTables } from '../tables/result-tables.js';
import { resumeRun } from './design.js';

export function command(): Command {
  const runs = new Command('runs').description(
    'Runs are what designs leave behind: config, events, candidates, report.',
  );
  withExample(runs, 'loopsmith runs ls');
  const ls = runs
    .command('ls')
    .description('List the runs, newest first.')
    .addOption(runsOption())
    .addOption(jsonOption());
  withExample(ls, 'loopsmith runs ls').action(({ runs: root, json }) => {
    const all = listRuns({ root });
    if (json) return printJson(all);
    if (all.length === 0) return print(`no runs in ${root}`);
    const rows = all.map(({ path, state, candidates, verified, objective, problem }) => [
      path,
      state,
      String(candidates),
      verified === null ? '' : String(verified),
      problem ?? objective,
    ]);
    print(table(['run', 'state', 'candidates', 'verified', 'objective'], rows));
  });
  const show = runs.command('show').description('Print what a run found.').argument('<run>', 'folder or name');
  show.addOption(runsOption()).addOption(jsonOption());
  withExample(show, 'loopsmith runs show runs/20260101-120000-first-light').action((name, { runs: root, json }) => {
    const run = openRun(name, { root });
    const report = readReport(run.path);
    const { path, name: title, created, objective, config } = run;
    if (json) return printJson({ run: path, name: title, created, objective, config, report });
    print(`${path}: ${objective} (${title}, ${created})`);
    if (report) {
      print(resultTables(placed(report, path), config as Preset));
      if (report.state === 'stopped')
        print(`stopped before its end: "${shellLine('runs', 'resume', path)}" goes on with it`);
      return;
    }
    const { state, candidates } = readSummary(path);
    const goesOn = state === 'running' ? 'it goes on now' : `"${shellLine('runs', 'resume', path)}" goes on with it`;
    print(`${state}, ${candidates} candidates so far and no report yet: ${goesOn}`);
  });
  const replay = runs
    .command('replay')
    .description('Show a run once more as it went, on the screens; without a terminal as lines.')
    .argument('<run>', 'folder or name')
    .option('--speed <x>', 'times as fast', positiveNumber, 1)
    .addOption(runsOption());
  withExample(replay, 'loopsmith runs replay runs/20260101-120000-first-light --speed 4').action(replayRun);
  const check = runs
    .command('check')
    .description('Say whether a run folder is sound.')
    .argument('<run>', 'folder or name');
  check.addOption(runsOption()).addOption(jsonOption());
  withExample(check, 'loopsmith runs check runs/20260101-120000-first-light').action((name, { runs: root, json }) => {
    const result = checkRun(name, { root });
    if (json) printJson(result);
    else if (result.problems.length === 0)
      print(`${result.path}: sound, ${result.events} events, ${result.candidates} candidates`);
    if (result.problems.length > 0) throw new MistakesError(result.problems, 'failed');
  });
  const resume = runs
    .command('resume')
    .description('Go on with a run that was stopped or killed, to the same candidates.')
    .argument('<run>', 'folder or name')
    .addOption(workersOption())
    .addOption(runsOption())
    .addOption(tuiOption())
    .addOption(jsonOption());
  withExample(resume, 'loopsmith runs resume runs/20260101-120000-first-light').action(resumeRun);
  const rm = runs
    .command('rm')
    .description('Throw runs away, with everything in them; not those that a process works in.')
    .argument('<run...>', 'folders or names');
  rm.addOption(runsOption()).addOption(jsonOption());
  withExample(rm, 'loopsmith runs rm 20260101-120000-first-light').action((names: string[], { runs: root, json }) => {
    const removed = removeRuns(names, { root });
    if (json) printJson({ removed });
    else for (const path of removed) print(`removed ${path}`);
  });
  return runs;
}

async function replayRun(name: string, { speed, runs: root }: { speed: number; runs: string }): Promise<void> {
  // Said before a screen is opened.
  const run = readRun(name, { root });
  if (canDraw(process.stdout, process.stdin, process.env)) {
    const { showScreens } = await import('../screens.js');
    await showScreens({ root, opening: { screen: 'replay', run: run.path, speed } });
    return;
  }
  for (const event of run.events()) {
    const line = eventLine(event);
    if (line && !line.passing) print(`${clock(Date.parse(event.time))}  ${line.text}`);
  }
  for (const problem of run.problems) warn(problem);
}

/** Its candidates where the run lies now: it may have been moved. */
const placed = (report: DesignReport, run: string): DesignReport => ({
  ...report,
  candidates: report.candidates.map((one) => ({
    ...one,
    structure: join(run, ...one.structure.split(/[/\\]/).slice(-3)),
  })),
});
