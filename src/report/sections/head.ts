// What the run was, what came of it, and what is wrong with it, in a few lines.
import { describeOrder, describeSearchEnd } from '../../design/order-text.js';
import { duration } from '../../format.js';
import type { RunFacts } from '../facts.js';
import { type Content, type Html, html } from '../html.js';
import { counted, dateTime, definitions } from '../wording.js';

export function head(facts: RunFacts, problems: readonly string[]): Html {
  const { name, config, created, path } = facts;
  const about = config?.objective?.description || config?.description;
  return html`<header>
<p class="kicker"><span>Loopsmith design report</span><span>${dateTime(created)}</span></p>
<h1>${name || path}</h1>
${about && html`<p class="about">${about}</p>`}
<p class="verdict">${verdict(facts)}</p>
${notice(facts)}
${asked(facts)}
${missing(problems)}
${keyFacts(facts)}
</header>`;
}

function verdict({ candidates, state, config }: RunFacts): Content {
  if (candidates.length === 0)
    return state === 'unfinished' ? 'No candidate solved so far.' : 'No candidate was solved.';
  const verified = candidates.filter((candidate) => candidate.verified).length;
  const all = counted(candidates.length, 'candidate');
  const terms = config?.objective?.terms ?? [];
  if (verified > 0 && terms.length > 0 && terms.every(({ goal }) => goal === 'maximize' || goal === 'minimize'))
    return html`<strong>${verified} of ${all}</strong> verified: only wishes are wanted, which every whole curve meets.`;
  const met = 'within tolerance';
  if (verified === 0) return html`<strong>None of ${all}</strong> verified: no solved curve meets the target ${met}.`;
  if (verified === 1) return html`<strong>1 of ${all}</strong> verified: its solved curve meets the target ${met}.`;
  return html`<strong>${verified} of ${all}</strong> verified: their solved curves meet the target ${met}.`;
}

/** Where the run did not come to its end, that is the first thing to know. */
function notice({ state, message, seconds, candidates, sentToSolver }: RunFacts): Content {
  const after = seconds === null ? '' : ` after ${duration(seconds)}`;
  const open = sentToSolver - candidates.length;
  const left = open > 0 && ` ${counted(open, 'candidate')} of ${sentToSolver} had not been solved by then.`;
  if (state === 'stopped')
    return aside(
      `This run was stopped${after}.`,
      html`It shows what had been found by then, which need not be the best that
the whole run would have found.${left}`,
    );
  if (state === 'unfinished')
    return aside(
      'This run has not finished:',
      html`it was still going on when this report was written, or it was killed.${left}`,
    );
  if (state === 'failed')
    return aside(`This run failed${after}${message ? ':' : '.'}`, html`${sentence(message)}${left}`, 'bad');
  return null;
}

/** What a reader of the preset alone would not expect. */
function asked({ orders, searchEnded }: RunFacts): Content {
  if (orders.length === 0) return null;
  const said = orders.map((order) =>
    order.do === 'verify-now' && searchEnded ? describeSearchEnd(searchEnded) : describeOrder(order),
  );
  return aside('Asked for beside the preset:', html`${said.join('; ')}.`);
}

const aside = (lead: string, rest: Html, kind = ''): Html =>
  html`<aside class="notice ${kind}"><p><strong>${lead}</strong> ${rest}</p></aside>`;

const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);

/** More problems than these are only counted. */
const mostProblems = 12;

function missing(problems: readonly string[]): Content {
  if (problems.length === 0) return null;
  const more = problems.length - mostProblems;
  return html`<aside class="notice">
<p>Not all of the run could be read; what is missing is left out below.</p>
<ul>${problems.slice(0, mostProblems).map((problem) => html`<li>${problem}</li>`)}${more > 0 && html`<li>and ${more} more</li>`}</ul>
</aside>`;
}

function keyFacts({ config, started, seconds, path }: RunFacts): Html {
  const physics = config?.physics;
  const name = physics?.name || (started && String(started.physics));
  const plane = physics?.magnetization === 'planar' ? 'held in the plane' : 'free';
  const cells = physics && `: ${Number((physics.cellSize * 1e9).toPrecision(3))} nm cells, magnetization ${plane}`;
  return definitions([
    ['Run', path.split(/[/\\]/).at(-1)],
    ['Took', seconds !== null && duration(seconds)],
    ['Physics', name && html`${name}${cells}`],
    ['Model', config?.model || (started && String(started.model))],
    ['Seed', config?.seed],
  ]);
}
