// loopsmith evaluate
import { Command, InvalidArgumentError } from 'commander';
import type { BackendRequest } from '../../model/backend.js';
import { createThreadPool } from '../../pool/thread-pool.js';
import { evaluateModel } from '../../train/evaluate-model.js';
import { createAnnouncer } from '../announce.js';
import { backendOption, collect, jsonOption, modelOption, wholeNumber, withExample } from '../flags/options.js';
import { createInterrupt } from '../interrupt.js';
import { labelledData } from '../labelled-data.js';
import { print, printJson } from '../output.js';
import { evaluationTables } from '../tables/evaluation-tables.js';

interface Flags {
  model: string;
  data?: string[];
  all?: boolean;
  folds?: number;
  learningCurve?: number[];
  floor?: number;
  loop?: number;
  workers?: number;
  backend: BackendRequest;
  json?: boolean;
}

export function command(): Command {
  const evaluate = new Command('evaluate')
    .description(
      "Errors of the model on labelled structures, beside the paper's Table 3 and predictors that learn nothing.",
    )
    .addOption(modelOption())
    .option('--data <dir>', 'labelled data; repeatable (default: that of the physics of the model)', collect)
    .option('--all', 'all records, also those that training sees')
    .option(
      '--folds <k>',
      'train ensembles anew without each of k parts of the data and test them on it: every record tests once',
      wholeNumber(2),
    )
    .option('--learning-curve <counts>', 'train ensembles on so many labels, for example 100,300,1000', counts)
    .option(
      '--floor <n>',
      'label n test structures again, axes turned by 0.1 degrees: what no model can beat',
      wholeNumber(1),
    )
    .option(
      '--loop <n>',
      'send n test structures through code, decoder, realising and solver: what is left of their curves, by grains',
      wholeNumber(1),
    )
    .option('--workers <n>', 'threads for --floor and --loop', wholeNumber(1))
    .addOption(backendOption())
    .addOption(jsonOption());
  return withExample(
    evaluate,
    'loopsmith evaluate --learning-curve 100,300',
    'loopsmith evaluate --model resolved --folds 8',
  ).action(run);
}

function counts(text: string): number[] {
  const numbers = text.split(',').map((part) => Number(part.trim()));
  if (numbers.every((n) => Number.isInteger(n) && n > 0)) return numbers;
  throw new InvalidArgumentError(`expected whole numbers with commas between, for example 100,300,1000, got "${text}"`);
}

async function run({ json, workers, data, model, ...flags }: Flags): Promise<void> {
  const interrupt = createInterrupt('stopping');
  const lines = createAnnouncer();
  const pool = createThreadPool({ workers });
  try {
    const watch = { pool, emit: lines.emit, signal: interrupt.signal };
    const evaluation = await evaluateModel({ ...flags, model, data: data ?? [labelledData(model)], ...watch });
    if (json) printJson(evaluation);
    else print(evaluationTables(evaluation));
  } finally {
    lines.end();
    interrupt.release();
    await pool.close();
  }
}
