// Whether a model, by its name or folder, was trained for a physics.
import { checkModelPhysics } from '../design/check-model.js';
import type { Physics } from '../solver/physics.js';

/** Loads what finds models only when it is asked: lists and help start without it. @throws LoopsmithError where there is none, or of another physics */
export async function checkModelOf(model: string, physics: Physics): Promise<void> {
  const [{ findModel }, { readModelCard }] = await Promise.all([
    import('../model/model.js'),
    import('../model/model-card.js'),
  ]);
  checkModelPhysics(readModelCard(findModel(model)), physics);
}
