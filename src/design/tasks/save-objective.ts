// An objective that was written on a screen becomes a file of the working directory: an objective, or a preset around it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { objectiveFiles, objectiveSchema } from '../../config/objective.js';
import { isShipped } from '../../config/paths.js';
import { loadPhysics } from '../../config/physics.js';
import { presetFiles, presetSchema } from '../../config/preset.js';
import { parseYaml } from '../../config/yaml.js';
import { LoopsmithError } from '../../errors.js';
import type { Task } from '../../pool/task.js';
import { writeWhole } from '../../store/write-whole.js';
import { draftedObjective, type ObjectiveDraft } from '../objective-draft.js';

export interface SaveInput {
  draft: ObjectiveDraft;
  as: 'objective' | 'preset';
  /** Replace a file that is there. */
  replace: boolean;
}

/** @returns the path of the file, and what it hides */
export const run: Task<SaveInput, string> = ({ draft, as, replace }) => {
  const { name, physics } = draft;
  if (!/^[\w-]+$/.test(name))
    throw new LoopsmithError(`name: expected letters, digits, - and _, got ${name === '' ? 'nothing' : `"${name}"`}`);
  const files = as === 'objective' ? objectiveFiles : presetFiles;
  const path = join(files.folder, `${name}.yaml`);
  if (existsSync(path) && !replace) throw new LoopsmithError(`${path} is there already: once more replaces it`);
  const objective = draftedObjective(draft);
  const text = stringify(as === 'objective' ? objective : { name, objective, physics });
  const known = loadPhysics(physics);
  // Only what reads back without a mistake takes the place of what is there.
  parseYaml(text, as === 'objective' ? objectiveSchema(known.material) : presetSchema(known), path);
  writeWhole(path, text);
  return isShipped(name, files) ? `${path}; here it takes the place of the shipped ${files.what} ${name}` : path;
};
