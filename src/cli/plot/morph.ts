// loopsmith plot morph A.json B.json
import { basename } from 'node:path';
import { Command } from 'commander';
import { morphStructures } from '../../design/morph.js';
import type { BackendRequest } from '../../model/backend.js';
import { morphSvg } from '../../plot/morph-svg.js';
import { onPaper } from '../../plot/paper.js';
import { backendOption, modelOption, wholeNumber } from '../flags/options.js';
import { createInterrupt } from '../interrupt.js';
import { readSample } from '../read-structure.js';
import { type PictureFlags, savePicture, withPictureOptions } from './picture.js';

interface Flags extends PictureFlags {
  steps: number;
  model: string;
  backend: BackendRequest;
}

export function morphCommand(): Command {
  const morph = new Command('morph')
    .description(
      'From one structure to another through the latent space, z = (1 - a) zA + a zB: decoded images and predicted curves.',
    )
    .argument('<a.json>', 'structure JSON')
    .argument('<b.json>', 'structure JSON')
    .option('--steps <n>', 'images, both ends included', wholeNumber(2, 24), 6)
    .addOption(modelOption())
    .addOption(backendOption());
  return withPictureOptions(morph, 170, 'loopsmith plot morph a.json b.json --steps 6 --out morph.svg').action(run);
}

async function run(a: string, b: string, flags: Flags): Promise<void> {
  const { steps: count, model, backend, width } = flags;
  const [from, to] = [readSample(a), readSample(b)];
  const interrupt = createInterrupt('stopping');
  try {
    const { card, cells, steps } = await morphStructures({
      from,
      to,
      steps: count,
      model,
      backend,
      signal: interrupt.signal,
    });
    const title = `from ${from.name ?? basename(a)} to ${to.name ?? basename(b)}, model ${card.name}`;
    const svg = morphSvg(steps, { cells, title, ...onPaper(width) });
    const shown = steps.map(({ share, predicted }) => ({ share, predicted }));
    await savePicture(svg, flags, { model: card.name, steps: shown });
  } finally {
    interrupt.release();
  }
}
