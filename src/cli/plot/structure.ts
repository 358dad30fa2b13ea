// loopsmith plot structure FILE|RUN
import { statSync } from 'node:fs';
import { Command, Option } from 'commander';
import { LoopsmithError } from '../../errors.js';
import { onPaper } from '../../plot/paper.js';
import { structureSvg } from '../../plot/structure-svg.js';
import { grainCount, type Structure } from '../../structure/structure.js';
import { parseStructure } from '../../structure/structure-json.js';
import { runsOption, wholeNumber } from '../flags/options.js';
import { readStructure } from '../read-structure.js';
import { type PictureFlags, savePicture, withPictureOptions } from './picture.js';
import { type ChoiceFlags, chooseCandidates } from './stored-candidates.js';

interface Flags extends PictureFlags, Omit<ChoiceFlags, 'best'> {
  boundaries?: boolean;
}

export function structureCommand(): Command {
  const structure = new Command('structure')
    .description('Grains in the colours of their easy axes (k_x from -1, red, to +1, blue), with a scale bar.')
    .argument('<file|run>', 'structure JSON, or a run (its best candidate)')
    .option('--boundaries', 'draw the grain boundaries')
    .addOption(new Option('--candidate <n>', 'of a run: the candidate in this folder').argParser(wholeNumber(1)))
    .addOption(runsOption());
  const example = 'loopsmith plot structure structure.json --boundaries --out structure.svg';
  return withPictureOptions(structure, 85, example).action(run);
}

async function run(source: string, flags: Flags): Promise<void> {
  const isFile = /\.json$/i.test(source) || statSync(source, { throwIfNoEntry: false })?.isFile();
  const structure = isFile ? readStructure(source) : fromRun(source, flags);
  const svg = structureSvg(structure, { boundaries: flags.boundaries, ...onPaper(flags.width) });
  const { name, size } = structure;
  await savePicture(svg, flags, { structure: name ?? source, grains: grainCount(structure), size });
}

function fromRun(name: string, flags: Flags): Structure {
  const [{ files, where }] = chooseCandidates(name, { ...flags, best: 1 }).candidates;
  if (files.structure === null) throw new LoopsmithError(`${where}: no structure.json to draw`, 'failed');
  return parseStructure(files.structure, `${where}/structure.json`);
}
