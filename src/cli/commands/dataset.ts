// loopsmith dataset generate | merge | info
import { Command } from 'commander';
import { loadPhysics, withMaterial } from '../../config/physics.js';
import { savePhysics } from '../../config/save-physics.js';
import type { DatasetCard } from '../../dataset/card.js';
import { generateDataset } from '../../dataset/generate.js';
import { datasetInfo } from '../../dataset/info.js';
import { mergeDataset } from '../../dataset/merge.js';
import { describeMissing } from '../../dataset/missing.js';
import { parseShard } from '../../dataset/shard.js';
import { describeWarned } from '../../dataset/statistics.js';
import { describeUnmerged } from '../../dataset/unmerged.js';
import { LoopsmithError } from '../../errors.js';
import type { Physics } from '../../physics.js';
import { createThreadPool } from '../../pool/thread-pool.js';
import { anchorNames, quantities } from '../../quantities.js';
import { createAnnouncer } from '../announce.js';
import { warnOfCoarseCells } from '../coarse-cells.js';
import { commandLine } from '../command-line.js';
import { describeLimits, drawLimits, type LimitFlags } from '../flags/draw-limits.js';
import {
  jsonOption,
  materialOption,
  physicsOption,
  tuiOption,
  wholeNumber,
  withExample,
  workersOption,
} from '../flags/options.js';
import { createInterrupt } from '../interrupt.js';
import { print, printJson, say, table, warn } from '../output.js';
import { watched } from '../watch.js';

interface GenerateFlags extends LimitFlags {
  count: number;
  seed: number;
  physics: string;
  material?: string;
  shard: string;
  workers: number;
  out?: string;
  tui: boolean;
  json?: boolean;
}

export function command(): Command {
  const dataset = new Command('dataset').description('Labelled data: structures, their curves and anchor points.');
  withExample(dataset, 'loopsmith dataset generate --count 500 --out data/resolved');
  const generate = dataset
    .command('generate')
    .description('Draw structures and solve their curves. Goes on where an earlier call ended.')
    .requiredOption('--count <n>', 'structures in the whole data set', wholeNumber(1))
    .option('--seed <n>', 'structure i depends on the seed and i only', wholeNumber(1), 1)
    .addOption(physicsOption())
    .addOption(materialOption('; the physics it makes is kept in presets/physics'))
    .option('--shard <k/n>', 'label only this share, for the jobs of a cluster; then merge', '1/1')
    .option('--grains <from-to>', 'drawn evenly (default: 16-256)')
    .option('--min-misorientation <angle>', 'of the largest one of a structure, drawn evenly too (default: 0)')
    .option('--max-misorientation <angle>', 'the same, for example "30 deg" (default: 180 deg)')
    .addOption(workersOption())
    .option('--out <dir>', 'data folder (default: presets/data/<physics>, where searches look)')
    .addOption(tuiOption())
    .addOption(jsonOption());
  withExample(
    generate,
    'loopsmith dataset generate --count 500 --out data/resolved',
    'loopsmith dataset generate --material ferrite.yaml --count 500 --grains 16-64 --max-misorientation "30 deg"',
  ).action(runGenerate);
  const merge = dataset
    .command('merge')
    .description('Join all parts into Parquet files with a data card.')
    .argument('<sources...>', 'data folders')
    .requiredOption('--out <dir>', 'data folder to write; what it holds is kept')
    .addOption(jsonOption());
  withExample(merge, 'loopsmith dataset merge data/shard-1 data/shard-2 --out data/resolved').action(
    async (sources, { out, json }) => {
      const { emit } = createAnnouncer();
      const card = await mergeDataset({ out, sources, command: commandLine(), emit });
      if (json) printJson(card);
      else print(describe(card, out));
    },
  );
  const info = dataset.command('info').description('What a data folder holds.').argument('<dir>', 'data folder');
  withExample(info.addOption(jsonOption()), 'loopsmith dataset info data/resolved').action(async (folder, { json }) => {
    const found = await datasetInfo(folder);
    if (json) return printJson(found);
    print(describe(found, folder));
    if (found.missing) print(describeMissing(found.missing));
    if (found.unmerged > 0) print(`of these ${describeUnmerged(folder, found.unmerged)}`);
  });
  return dataset;
}

async function runGenerate({ count, seed, shard, workers, out, tui, json, ...flags }: GenerateFlags): Promise<void> {
  if (await watched({ tui, json })) return;
  const part = parseShard(shard);
  const limits = drawLimits(flags);
  const physics = chosenPhysics(flags);
  const folder = out ?? `presets/data/${physics.name}`;
  const interrupt = createInterrupt('stopping; finished labels are kept');
  const lines = createAnnouncer();
  const pool = createThreadPool({ workers });
  try {
    const result = await generateDataset({
      out: folder,
      physics,
      seed,
      count,
      shard: part,
      limits,
      pool,
      emit: lines.emit,
      signal: interrupt.signal,
      command: commandLine(),
    });
    const { state, done, total, failures, warned, card } = result;
    if (json) printJson({ data: folder, state, done, total, failures, warned, card });
    else
      print(
        card
          ? describe(card, folder)
          : `${folder}: ${done} of ${total} labelled, ${failures} failed${describeWarned(warned)}`,
      );
    if (state === 'stopped')
      throw new LoopsmithError(`stopped at ${done} of ${total}; the same command goes on from there`, 'failed');
  } finally {
    lines.end();
    interrupt.release();
    await pool.close();
  }
}

/** With a material of its own it gets a name and a file, by which a preset finds it. */
function chosenPhysics({ physics: name, material }: Pick<GenerateFlags, 'physics' | 'material'>): Physics {
  const physics = withMaterial(loadPhysics(name), material, warn);
  if (material !== undefined) say(`physics "${physics.name}" is kept in ${savePhysics(physics)}`);
  warnOfCoarseCells(physics);
  return physics;
}

type Described = Pick<
  DatasetCard,
  'physics' | 'seed' | 'limits' | 'count' | 'complete' | 'warned' | 'anchors' | 'timing'
>;

function describe(
  { physics, seed, limits, count, complete, warned, anchors, timing }: Described,
  folder: string,
): string {
  const head = `${folder}: ${count} records (${complete} complete), physics ${physics.name}, seed ${seed}${describeLimits(limits)}${describeWarned(warned)}`;
  const time = timing ? `\n${timing.median.toFixed(1)} s per label (median of ${timing.records})` : '';
  if (!anchors) return head + time;
  const rows = anchorNames.map((name) => {
    const { mean, deviation, minimum, maximum } = anchors[name];
    return [
      quantities[name].symbol,
      ...[mean, deviation, minimum, maximum].map((value) => value.toFixed(4)),
      quantities[name].unit,
    ];
  });
  return `${head + time}\n${table(['', 'mean', 'deviation', 'least', 'greatest', 'unit'], rows)}`;
}
