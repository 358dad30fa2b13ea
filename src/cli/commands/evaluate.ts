// loopsmith evaluate
import { Command } from 'commander';
import { findData } from '../../design/seed-structures.js';
import { LoopsmithError } from '../../errors.js';
import type { BackendRequest } from '../../model/backend.js';
import { findModel } from '../../model/model.js';
import { readModelCard } from '../../model/model-card.js';
import { evaluateModel } from '../../train/evaluate-model.js';
import { errorTable } from '../error-table.js';
import { backendOption, collect, jsonOption, withExample } from '../options.js';
import { print, printJson } from '../output.js';

interface Flags {
  model: string;
  data?: string[];
  all?: boolean;
  backend: BackendRequest;
  json?: boolean;
}

export function command(): Command {
  const evaluate = new Command('evaluate')
    .description("Errors of the model on labelled structures, beside the paper's Table 3.")
    .option('--model <name>', 'shipped model or model folder', 'first-light')
    .option('--data <dir>', 'labelled data; repeatable (default: that of the physics of the model)', collect)
    .option('--all', 'all records, also those that training sees')
    .addOption(backendOption())
    .addOption(jsonOption());
  return withExample(evaluate, 'loopsmith evaluate --model first-light').action(run);
}

async function run({ model, data, all, backend, json }: Flags): Promise<void> {
  const evaluation = await evaluateModel({ model, data: data ?? [defaultData(model)], all, backend });
  if (json) return printJson(evaluation);
  print(errorTable(evaluation.errors));
  print(`model ${evaluation.model}, physics ${evaluation.physics}, ${evaluation.count} records`);
}

function defaultData(model: string): string {
  const { physics } = readModelCard(findModel(model));
  const folder = findData(physics.name);
  if (folder) return folder;
  throw new LoopsmithError(
    `no labelled data for physics ${physics.name}: give --data, or make some with "loopsmith dataset generate"`,
  );
}
