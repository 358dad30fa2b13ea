// loopsmith plot samples --model NAME
import { Command } from 'commander';
import type { BackendRequest } from '../../model/backend.js';
import { onPaper } from '../../plot/paper.js';
import { samplesSvg } from '../../plot/samples-svg.js';
import { backendOption, collect, modelOption, wholeNumber } from '../flags/options.js';
import { type PictureFlags, savePicture, withPictureOptions } from './picture.js';

interface Flags extends PictureFlags {
  model: string;
  data?: string[];
  count: number;
  backend: BackendRequest;
}

export function samplesCommand(): Command {
  const samples = new Command('samples')
    .description(
      'Test structures as a model sees them: easy-axis image, its reconstruction from the code, solved curve with solved and predicted anchor points.',
    )
    .addOption(modelOption())
    .option('--data <dir>', 'labelled data; repeatable (default: that of the physics of the model)', collect)
    .option(
      '--count <n>',
      'how many, evenly spread over the test records from narrow to wide misorientation',
      wholeNumber(1, 24),
      4,
    )
    .addOption(backendOption());
  return withPictureOptions(samples, 170, 'loopsmith plot samples --count 4 --out samples.svg').action(run);
}

async function run(flags: Flags): Promise<void> {
  const { model, data, count, backend, width } = flags;
  const { testSamples } = await import('../../train/samples.js');
  const { labelledData } = await import('../labelled-data.js');
  const seen = await testSamples({ model, data: data ?? [labelledData(model)], count, backend });
  const samples = seen.samples.map((sample) => ({ ...sample, caption: caption(sample) }));
  const title = `${count} test structures of model ${seen.model}: original, reconstruction, curve`;
  const svg = samplesSvg(samples, { cells: seen.cells, title, ...onPaper(width) });
  const shown = seen.samples.map(({ index, grains, maximumMisorientation, predicted, solved }) => ({
    index,
    grains,
    maximumMisorientation,
    predicted,
    solved,
  }));
  await savePicture(svg, flags, { model: seen.model, samples: shown });
}

const caption = ({ grains, maximumMisorientation }: { grains: number; maximumMisorientation: number }): string =>
  `*n*_g = ${grains}, *θ* = ${((maximumMisorientation * 180) / Math.PI).toFixed(0)}°`;
