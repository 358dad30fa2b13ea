// loopsmith evaluate
import { Command } from 'commander';
import type { BackendRequest } from '../../model/backend.js';
import { evaluateModel } from '../../train/evaluate-model.js';
import { errorTable } from '../error-table.js';
import { labelledData } from '../labelled-data.js';
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
  const evaluation = await evaluateModel({ model, data: data ?? [labelledData(model)], all, backend });
  if (json) return printJson(evaluation);
  print(errorTable(evaluation.errors));
  print(`model ${evaluation.model}, physics ${evaluation.physics}, ${evaluation.count} records`);
}
