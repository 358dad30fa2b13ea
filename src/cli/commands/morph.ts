// loopsmith morph A.json B.json
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { morphStructures } from '../../design/morph.js';
import { type SolvedStep, solveMorph } from '../../design/solve-morph.js';
import type { MorphedImage } from '../../design/tasks/morph.js';
import { unfamiliarStructure } from '../../design/unfamiliar.js';
import { LoopsmithError } from '../../errors.js';
import { reduced } from '../../format.js';
import type { BackendRequest } from '../../model/backend.js';
import { morphSvg } from '../../plot/morph-svg.js';
import { onPaper } from '../../plot/paper.js';
import { createThreadPool } from '../../pool/thread-pool.js';
import { type AnchorName, quantities } from '../../quantities.js';
import { makeFolder } from '../../store/make-folder.js';
import { writeWhole } from '../../store/write-whole.js';
import { grainCount } from '../../structure/structure.js';
import { formatStructure } from '../../structure/structure-json.js';
import { backendOption, jsonOption, modelOption, wholeNumber, withExample, workersOption } from '../flags/options.js';
import { createInterrupt } from '../interrupt.js';
import { createLines } from '../lines.js';
import { print, printJson, table, warn } from '../output.js';
import { pictureFile, writePicture } from '../plot/picture.js';
import { readSample } from '../read-structure.js';

interface Flags {
  steps: number;
  model: string;
  solve?: boolean;
  out?: string;
  structures?: string;
  workers: number;
  backend: BackendRequest;
  json?: boolean;
}

export function command(): Command {
  const morph = new Command('morph')
    .description(
      'From one structure to another through the latent space, z = (1 - a) zA + a zB: what the model predicts on the way, and with --solve what the solver says of the grains there.',
    )
    .argument('<a.json>', 'structure JSON')
    .argument('<b.json>', 'structure JSON')
    .option('--steps <n>', 'structures, both ends included', wholeNumber(2, 24), 6)
    .addOption(modelOption())
    .option('--solve', 'realise each step as grains and solve it')
    .option('--out <file>', 'strip of images and curves: .svg or .png', pictureFile)
    .option('--structures <dir>', 'with --solve: folder for the grains of each step')
    .addOption(workersOption())
    .addOption(backendOption())
    .addOption(jsonOption());
  return withExample(morph, 'loopsmith morph a.json b.json --steps 6 --solve --out morph.svg').action(run);
}

async function run(a: string, b: string, flags: Flags): Promise<void> {
  const { steps: count, model, backend, workers, out, structures, json } = flags;
  if (structures && !flags.solve) throw new LoopsmithError('--structures needs --solve: only then are there grains');
  const [from, to] = [readSample(a), readSample(b)];
  const interrupt = createInterrupt('stopping');
  const { signal } = interrupt;
  const lines = createLines({ stream: process.stderr });
  const pool = createThreadPool({ workers });
  try {
    const { card, cells, steps } = await morphStructures({ from, to, steps: count, model, backend, signal });
    for (const structure of [from, to]) {
      const warning = unfamiliarStructure(card, structure);
      if (warning) warn(warning);
    }
    const watch = { cells, physics: card.physics, pool, emit: lines.emit, signal };
    const shown: (MorphedImage | SolvedStep)[] = flags.solve ? await solveMorph(steps, watch) : steps;
    const title = `from ${from.name ?? basename(a)} to ${to.name ?? basename(b)}, model ${card.name}`;
    if (out) await writePicture(out, morphSvg(shown, { cells, title, ...onPaper(stripWidth) }), stripDpi);
    if (structures) saveStructures(structures, shown.filter(isSolved));
    if (json) return printJson({ model: card.name, physics: card.physics.name, steps: shown.map(factsOf) });
    print(stepTable(shown));
    print(`model ${card.name}, physics ${card.physics.name}${out ? `, ${out}` : ''}`);
  } finally {
    lines.end();
    interrupt.release();
    await pool.close();
  }
}

// In m; the width of a page's text.
const stripWidth = 0.17;
const stripDpi = 300;

const isSolved = (step: MorphedImage | SolvedStep): step is SolvedStep => 'solved' in step;

function saveStructures(folder: string, steps: readonly SolvedStep[]): void {
  makeFolder(folder);
  for (const { share, structure } of steps) {
    const name = `step-${share.toFixed(2)}`;
    writeWhole(join(folder, `${name}.json`), formatStructure({ ...structure, name }));
  }
}

function factsOf(step: MorphedImage | SolvedStep) {
  const { share, predicted } = step;
  return { share, predicted, ...(isSolved(step) && { grains: grainCount(step.structure), solved: step.solved }) };
}

const columns: readonly AnchorName[] = ['mr', 'hk90', 'hc'];

function stepTable(steps: readonly (MorphedImage | SolvedStep)[]): string {
  const solved = steps.some(isSolved);
  const head = [
    'a',
    ...columns.flatMap((name) => [`${quantities[name].symbol} predicted`, ...(solved ? ['solved'] : [])]),
  ];
  const rows = steps.map((step) => [
    step.share.toFixed(2),
    ...columns.flatMap((name) => [
      reduced(step.predicted[name]),
      ...(solved ? [reduced(isSolved(step) ? step.solved[name] : null)] : []),
    ]),
  ]);
  return table(
    [...head, ...(solved ? ['grains'] : [])],
    rows.map((row, i) => {
      const step = steps[i];
      return isSolved(step) ? [...row, String(grainCount(step.structure))] : row;
    }),
  );
}
