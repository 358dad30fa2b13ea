// loopsmith plot curve FILE.csv|RUN|structure.json...
import { Command, InvalidArgumentError, Option } from 'commander';
import { curveSvg } from '../../plot/curve-svg.js';
import { onPaper } from '../../plot/paper.js';
import { collect, runsOption, wholeNumber } from '../flags/options.js';
import { warn } from '../output.js';
import { commonMaterial, readCurves } from './curve-sources.js';
import { type PictureFlags, savePicture, withPictureOptions } from './picture.js';

interface Flags extends PictureFlags {
  best: number;
  candidate?: number;
  label?: string[];
  range?: [number, number];
  physics?: string;
  closedCircuit?: boolean;
  prediction: boolean;
  title?: string;
  runs: string;
}

export function curveCommand(): Command {
  const curve = new Command('curve')
    .description('Demagnetization curves over each other, in reduced units and in tesla, with their anchor points.')
    .argument(
      '<source...>',
      'curve CSV (also a measured one), run (its best candidates), or structure JSON (is solved)',
    )
    .option('--label <text>', 'name in the legend, in the order of the curves; repeatable', collect)
    .option(
      '--range <low,high>',
      'applied field in HA, for example "-0.6,0.2" (default: all of the curves)',
      fieldRange,
    )
    .option('--title <text>', 'above the figure (default: none)')
    .addOption(
      new Option('--best <n>', 'of a run: so many of its best candidates').argParser(wholeNumber(1, 24)).default(1),
    )
    .addOption(new Option('--candidate <n>', 'of a run: the candidate in this folder').argParser(wholeNumber(1)))
    .option('--no-prediction', 'of a run: without what was predicted')
    .option(
      '--physics <name>',
      'of structures (default: resolved), of measured curves, and of those that do not hold their tesla',
    )
    .option('--closed-circuit', 'fields of measured curves are internal ones, as a hysteresisgraph measures')
    .addOption(runsOption());
  const examples = [
    'loopsmith plot curve runs/20260101-120000-first-light --out curve.svg',
    'loopsmith plot curve a.csv b.csv --label "15 degrees" --label "60 degrees" --range=-0.6,0.2 --out curves.png',
  ];
  return withPictureOptions(curve, 85, ...examples).action(run);
}

function fieldRange(text: string): [number, number] {
  const [low, high, ...more] = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const isRange = more.length === 0 && Number.isFinite(low) && Number.isFinite(high) && high - low >= 0.01;
  if (isRange && low >= -10 && high <= 10) return [low, high];
  throw new InvalidArgumentError('expected two fields in HA from low to high, such as --range=-0.6,0.2.');
}

async function run(sources: string[], flags: Flags): Promise<void> {
  const { label = [], range, title, prediction } = flags;
  const read = await readCurves(sources, flags);
  const series = read.curves.map(({ predicted, ...one }, i) => ({
    ...one,
    label: label[i] ?? one.label,
    predicted: prediction ? predicted : undefined,
  }));
  if (label.length > series.length) warn(`${label.length} labels for ${series.length} curves`);
  const material = commonMaterial(read.curves);
  if (!material)
    warn(
      `no axes in tesla: the curves are not of one material, or do not say of which${flags.physics === undefined ? '; --physics says it' : ''}`,
    );
  const svg = curveSvg(series, { material, target: read.target, title, fieldRange: range, ...onPaper(flags.width) });
  const curves = series.map(({ label: name, anchors }) => ({ label: name, anchors }));
  await savePicture(svg, flags, { curves });
}
