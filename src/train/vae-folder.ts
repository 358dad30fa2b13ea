// A trained autoencoder on the disk: encoder, decoder and what they are. The regressor is trained on top of it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import { parseJson } from '../json.js';
import { hasCheckpoints } from '../model/checkpoint.js';
import type { LayersModel } from '../model/layers.js';
import { cardFile, readModelCard } from '../model/model-card.js';
import { findModel } from '../model/model-folders.js';
import { loadNetworks } from '../model/save-model.js';
import type { VaeNetworks } from '../model/vae-loss.js';
import { digestsOf, loadNetwork, networksDigest, saveNetworks } from '../model/weights.js';
import { onFile } from '../store/file-failure.js';
import { createStagedFolder } from '../store/staged-folder.js';
import { jsonText } from '../store/write-whole.js';

const vaeSchema = 'loopsmith/vae@1';
const vaeFile = 'vae.json';

const cardSchema = z.object({
  schema: z.literal(vaeSchema),
  /** Name of the architecture. */
  architecture: z.string(),
  seed: z.number().int(),
  steps: z.number().int(),
  batchSize: z.number().int(),
  /** Of training, over all sittings. */
  seconds: z.number(),
  /** Image error and divergence at the end, training and validation. */
  losses: z.record(z.string(), z.number().nullable()),
  /** Of the statistics that the reader gives, where there is one. */
  statistics: z.object({ mean: z.array(z.number()), deviation: z.array(z.number()) }).optional(),
  command: z.string(),
  backend: z.string(),
  /** ISO date. */
  created: z.string(),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
});
export type VaeCard = z.infer<typeof cardSchema>;

/** The autoencoder, with a reader where its architecture has one. */
export interface StoredNetworks extends VaeNetworks {
  readonly reader?: LayersModel;
}

/** Writes the networks in full precision, then the card: without the card there is no autoencoder. */
export async function saveVae(
  folder: string,
  { encoder, decoder, reader }: StoredNetworks,
  draft: Omit<VaeCard, 'schema' | 'files'>,
): Promise<VaeCard> {
  const staged = createStagedFolder(folder, { existing: 'merge' }); // beside the checkpoints of its training
  try {
    const files = await saveNetworks(staged.write, { encoder, decoder, reader }, 'float32');
    const card: VaeCard = { schema: vaeSchema, ...draft, files };
    staged.write(vaeFile, jsonText(card));
    staged.publish();
    return card;
  } finally {
    staged.discard();
  }
}

/** Whether an autoencoder is finished in a folder. */
export const holdsVae = (folder: string): boolean => existsSync(join(folder, vaeFile));

/** Refuses a model's folder, whose networks an autoencoder must not take the place of. */
export function checkNoModel(out: string): void {
  if (existsSync(join(out, cardFile))) throw new LoopsmithError(`${out}: holds a model: expected another --out`);
}

/** Refuses a folder that holds another autoencoder than the one that a reader is trained for, or the start of one. */
export async function checkSameAutoencoder(out: string, vae: string, networks: VaeNetworks): Promise<void> {
  if (!holdsVae(out)) {
    if (!hasCheckpoints(join(out, 'checkpoints'))) return;
    throw new LoopsmithError(`${out}: an autoencoder is being trained there: expected another --out`);
  }
  const { encoder, decoder, reader } = await loadVae(out);
  const same = networksDigest([encoder, decoder]) === networksDigest([networks.encoder, networks.decoder]);
  for (const network of [encoder, decoder, reader]) network?.dispose();
  if (!same) throw new LoopsmithError(`${out}: holds another autoencoder than ${vae}: expected another --out`);
}

/** What is told of an autoencoder, wherever it comes from. */
export type VaeFacts = Pick<VaeCard, 'architecture' | 'steps' | 'batchSize' | 'losses' | 'statistics' | 'command'>;

/**
 * @param folder that "train vae" has finished, or a model by name or folder, whose autoencoder is taken
 * @throws LoopsmithError naming what is missing or damaged
 */
export async function loadVae(folder: string): Promise<StoredNetworks & { card: VaeFacts }> {
  const path = join(folder, vaeFile);
  if (!existsSync(path)) return loadVaeOfModel(folder);
  const text = onFile('read', path, () => readFileSync(path, 'utf8'));
  const card = parseJson(text, cardSchema, path);
  const load = (name: string) => loadNetwork(join(folder, name), digestsOf(card.files, name));
  const [encoder, decoder] = await Promise.all([load('encoder'), load('decoder')]);
  return { encoder, decoder, card, ...(card.statistics && { reader: await load('reader') }) };
}

/** As `findModel`, in the words of this flag where the name is a folder of something else. */
function findVaeModel(name: string): string {
  try {
    return findModel(name);
  } catch (error) {
    if (!existsSync(name) || existsSync(join(name, cardFile))) throw error;
    throw new LoopsmithError(
      `${name}: no ${vaeFile}: expected a folder that "loopsmith train vae" has finished, or a model`,
    );
  }
}

/** The autoencoder of a model: the regressor of another physics is trained on top of the same one. */
async function loadVaeOfModel(name: string): Promise<StoredNetworks & { card: VaeFacts }> {
  const folder = findVaeModel(name);
  const { architecture, statistics, command, data, losses, files } = readModelCard(folder);
  const { regressor, estimator, ...networks } = await loadNetworks(folder, { architecture, files });
  for (const network of [regressor, estimator]) network?.dispose();
  const [steps, structures] = [Number(data.vaeSteps ?? 0), Number(data.vaeStructures ?? 0)];
  const card = {
    architecture: architecture.name,
    steps,
    batchSize: steps > 0 ? structures / steps : 0,
    losses: { training: losses.vae ?? null, validation: losses.vaeValidation ?? null },
    statistics,
    // Of the commands that made the model those that made its autoencoder.
    command: command.split('; loopsmith train regressor ')[0],
  };
  return { ...networks, card };
}
