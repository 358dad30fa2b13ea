// What a report takes from the files of a run. Files may be old, cut or edited by hand, so every field that is not what it should
// be counts as not there; only what can be shown comes through.
import { z } from 'zod';
import { anchorNames, derivedNames, noAnchors, type QuantityName } from '../quantities.js';

const number = z.number().nullable().catch(null);
const text = z.string().catch('');

const anchors = z.object({ m1: number, mr: number, hk90: number, hk80: number, hk70: number, hc: number });
const derived = z.object({ energyProduct: number, squareness: number });
const quantityNames = [...anchorNames, ...derivedNames] as const;

/** Values by quantity; those that are no numbers are left out. */
const values = z
  .record(z.string(), z.unknown())
  .transform((given) => {
    const found: Partial<Record<QuantityName, number>> = {};
    for (const name of quantityNames) {
      const value = given[name];
      if (typeof value === 'number' && Number.isFinite(value)) found[name] = value;
    }
    return found;
  })
  .catch({});

const isEmpty = (given: object) => Object.keys(given).length === 0;

/** Anchor points of a later step, given bare or as the `anchors` or `solved` of a larger object. */
const laterAnchors = z
  .preprocess((given) => {
    const { anchors, solved } = (given ?? {}) as { anchors?: unknown; solved?: unknown };
    return anchors ?? solved ?? given;
  }, anchors)
  .nullable()
  .catch(null)
  .transform((found) => (found && Object.values(found).some((value) => value !== null) ? found : null));

/** Half width of what small changes of the structure do to each quantity, given bare or as the `spread` of a larger object. */
const spread = z
  .preprocess((given) => (given as { spread?: unknown } | null)?.spread ?? given, values)
  .transform((found) => (isEmpty(found) ? null : found));

const baseline = z.object({
  name: text,
  solves: number,
  loss: number,
  solved: anchors.catch(noAnchors),
  derived: derived.nullable().catch(null),
  verified: z.number().catch(0),
});

/** Of a trade-off: its first two wishes, and the numbers of the candidates on the front. */
const front = z
  .object({
    quantities: z.array(z.enum(quantityNames)).min(2),
    points: z.array(z.object({ candidate: z.int() })),
  })
  .transform(({ quantities: [a, b], points }) => ({
    quantities: [a, b] as const,
    candidates: points.map(({ candidate }) => candidate),
  }))
  .nullable()
  .catch(null);

/** What is said of a solved candidate, in its own file and in the report. */
const judged = {
  derived: derived.nullable().catch(null),
  error: values,
  loss: number,
  verified: z.boolean().catch(false),
  robustness: spread,
};

/** A candidate of report.json; `predictedPolished`: of the grains that polishing came to, taken out of `polished`. */
const reportedCandidate = z.preprocess(
  (given) => ({ ...(given as object), predictedPolished: (given as Given | null)?.polished?.predicted ?? null }),
  z.object({
    structure: text,
    start: z.string().nullable().catch(null),
    predicted: anchors.catch(noAnchors),
    solved: anchors.catch(noAnchors),
    /** Reports of earlier versions have these of the last curve only. */
    solvedDerived: derived.nullable().catch(null),
    ...judged,
    polished: laterAnchors,
    predictedPolished: anchors.nullable().catch(null),
  }),
);
interface Given {
  polished?: { predicted?: unknown } | null;
}

/** report.json: what `design` found. */
export const reportShape = z.object({
  state: z.enum(['done', 'stopped']).nullable().catch(null),
  objective: text,
  physics: text,
  model: text,
  seed: number,
  seconds: number,
  command: text,
  target: values,
  solves: number,
  baselines: z.array(baseline).catch([]),
  front,
  candidates: z.array(reportedCandidate).catch([]),
});
export type ReportShape = z.infer<typeof reportShape>;

/** predicted.json of a candidate. */
export const predictedShape = z.object({
  anchors: anchors.catch(noAnchors),
  atCode: anchors.nullable().catch(null),
  /** null of a structure that was not searched for. */
  decoded: anchors.nullish().catch(undefined),
  /** Of the grains that polishing came to; null where nothing was polished. */
  polished: anchors.nullable().catch(null),
  imageError: number,
});

/** solved.json of a candidate; `solvedDerived`: of the grains before polishing, taken out of `realised`. */
export const solvedShape = z.preprocess(
  (given) => ({ ...(given as object), solvedDerived: (given as GivenSolved | null)?.realised?.derived ?? null }),
  z.object({
    anchors: anchors.catch(noAnchors),
    ...judged,
    /** What the solver said before polishing; null where nothing was polished. */
    realised: laterAnchors,
    solvedDerived: derived.nullable().catch(null),
  }),
);
interface GivenSolved {
  realised?: { derived?: unknown } | null;
}

const term = z.object({
  quantity: z.enum(quantityNames),
  goal: z.enum(['target', 'atLeast', 'atMost', 'maximize', 'minimize']),
  value: number,
  tolerance: number,
  weight: z.number().catch(1),
});

/** The resolved preset in config.json. */
export const configShape = z.object({
  description: text,
  objective: z
    .object({
      name: text,
      description: text,
      terms: z
        .array(z.unknown())
        .transform((all) => all.flatMap((one) => term.safeParse(one).data ?? []))
        .catch([]),
      expression: z.string().optional().catch(undefined),
    })
    .nullable()
    .catch(null),
  physics: z
    .object({
      name: text,
      material: z.object({
        mu0SaturationMagnetization: z.number().positive(),
        exchangeStiffness: z.number().positive(),
        anisotropyConstant: z.number().positive(),
      }),
      cellSize: z.number().positive(),
      magnetization: z.enum(['planar', 'free']),
    })
    .nullable()
    .catch(null),
  model: text,
  seed: number,
  search: z.record(z.string(), z.unknown()).catch({}),
  structure: z
    .object({ grains: z.array(z.number()).catch([]), maximumMisorientation: number })
    .nullable()
    .catch(null),
  verify: z.record(z.string(), z.unknown()).catch({}),
});
export type ConfigShape = z.infer<typeof configShape>;
export type TermShape = z.infer<typeof term>;

/** One generation of the search, of events.jsonl. */
export const generationShape = z.object({
  generation: z.number(),
  bestLoss: number,
  meanLoss: number,
  spread: number,
});

export const realisedShape = z.object({
  candidate: z.int().nonnegative(),
  grains: number,
  predictedAtCode: anchors.nullable().catch(null),
  predicted: anchors.nullable().catch(null),
  imageError: number,
});

/** The event at the end of a search. */
export const searchEndedShape = z.object({
  reason: z.enum(['met', 'stalled', 'exhausted', 'asked']),
  generation: z.number(),
  generations: z.number(),
});
