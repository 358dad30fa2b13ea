// A run as one HTML file for colleagues: nothing in it is loaded from elsewhere, and nothing in it runs.
import { fontFaceRules } from '../plot/fonts.js';
import type { StoredRun } from '../store/read-run.js';
import { factsOf, type RunFacts } from './facts.js';
import { html, raw } from './html.js';
import { allCandidates } from './sections/all-candidates.js';
import { baselines } from './sections/baselines.js';
import { best } from './sections/best.js';
import { chain } from './sections/chain.js';
import { front } from './sections/front.js';
import { head } from './sections/head.js';
import { history } from './sections/history.js';
import { objective } from './sections/objective.js';
import { repeat } from './sections/repeat.js';
import { terms } from './sections/terms.js';
import { style } from './style.js';

export interface ReportHtmlOptions {
  /** How many candidates are shown with their structure and curve. @default 4 */
  best?: number;
}

export interface ReportHtml {
  /** The whole file. */
  text: string;
  facts: RunFacts;
  /** What of the run is missing or broken, one line each; the report says so too. */
  problems: string[];
}

/** Same run, same bytes. */
export function reportHtml(run: StoredRun, { best: count = 4 }: ReportHtmlOptions = {}): ReportHtml {
  const facts = factsOf(run);
  const undrawn: string[] = [];
  const onProblem = (problem: string) => void undrawn.push(problem);
  const sections = [
    objective(facts),
    best(run, facts, { count, onProblem }),
    front(facts),
    allCandidates(facts),
    baselines(facts),
    history(facts),
    chain(facts),
    repeat(facts, run.config),
    terms(facts),
  ];
  // After the sections: some files are read only by them.
  const problems = [...run.problems, ...undrawn];
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">
<meta name="color-scheme" content="light">
<link rel="icon" href="data:,">
<title>${facts.name || facts.path}: Loopsmith design report</title>
<style>${raw(`${fontFaceRules()}\n${style}`)}</style>
</head>
<body>
<main>
${head(facts, problems)}
${sections}
</main>
</body>
</html>
`;
  return { text: markup, facts, problems };
}
