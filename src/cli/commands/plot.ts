// loopsmith plot curve | structure | designs | scatter | samples | morph
import { Command } from 'commander';
import { withExample } from '../flags/options.js';
import { curveCommand } from '../plot/curve.js';
import { designsCommand } from '../plot/designs.js';
import { morphCommand } from '../plot/morph.js';
import { samplesCommand } from '../plot/samples.js';
import { scatterCommand } from '../plot/scatter.js';
import { structureCommand } from '../plot/structure.js';

export function command(): Command {
  const plot = new Command('plot').description(
    'Pictures for papers and slides, as SVG or PNG by the name of the file: sized in millimetres, readable without colour.',
  );
  const kinds = [curveCommand, structureCommand, designsCommand, scatterCommand, samplesCommand, morphCommand];
  for (const kind of kinds) plot.addCommand(kind());
  return withExample(plot, 'loopsmith plot curve runs/20260101-120000-first-light --out curve.svg');
}
