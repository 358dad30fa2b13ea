// Where models lie: ./presets/models, then those of the package. Nothing here loads a network.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../config/paths.js';
import { LoopsmithError } from '../errors.js';
import { cardFile } from './model-card.js';

const modelFolders = () => [resolve('presets', 'models'), join(packageRoot(), 'presets', 'models')];

/** The folder that a name or a path stands for. */
export function findModel(nameOrFolder: string): string {
  const places = [resolve(nameOrFolder), ...modelFolders().map((folder) => join(folder, nameOrFolder))];
  const isModel = (folder: string) => existsSync(join(folder, cardFile));
  const found = places.find(isModel);
  if (found) return found;
  if (/[/\\]/.test(nameOrFolder) && existsSync(nameOrFolder))
    throw new LoopsmithError(`${nameOrFolder}: no ${cardFile}: expected a model's folder`, 'failed');
  const known = listModels().join(', ') || 'none yet; "loopsmith train" makes one';
  throw new LoopsmithError(`unknown model "${nameOrFolder}" (known: ${known})`);
}

/** Names that loadModel knows. */
export function listModels(): string[] {
  const names = modelFolders()
    .filter((folder) => existsSync(folder) && statSync(folder).isDirectory())
    .flatMap((folder) => readdirSync(folder).filter((name) => existsSync(join(folder, name, cardFile))));
  return [...new Set(names)].sort();
}
