// Presets for a list. One that does not parse is listed with what is wrong, and hides no other.
import { listFiles } from '../../config/paths.js';
import { loadPreset, presetFiles } from '../../config/preset.js';
import { LoopsmithError } from '../../errors.js';
import type { Task } from '../../pool/task.js';
import { describeObjective } from '../../search/objective.js';

export interface ListedPreset {
  name: string;
  path: string;
  description: string;
  /** One line: what is wanted. */
  objective: string;
  /** What is wrong with the file; null where nothing. */
  problem: string | null;
}

export const run: Task<null, ListedPreset[]> = () =>
  listFiles(presetFiles).map(({ name, path }) => {
    try {
      const { description, objective } = loadPreset(path);
      return { name, path, description, objective: describeObjective(objective), problem: null };
    } catch (error) {
      if (!(error instanceof LoopsmithError)) throw error;
      return { name, path, description: '', objective: '', problem: error.message };
    }
  });
