// loopsmith plot scatter FILE | --model NAME
import { Command, Option } from 'commander';
import { z } from 'zod';
import { LoopsmithError } from '../../errors.js';
import { parseJson } from '../../json.js';
import type { BackendRequest } from '../../model/backend.js';
import { columnWidth, onPaper } from '../../plot/paper.js';
import { type ScatterPanel, scatterGridSvg } from '../../plot/scatter-svg.js';
import { type AnchorName, anchorNames } from '../../quantities.js';
import { readText } from '../../store/read-bytes.js';
import type { EvaluatedStructure, Evaluation } from '../../train/evaluate-model.js';
import { backendOption, collect } from '../flags/options.js';
import { warn } from '../output.js';
import { type PictureFlags, savePicture, withPictureOptions } from './picture.js';

interface Flags extends PictureFlags {
  model?: string;
  data?: string[];
  quantity?: AnchorName;
  backend: BackendRequest;
}

export function scatterCommand(): Command {
  const scatter = new Command('scatter')
    .description('Predicted against computed anchor points of labelled structures, a panel per anchor point.')
    .argument('[file]', 'what "loopsmith evaluate --json" printed; or give --model')
    .option('--model <name>', 'instead of a file: a shipped model or model folder, evaluated on its test records')
    .option(
      '--data <dir>',
      'with --model: labelled data; repeatable (default: that of the physics of the model)',
      collect,
    )
    .addOption(new Option('--quantity <name>', 'one anchor point only').choices(anchorNames))
    .addOption(backendOption());
  const examples = [
    'loopsmith evaluate --model first-light --json > evaluation.json',
    'loopsmith plot scatter evaluation.json --out scatter.svg',
    'loopsmith plot scatter --model first-light --quantity hc --width "85 mm" --out hc.png',
  ];
  return withPictureOptions(scatter, 170, ...examples).action(run);
}

async function run(file: string | undefined, flags: Flags): Promise<void> {
  const { quantity, width } = flags;
  const evaluation = await evaluationOf(file, flags);
  const names = quantity ? [quantity] : anchorNames;
  const panels = names.map((name): ScatterPanel => ({ quantity: name, pairs: pairsOf(evaluation, name) }));
  const empty = panels.filter(({ pairs }) => pairs.length === 0).map(({ quantity: name }) => name);
  if (empty.length > 0) warn(`no structure reaches ${empty.join(', ')}`);
  const columns = width < 1.5 * columnWidth ? 2 : 3;
  const svg = scatterGridSvg(panels, { columns, ...onPaper(width) });
  const { model, count } = evaluation;
  await savePicture(svg, flags, { model, count, quantities: names });
}

type Evaluated = Pick<Evaluation, 'model' | 'count'> & {
  structures: Pick<EvaluatedStructure, 'index' | 'predicted' | 'solved'>[];
};

async function evaluationOf(file: string | undefined, { model, data, backend }: Flags): Promise<Evaluated> {
  if (file !== undefined && model !== undefined)
    throw new LoopsmithError('a file and --model both say what is plotted: give one of them');
  if (file !== undefined) return readEvaluation(file);
  if (model === undefined)
    throw new LoopsmithError('expected a file that "loopsmith evaluate --json" printed, or --model');
  // The networks are loaded only where they are asked: a figure of a file is drawn at once.
  const { evaluateModel } = await import('../../train/evaluate-model.js');
  const { labelledData } = await import('../labelled-data.js');
  return evaluateModel({ model, data: data ?? [labelledData(model)], backend });
}

const value = z.number().nullable();
const anchors = z.object({ m1: value, mr: value, hk90: value, hk80: value, hk70: value, hc: value });
const evaluationSchema = z.object({
  model: z.string(),
  count: z.number(),
  structures: z.array(z.object({ index: z.number(), predicted: anchors, solved: anchors })),
});

/** A hundred thousand structures take half of it. */
const mostEvaluationBytes = 64 * 2 ** 20;

function readEvaluation(path: string): Evaluated {
  const text = readText(path, mostEvaluationBytes);
  return parseJson(text, evaluationSchema, path, {
    expected: 'what "loopsmith evaluate --json" prints',
    kind: 'usage',
  });
}

/** Structures that reach the anchor point both in the prediction and in the computation. */
const pairsOf = ({ structures }: Evaluated, name: AnchorName) =>
  structures.flatMap(({ predicted: { [name]: predicted }, solved: { [name]: computed } }) =>
    predicted === null || computed === null ? [] : [{ predicted, computed }],
  );
