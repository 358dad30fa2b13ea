// The labelled data that belongs to a model where the user names none.
import { findData, hiddenData } from '../design/seed-structures.js';
import { LoopsmithError } from '../errors.js';
import { readModelCard } from '../model/model-card.js';
import { findModel } from '../model/model-folders.js';
import { say } from './output.js';

/** Folder of the data of the model's physics; says so where it is not the shipped one. @throws LoopsmithError where there is none */
export function labelledData(model: string): string {
  const { physics } = readModelCard(findModel(model));
  const folder = findData(physics.name);
  const hidden = hiddenData(physics.name);
  if (hidden) say(hidden);
  if (folder) return folder;
  throw new LoopsmithError(
    `no labelled data for physics ${physics.name}: give --data, or make some with "loopsmith dataset generate"`,
  );
}
