// loopsmith predict FILE
import { Command } from 'commander';
import { predictStructures } from '../../design/predict.js';
import { unfamiliarStructure } from '../../design/unfamiliar.js';
import type { BackendRequest } from '../../model/backend.js';
import { backendOption, jsonOption, modelOption, withExample } from '../flags/options.js';
import { createInterrupt } from '../interrupt.js';
import { print, printJson, warn } from '../output.js';
import { readSample } from '../read-structure.js';
import { anchorTable } from '../tables/anchor-table.js';

interface Flags {
  model: string;
  backend: BackendRequest;
  json?: boolean;
}

export function command(): Command {
  const predict = new Command('predict')
    .description(
      'Ask the model for the anchor points of a structure. A prediction is never a result: simulate solves it.',
    )
    .argument('<file>', 'structure JSON (loopsmith/structure@1)')
    .addOption(modelOption())
    .addOption(backendOption())
    .addOption(jsonOption());
  return withExample(predict, 'loopsmith predict structure.json').action(run);
}

async function run(file: string, { model, backend, json }: Flags): Promise<void> {
  const structure = readSample(file);
  const interrupt = createInterrupt('stopping');
  try {
    const { card, estimates } = await predictStructures([structure], { model, backend, signal: interrupt.signal });
    const [{ anchors, uncertainty }] = estimates;
    const warning = unfamiliarStructure(card, structure);
    if (warning) warn(warning);
    if (json) return printJson({ anchors, uncertainty, model: card.name });
    print(anchorTable(anchors, card.physics.material, uncertainty));
    print(`model ${card.name}, physics ${card.physics.name}`);
  } finally {
    interrupt.release();
  }
}
