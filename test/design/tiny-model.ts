// An untrained model, small enough to be made in a test: what it predicts is wrong, but every step of a design runs on it.
import { loadPhysics } from '../../src/config/physics.js';
import { startBackend } from '../../src/model/backend.js';
import { initializeWeights, weightsOf } from '../../src/model/initialize.js';
import type { ModelCard } from '../../src/model/model-card.js';
import { createRegressor } from '../../src/model/regressor.js';
import { saveModel } from '../../src/model/save-model.js';
import { createDecoder, createEncoder } from '../../src/model/vae.js';
import { createRandom } from '../../src/random.js';
import { version } from '../../src/version.js';

const latentDim = 6;
const convolutions = [4, 2, 2, 2, 2].map((kernel) => ({ filters: 4, kernel }));
const architecture = {
  name: 'tiny',
  vae: { cells: 160, stride: 2, convolutions, denseUnits: 16, latentDim },
  regressor: { trunk: [16, 8], head: [4] },
};

/** Writes the model for a physics into a folder. */
export async function saveTinyModel(folder: string, physics = 'paper'): Promise<ModelCard> {
  await startBackend('wasm');
  const networks = {
    encoder: createEncoder(architecture.vae),
    decoder: createDecoder(architecture.vae),
    regressor: createRegressor(architecture.regressor, latentDim),
  };
  for (const [name, network] of Object.entries(networks)) initializeWeights(network, createRandom(1, name));
  // Loud enough that different codes decode into different images.
  for (const { val } of weightsOf(networks.decoder)) val.assign(val.mul(2.5));
  return saveModel(folder, networks, {
    name: 'tiny',
    description: 'untrained, for tests',
    physics: loadPhysics(physics),
    architecture,
    normalization: { mean: [0.97, 0.9, 0.3, 0.35, 0.38, 0.41], deviation: Array(6).fill(0.05) },
    codes: { mean: Array(latentDim).fill(0), deviation: Array(latentDim).fill(1) },
    created: '2026-01-01T00:00:00.000Z',
    command: 'test/design/tiny-model.ts',
    seed: 1,
    data: {},
    losses: {},
    versions: { loopsmith: version },
  });
}
