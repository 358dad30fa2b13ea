// Presets for a list, read whole: one that does not parse says what is wrong.
import { type ListedFile, listReadable } from '../../config/described-files.js';
import { loadPreset, presetFiles } from '../../config/preset.js';
import type { Task } from '../../pool/task.js';
import { describeObjective } from '../../search/objective.js';

export interface PresetHead {
  readonly description: string;
  /** One line: what is wanted. */
  readonly objective: string;
}

export type ListedPreset = ListedFile<PresetHead>;

const read = (path: string): PresetHead => {
  const { description, objective } = loadPreset(path);
  return { description, objective: describeObjective(objective) };
};

export const run: Task<null, ListedPreset[]> = () =>
  listReadable(presetFiles, read, { description: '', objective: '' });
