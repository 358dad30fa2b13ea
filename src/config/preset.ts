// A preset is a whole run: objective, physics, model, search, limits on structures, verification. A file holds only what
// differs from the defaults below.
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { placed } from '../errors.js';
import type { Material, Physics } from '../physics.js';
import type { ObjectiveSpec } from '../search/objective-spec.js';
import { defaultSearchSettings, searchMethods } from '../search/settings.js';
import { type DescribedFile, listReadable } from './described-files.js';
import { loadObjective, objectiveFiles, objectiveSchema } from './objective.js';
import { findFile, type Named, packageRoot, shownPath } from './paths.js';
import { loadPhysics } from './physics.js';
import { quantitySchema } from './quantity-schema.js';
import { grainsSchema, misorientationSchema } from './structure-schema.js';
import { usualModel, usualPhysics } from './usual.js';
import { loadYaml } from './yaml.js';

export const presetFiles: Named = { what: 'preset', folder: 'presets' };

const share = z.number().min(0).max(1);
const search = defaultSearchSettings;

const searchSchema = z.strictObject({
  method: z.enum(searchMethods).default(search.method),
  populationSize: z.int().min(8).max(100_000).default(search.populationSize),
  generations: z.int().min(1).max(100_000).default(search.generations),
  crossover: share.default(search.crossover),
  extrapolation: z.number().min(0).max(2).default(search.extrapolation),
  mutation: share.default(search.mutation),
  mutationStrength: z.number().min(0).max(10).default(search.mutationStrength),
  plausibility: z.number().min(0).max(1e6).default(search.plausibility),
  minimumDistance: z.number().min(0).max(2).default(search.minimumDistance),
  toleranceShare: share.default(search.toleranceShare),
  caution: z.number().min(0).max(1e6).default(search.caution),
  stallGenerations: z.int().min(1).max(100_000).default(search.stallGenerations),
  gradientSteps: z.int().min(0).max(1000).default(search.gradientSteps),
});

const structureLimitsSchema = z.strictObject({
  grains: grainsSchema.default([16, 256]),
  maximumMisorientation: misorientationSchema.default(Math.PI),
});

/** A field step may be taken again in so many parts. */
export const mostParts = 100;

const verifySchema = (material: Material) =>
  z.strictObject({
    candidates: z.int().min(1).max(1000).default(6),
    labelled: z.int().min(0).max(1000).default(2),
    stopAt: z.enum(['coercivity', 'full']).default('coercivity'),
    fieldStep: quantitySchema('field', { material, min: [1e-4, '0.0001 HA'], max: [0.1, '0.1 HA'] }).default(0.01),
    refine: z.union([z.literal('auto'), z.int().min(1).max(mostParts)]).default('auto'),
  });

const polishSchema = z.strictObject({
  candidates: z.int().min(0).max(100).default(3),
  solves: z.int().min(0).max(10_000).default(18),
  seconds: z.number().min(0).max(1e6).default(1e6),
  fieldEvaluations: z.int().min(0).max(1e12).default(1e9),
  aim: share.default(0.2),
  enough: z.int().min(1).max(100).default(100),
});

const robustnessSchema = z.strictObject({
  candidates: z.int().min(0).max(1000).default(1),
});

/** Checks only which physics a preset names: everything else depends on its material. */
const physicsNameSchema = z.looseObject({ physics: z.string().min(1).default(usualPhysics) });

/** Form of a preset file. */
export function presetSchema(physics: Physics) {
  const objective = z.union([z.string().min(1), objectiveSchema(physics.material)]);
  return z.strictObject({
    name: z.string().regex(/^[\w-]+$/, { message: 'letters, digits, - and _ only' }),
    description: z.string().default(''),
    objective,
    physics: z.string().min(1).default(usualPhysics),
    model: z.string().min(1).default(usualModel(physics.name)),
    search: searchSchema.prefault({}),
    structure: structureLimitsSchema.prefault({}),
    verify: verifySchema(physics.material).prefault({}),
    polish: polishSchema.prefault({}),
    robustness: robustnessSchema.prefault({}),
    /** Whether the run is compared with other ways of looking, each with as many solver runs as it took. */
    baselines: z.boolean().default(false),
    seed: z.int().min(0).default(1),
  });
}

/** What structures the user's process can make. */
export type StructureLimits = z.output<typeof structureLimitsSchema>;

/**
 * How many of the best candidates are polished (0: none), with how many solver runs, seconds of solver time and field evaluations in all,
 * and which share of each tolerance is aimed at; polishing ends once `enough` of them have that. Where seconds end it, its candidates
 * differ from machine to machine.
 */
export type PolishSettings = z.output<typeof polishSchema>;

/** How many of the best verified candidates are solved again under small perturbations, four solver runs each. 0 switches it off. */
export type RobustnessSettings = z.output<typeof robustnessSchema>;

/** A preset with every default filled in: plain JSON, in SI and reduced units; saved as the configuration of a run. */
export interface Preset extends Omit<z.output<ReturnType<typeof presetSchema>>, 'objective' | 'physics'> {
  objective: ObjectiveSpec;
  physics: Physics;
}

export interface PresetOptions {
  /** Assignments such as "search.populationSize=400" (--set); they win over the file, the file over the defaults. */
  readonly set?: readonly string[];
  /** What is wanted instead of the preset's objective; what that says of structures does not count then. */
  readonly objective?: (material: Material) => ObjectiveSpec;
}

const setsObjective = (assignment: string): boolean => assignment.startsWith('objective=');

/**
 * A preset of ./presets, of the shipped ones, or of a file.
 * @throws LoopsmithError that names file, line, key, what was expected and what came
 */
export function loadPreset(nameOrFile: string, { set = [], objective: other }: PresetOptions = {}): Preset {
  const path = findFile(nameOrFile, presetFiles);
  const named = <T>(key: string, load: () => T): T =>
    placed(set.some((one) => one.startsWith(`${key}=`)) ? `--set ${key}` : `${shownPath(path)}: ${key}`, load);
  const { physics: physicsName } = loadYaml(path, physicsNameSchema, { set });
  const physics = named('physics', () => loadPhysics(physicsName));
  const preset = loadYaml(path, presetSchema(physics), { set });
  const { objective } = preset;
  const { material } = physics;
  // A shipped preset means the shipped objective, whatever stands under that name in the working directory.
  const shipped = dirname(path) === join(packageRoot(), presetFiles.folder) && !set.some(setsObjective);
  const own = () =>
    typeof objective === 'string'
      ? named('objective', () => loadObjective(objective, material, { ...objectiveFiles, shipped }))
      : objective;
  const wanted = other?.(material) ?? own();
  return withObjective({ ...preset, physics, objective: wanted }, wanted);
}

/** The preset with another objective; what that says of structures wins over the limits of the preset. */
export const withObjective = (preset: Preset, objective: ObjectiveSpec): Preset => ({
  ...preset,
  objective,
  structure: { ...preset.structure, ...objective.structure },
});

/** Each is checked whole: a list that promises what cannot be run helps nobody. */
export const listPresets = (): DescribedFile[] =>
  listReadable(presetFiles, (path) => ({ description: loadPreset(path).description }), { description: '' });
