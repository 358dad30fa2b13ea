// loopsmith plot designs RUN...
import { Command } from 'commander';
import { parseCurve } from '../../curve/curve-csv.js';
import { LoopsmithError } from '../../errors.js';
import { designsSvg, type ShownDesign } from '../../plot/designs-svg.js';
import { shownUnit, shownValue, symbolOf } from '../../plot/notation.js';
import { onPaper } from '../../plot/paper.js';
import type { CandidateFacts } from '../../report/candidate-facts.js';
import type { RunFacts } from '../../report/facts.js';
import { shownQuantities, valueAt } from '../../report/shown-quantities.js';
import { parseStructure } from '../../structure/structure-json.js';
import { runsOption } from '../flags/options.js';
import { type PictureFlags, savePicture, withPictureOptions } from './picture.js';
import { chooseCandidates } from './stored-candidates.js';

interface Flags extends PictureFlags {
  runs: string;
}

export function designsCommand(): Command {
  const designs = new Command('designs')
    .description(
      'The best candidate of each run: its grains, its solved curve with what was predicted and what was wanted.',
    )
    .argument('<run...>', 'runs, in the order of the pictures')
    .addOption(runsOption());
  const example = 'loopsmith plot designs runs/soft runs/hard --out designs.svg';
  return withPictureOptions(designs, 170, example).action(run);
}

async function run(names: string[], flags: Flags): Promise<void> {
  const shown = names.map((name) => bestOf(name, flags.runs));
  const title = `${shown.length} designs: grains, and the solved curve with prediction and target`;
  const svg = designsSvg(shown, { title, ...onPaper(flags.width) });
  await savePicture(svg, flags, { designs: shown.map(({ target, solved }, i) => ({ run: names[i], target, solved })) });
}

function bestOf(name: string, runs: string): ShownDesign {
  const { run: facts, candidates } = chooseCandidates(name, { best: 1, runs });
  const [{ facts: best, files, where }] = candidates;
  if (files.structure === null) throw new LoopsmithError(`${where}: no structure.json to draw`, 'failed');
  const { target } = facts;
  return {
    caption: caption(facts, best),
    structure: parseStructure(files.structure, `${where}/structure.json`),
    predicted: best.predictedLast,
    solved: best.polished ?? best.solved,
    curve: files.curveCsv === null ? undefined : parseCurve(files.curveCsv, `${where}/curve.csv`),
    target: Object.keys(target).length > 0 ? target : undefined,
  };
}

/** What the solver says of the quantities that were wanted. */
function caption(run: RunFacts, best: CandidateFacts): string {
  const values = shownQuantities(run).map((name) => {
    const value = valueAt(best, best.polished ? 'polished' : 'solved', name);
    return `${symbolOf(name)} = ${value === null ? '–' : `${shownValue(name, value)} ${shownUnit(name).unit}`.trim()}`;
  });
  return values.join(', ');
}
