// Whether a model, by its name or folder, was trained for a physics.
import { checkModelPhysics } from '../design/check-model.js';
import { readModelCard } from '../model/model-card.js';
import { findModel } from '../model/model-folders.js';
import type { Physics } from '../physics.js';

/** @throws LoopsmithError where there is none, or of another physics */
export function checkModelOf(model: string, physics: Physics): void {
  checkModelPhysics(readModelCard(findModel(model)), physics);
}
