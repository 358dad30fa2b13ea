// The best candidates: what they look like, and their curves beside what was predicted and what is wanted.
import { parseCurve } from '../../curve/curve-csv.js';
import { curveSvg } from '../../plot/curve-svg.js';
import { structureSvg } from '../../plot/structure-svg.js';
import type { CandidateTexts, StoredRun } from '../../store/read-run.js';
import { grainCount, type Structure } from '../../structure/structure.js';
import { parseStructure } from '../../structure/structure-json.js';
import type { CandidateFacts } from '../candidate-facts.js';
import type { RunFacts } from '../facts.js';
import { type Content, type Html, html, raw } from '../html.js';
import { shownQuantities } from '../shown-quantities.js';
import { counted } from '../wording.js';
import { anchorTable } from './anchor-table.js';

/** With more grains than this a structure is drawn as an image: polygons would make the report big. */
const mostPolygons = 600;
const rasterCells = 320;

export interface BestOptions {
  /** How many candidates. */
  count: number;
  /** Takes what could not be drawn. */
  onProblem: (problem: string) => void;
}

export function best(run: StoredRun, facts: RunFacts, { count, onProblem }: BestOptions): Content {
  const shown = facts.candidates.slice(0, count);
  if (shown.length === 0) return null;
  const cards = shown.map((candidate) => {
    const files = candidate.number === null ? null : run.candidate(candidate.number);
    return card(candidate, files, facts, onProblem);
  });
  return html`<section><h2>${shown.length === 1 ? 'Best candidate' : 'Best candidates'}</h2>
${cards}
</section>`;
}

type OnProblem = BestOptions['onProblem'];

function card(candidate: CandidateFacts, files: CandidateTexts | null, run: RunFacts, onProblem: OnProblem): Html {
  const name = candidate.number === null ? 'Candidate' : `Candidate ${candidate.number}`;
  const verdict = candidate.verified
    ? html`<span class="badge yes">verified</span>`
    : html`<span class="badge no">not verified</span>`;
  // With more columns the table needs the width of the page for itself.
  const layout = candidate.polished || candidate.robustness ? 'figures below' : 'figures';
  return html`<article class="candidate">
<h3><span class="rank">${candidate.rank}</span> ${name} ${verdict}</h3>
<div class="${layout}">
${files && attempt(() => structureFigure(files), onProblem)}
${files && attempt(() => curveFigure(candidate, files, run), onProblem)}
${anchorTable(candidate, run)}
</div>
</article>`;
}

/** A file that cannot be drawn costs its own figure only. */
function attempt(draw: () => Content, onProblem: OnProblem): Content {
  try {
    return draw();
  } catch (error) {
    onProblem(error instanceof Error ? error.message : String(error));
    return null;
  }
}

const fileOf = ({ number }: CandidateTexts, file: string) => `candidates/${String(number).padStart(2, '0')}/${file}`;

function structureFigure(files: CandidateTexts): Content {
  if (files.structure === null) return null;
  const structure = parseStructure(files.structure, fileOf(files, 'structure.json'));
  const cells = grainCount(structure) > mostPolygons ? rasterCells : undefined;
  const svg = structureSvg(structure, { width: 260, em: 11, cells });
  return html`<figure class="structure">${raw(svg)}<figcaption>${structureCaption(structure)}</figcaption></figure>`;
}

function structureCaption(structure: Structure): string {
  const grains = grainCount(structure);
  // A grain of the mean area, as a circle.
  const diameter = structure.size * Math.sqrt(4 / (Math.PI * grains));
  return `${counted(grains, 'grain')}, ${Number((diameter * 1e9).toPrecision(2))} nm on average`;
}

function curveFigure(candidate: CandidateFacts, files: CandidateTexts, run: RunFacts): Content {
  if (files.curveCsv === null) return null;
  const curve = parseCurve(files.curveCsv, fileOf(files, 'curve.csv'));
  const { predictedLast: predicted, polished, solved } = candidate;
  const known = Object.values(predicted).some((given) => given !== null);
  const series = { curve, label: 'solved', anchors: polished ?? solved, predicted: known ? predicted : undefined };
  const svg = curveSvg([series], {
    material: run.config?.physics?.material ?? null,
    target: run.target,
    fieldRange: secondQuadrant(candidate, run),
    width: 350,
    height: 270,
    em: 11,
  });
  return html`<figure class="curve">${raw(svg)}</figure>`;
}

/** In HA: what matters of a magnet lies between a little above H = 0 and the coercivity; the whole curve where M1 is wanted. */
function secondQuadrant(candidate: CandidateFacts, run: RunFacts): [number, number] | undefined {
  if (shownQuantities(run).includes('m1')) return undefined;
  const fields = [candidate.solved, candidate.predicted, candidate.polished, run.target].flatMap((points) =>
    (['hk90', 'hk80', 'hk70', 'hc'] as const).map((name) => points?.[name] ?? 0),
  );
  return [-Math.min(1, Math.ceil(10 * (Math.max(0.1, ...fields) + 0.03)) / 10), 0.2];
}
