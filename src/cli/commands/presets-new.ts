// loopsmith presets new
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { type NewPreset, newPresetText } from '../../config/new-preset.js';
import { isShipped } from '../../config/paths.js';
import { loadPhysics } from '../../config/physics.js';
import { presetFiles } from '../../config/preset.js';
import { LoopsmithError } from '../../errors.js';
import { writeWhole } from '../../store/write-whole.js';
import { checkModelOf } from '../check-model-of.js';
import { parseGrains } from '../flags/draw-limits.js';
import { jsonOption, wholeNumber, withExample } from '../flags/options.js';
import { print, printJson, say } from '../output.js';
import { type PresetAnswers, presetAnswers } from '../preset-answers.js';

interface Flags {
  objective?: string;
  physics?: string;
  model?: string;
  grains?: string;
  maxMisorientation?: string;
  candidates?: number;
  polishSolves?: number;
  description?: string;
  json?: boolean;
}

export function presetsNew(): Command {
  const command = new Command('new')
    .description('Write a preset of your own into ./presets; asks for what no flag says, where there is a terminal.')
    .argument('<name>', 'letters, digits, - and _')
    .option('--objective <name>', 'by name or file')
    .option('--physics <name>', 'resolved or paper, or your own')
    .option('--model <name>', 'by name or folder')
    .option('--grains <from-to>', 'what your process can make, for example 16-64')
    .option('--max-misorientation <angle>', 'the same, for example "30 deg"')
    .option('--candidates <n>', 'found candidates that the solver gets', wholeNumber(1, 1000))
    .option('--polish-solves <n>', 'solver runs of polishing', wholeNumber(0, 10_000))
    .option('--description <text>', 'one line that lists show')
    .addOption(jsonOption());
  return withExample(command, 'loopsmith presets new my-magnet --objective target-coercivity --grains 16-64').action(
    run,
  );
}

async function run(name: string, flags: Flags): Promise<void> {
  const path = join('presets', `${name}.yaml`);
  if (existsSync(path)) throw new LoopsmithError(`${path}: is there already; choose another name, or edit it`);
  const hidesShipped = isShipped(name, presetFiles);
  const answers = await answered(flags);
  const preset: NewPreset = {
    name,
    description: flags.description,
    objective: answers.objective,
    physics: answers.physics,
    model: answers.model,
    grains: parseGrains(answers.grains),
    maximumMisorientation: answers.maxMisorientation,
    candidates: flags.candidates,
    polishSolves: flags.polishSolves,
  };
  const text = newPresetText(preset);
  checkModelOf(preset.model, loadPhysics(preset.physics));
  writeWhole(path, text);
  if (flags.json) printJson({ preset: name, path });
  else {
    print(`${path} written for the objective ${answers.objective}; "loopsmith design --preset ${name}" runs it`);
    if (hidesShipped) print(`here it takes the place of the shipped preset ${name}`);
  }
}

async function answered(flags: Flags): Promise<PresetAnswers> {
  const asks = process.stdin.isTTY && process.stdout.isTTY && !flags.json;
  const reader = asks ? createInterface({ input: process.stdin, output: process.stdout }) : null;
  try {
    return await presetAnswers(flags, reader && ((question) => reader.question(question)), say);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw new LoopsmithError('stopped', 'failed');
    throw error;
  } finally {
    reader?.close();
  }
}
