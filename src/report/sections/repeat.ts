// How to get the same again: the command, the versions, and all that the run was set to.
import type { RunFacts } from '../facts.js';
import { type Content, type Html, html } from '../html.js';
import { definitions } from '../wording.js';

/** A config longer than this (in characters) stays in its file. */
const mostConfig = 20_000;

/** @param settings content of config.json */
export function repeat({ command, versions, started, config, warnings }: RunFacts, settings: unknown): Html {
  const said = (given: unknown) => (typeof given === 'string' || typeof given === 'number' ? given : null);
  const text = settings === null || settings === undefined ? '' : JSON.stringify(settings, null, 2);
  return html`<section><h2>To repeat it</h2>
${command ? commandBlock(command) : html`<p>The run does not say with which command it was started.</p>`}
${definitions([
  ['Loopsmith', versions.loopsmith],
  ['Node', versions.node],
  ['Networks on', said(started?.backend)],
  ['Workers', said(started?.workers)],
  ['Model', config?.model],
  ['Seed', config?.seed],
])}
${warningList(warnings)}
${text && text.length <= mostConfig && html`<details><summary>All settings (config.json)</summary><pre>${text}</pre></details>`}
</section>`;
}

const commandBlock = (command: string): Html =>
  html`<pre class="command"><code>${command}</code></pre>
<p class="note">The same seed gives the same candidates, whatever the number of workers.</p>`;

const warningList = (warnings: readonly string[]): Content =>
  warnings.length > 0 &&
  html`<h3>Warnings of the run</h3><ul class="warnings">${warnings.map((warning) => html`<li>${warning}</li>`)}</ul>`;
