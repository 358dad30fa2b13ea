// loopsmith presets new
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { type NewPreset, newPresetText } from '../../config/new-preset.js';
import { isShipped } from '../../config/paths.js';
import { loadPhysics } from '../../config/physics.js';
import { presetFiles } from '../../config/preset.js';
import { usualModel, usualPhysics } from '../../config/usual.js';
import { LoopsmithError } from '../../errors.js';
import { writeWhole } from '../../store/write-whole.js';
import { checkModelOf } from '../check-model-of.js';
import { parseGrains } from '../flags/draw-limits.js';
import { jsonOption, wholeNumber, withExample } from '../flags/options.js';
import { print, printJson } from '../output.js';

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

/** What is asked for where a terminal is there to ask and no flag says it. */
const questions = [
  { flag: 'objective', text: 'Objective, by name or file', usual: 'target-remanence' },
  { flag: 'physics', text: 'Physics', usual: usualPhysics },
  { flag: 'model', text: 'Model', usual: '' },
  { flag: 'grains', text: 'Grains, from-to', usual: '16-256' },
  { flag: 'maxMisorientation', text: 'Largest misorientation', usual: '180 deg' },
] as const;

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
    print(`${path} written; "loopsmith design --preset ${name}" runs it`);
    if (hidesShipped) print(`here it takes the place of the shipped preset ${name}`);
  }
}

/** Flags, then answers, then what is usual. */
async function answered(flags: Flags): Promise<Record<(typeof questions)[number]['flag'], string>> {
  const asks = process.stdin.isTTY && process.stdout.isTTY && !flags.json;
  const reader = asks ? createInterface({ input: process.stdin, output: process.stdout }) : null;
  const found: Record<string, string> = {};
  try {
    for (const { flag, text, usual } of questions) {
      const given = flags[flag];
      const proposed = flag === 'model' ? usualModel(loadPhysics(found.physics).name) : usual;
      const answer = given ?? (reader ? (await reader.question(`${text} [${proposed}]: `)).trim() : '');
      found[flag] = answer || proposed;
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw new LoopsmithError('stopped', 'failed');
    throw error;
  } finally {
    reader?.close();
  }
  return found as Record<(typeof questions)[number]['flag'], string>;
}
