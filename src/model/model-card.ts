// The card of a model: what it was trained on, how, with what, and how good it is. card.json in the model's folder.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import { parseJson } from '../json.js';
import { anchorNames } from '../quantities.js';
import { onFile } from '../store/file-failure.js';

export const modelSchema = 'loopsmith/model@1';
export const cardFile = 'card.json';

const sizes = z.array(z.number().int().positive());
const perAnchor = z.array(z.number()).length(anchorNames.length);

const cardSchema = z.strictObject({
  schema: z.literal(modelSchema),
  name: z.string().min(1),
  /** What it is good for, for the reader. */
  description: z.string().optional(),
  /** Of the solver that made the labels; another physics needs another model. */
  physics: z.strictObject({
    name: z.string(),
    material: z.strictObject({
      mu0SaturationMagnetization: z.number(),
      exchangeStiffness: z.number(),
      anisotropyConstant: z.number(),
    }),
    cellSize: z.number(),
    magnetization: z.enum(['planar', 'free']),
  }),
  architecture: z.strictObject({
    name: z.string(),
    vae: z.strictObject({
      cells: z.number().int().positive(),
      stride: z.number().int().positive(),
      convolutions: z.array(z.strictObject({ filters: z.number().int(), kernel: z.number().int() })),
      denseUnits: z.number().int().positive(),
      latentDim: z.number().int().positive(),
      channels: z.union([z.literal(1), z.literal(2)]).optional(),
      coarsening: z.number().int().positive().optional(),
      modes: z.boolean().optional(),
    }),
    regressor: z.strictObject({
      trunk: sizes,
      head: sizes,
      statistics: z
        .strictObject({
          cells: z.number().int(),
          filters: z.tuple([z.number().int(), z.number().int()]),
          denseUnits: z.number().int(),
          members: z.number().int(),
        })
        .optional(),
    }),
  }),
  /** Image statistics minus mean over deviation are what the reader gives and the members take. */
  statistics: z.strictObject({ mean: z.array(z.number()), deviation: z.array(z.number()) }).optional(),
  /** The regressor's outputs times deviation plus mean are anchor points. */
  normalization: z.strictObject({ mean: perAnchor, deviation: perAnchor }),
  /** Of the codes of real structures, per latent dimension: where a search should stay. */
  codes: z.strictObject({ mean: z.array(z.number()), deviation: z.array(z.number().nonnegative()) }),
  /** ISO date. */
  created: z.string(),
  /** The commands that made it. */
  command: z.string(),
  seed: z.number().int(),
  /** What it was trained on: counts, names of data sets, structures per second. */
  data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  /** Among what structures those were drawn, misorientations in rad; cards of earlier versions do not say, or not the least. */
  drawn: z
    .strictObject({
      grains: z.tuple([z.number().int(), z.number().int()]),
      minimumMisorientation: z.number().optional(),
      maximumMisorientation: z.number(),
    })
    .optional(),
  /** Final losses and test errors. */
  losses: z.record(z.string(), z.number().nullable()),
  /** Of the programs that made it. */
  versions: z.record(z.string(), z.string()),
  /** Of the weights, by path below the model's folder. */
  files: z.record(z.string(), z.strictObject({ bytes: z.number(), sha256: z.string() })),
});

export type ModelCard = z.infer<typeof cardSchema>;

/** The card of a model folder. @throws LoopsmithError naming file and key */
export function readModelCard(folder: string): ModelCard {
  const path = join(folder, cardFile);
  const text = onFile('read', path, () => readFileSync(path, 'utf8'));
  const card = parseJson(text, cardSchema, path);
  const { codes, architecture } = card;
  const { latentDim } = architecture.vae;
  if (codes.mean.length !== latentDim || codes.deviation.length !== latentDim)
    throw new LoopsmithError(`${path}: codes: expected ${latentDim} values, got ${codes.mean.length}`, 'failed');
  return card;
}
