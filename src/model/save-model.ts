// A model folder: card.json and one folder of weights for each network. It appears whole, or what was there before stays.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { LoopsmithError } from '../errors.js';
import { onFile } from '../store/file-failure.js';
import { createStagedFolder } from '../store/staged-folder.js';
import { jsonText } from '../store/write-whole.js';
import { cardFile, type ModelCard, modelSchema } from './model-card.js';
import type { VaeNetworks } from './vae-loss.js';
import { digestsOf, loadNetwork, saveNetworks } from './weights.js';

export const networkNames = ['encoder', 'decoder', 'regressor', 'reader', 'estimator'] as const;
export type NetworkName = (typeof networkNames)[number];

/** Where there is a reader (code -> image statistics), regressor and estimator are ensembles over what it gives and over exact statistics. */
export interface Networks extends VaeNetworks {
  readonly regressor: tf.LayersModel;
  readonly reader?: tf.LayersModel;
  readonly estimator?: tf.LayersModel;
}

export type CardDraft = Omit<ModelCard, 'schema' | 'files'>;

/** Refuses a folder that a model must not take the place of: all that is in it would be lost. */
export function checkModelFolder(folder: string): void {
  if (!existsSync(folder)) return;
  if (resolve(folder) === resolve('.'))
    throw new LoopsmithError(`${folder}: is the working directory: expected a folder of the model's own`);
  const names = onFile('read', folder, () => readdirSync(folder));
  const isOfModel = (name: string) => name === cardFile || networkNames.some((network) => network === name);
  const other = names.includes(cardFile) ? names.find((name) => !isOfModel(name)) : names[0];
  if (other === undefined) return;
  throw new LoopsmithError(
    `${folder}: holds other files than a model (${other}): expected a new folder, or a model to replace`,
  );
}

/** Writes a model, in the place of one that is there. @returns its card */
export async function saveModel(
  folder: string,
  networks: Networks,
  draft: CardDraft,
  precision: 'float16' | 'float32' = 'float16',
): Promise<ModelCard> {
  checkModelFolder(folder);
  const staged = createStagedFolder(folder, { existing: 'replace' });
  try {
    const named = Object.fromEntries(networkNames.map((name) => [name, networks[name]]));
    const files = await saveNetworks(staged.write, named, precision);
    const card: ModelCard = { schema: modelSchema, ...draft, files };
    staged.write(cardFile, jsonText(card));
    staged.publish();
    return card;
  } finally {
    staged.discard();
  }
}

/** The networks of a model folder, as its card says. @throws LoopsmithError naming the file that is missing or damaged */
export async function loadNetworks(folder: string, card: Pick<ModelCard, 'architecture' | 'files'>): Promise<Networks> {
  const load = (name: NetworkName) => loadNetwork(join(folder, name), digestsOf(card.files, name));
  const [encoder, decoder, regressor] = await Promise.all([load('encoder'), load('decoder'), load('regressor')]);
  if (!card.architecture.regressor.statistics) return { encoder, decoder, regressor };
  const [reader, estimator] = await Promise.all([load('reader'), load('estimator')]);
  return { encoder, decoder, regressor, reader, estimator };
}
