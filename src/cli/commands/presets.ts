// loopsmith presets ls | show | check | new
import { Command } from 'commander';
import { listPresets, loadPreset } from '../../config/preset.js';
import { LoopsmithError } from '../../errors.js';
import { checkModelOf } from '../check-model-of.js';
import { collect, jsonOption, withExample } from '../flags/options.js';
import { print, printJson, table } from '../output.js';
import { presetsNew } from './presets-new.js';

export function command(): Command {
  const presets = new Command('presets').description(
    'Presets are whole runs: objective, physics, model, search, verification.',
  );
  withExample(presets, 'loopsmith presets show first-light');
  const ls = presets.command('ls').description('List the presets, yours (./presets) and the shipped ones.');
  withExample(ls.addOption(jsonOption()), 'loopsmith presets ls').action(({ json }) => {
    const all = listPresets();
    if (json) return printJson(all);
    print(
      table(
        ['preset', 'description'],
        all.map(({ name, description, problem }) => [name, problem ?? description]),
      ),
    );
  });
  const show = presets.command('show').description('Print a preset with every default filled in.');
  show.argument('<preset>', 'name or file').option('--set <key=value>', 'replace a value', collect);
  withExample(show.addOption(jsonOption()), 'loopsmith presets show first-light --set search.generations=80').action(
    (preset, { set }) => printJson(loadPreset(preset, { set })),
  );
  const check = presets
    .command('check')
    .description('Say whether a preset is valid.')
    .argument('<preset>', 'name or file');
  withExample(check.addOption(jsonOption()), 'loopsmith presets check my-preset.yaml').action(checkPreset);
  presets.addCommand(presetsNew());
  return presets;
}

async function checkPreset(preset: string, { json }: { json?: boolean }): Promise<void> {
  try {
    const { name, model, physics } = loadPreset(preset);
    checkModelOf(model, physics);
    if (json) printJson({ preset: name, valid: true, problem: null });
    else print(`${name}: valid`);
  } catch (error) {
    if (json && error instanceof LoopsmithError) printJson({ preset, valid: false, problem: error.message });
    throw error;
  }
}
