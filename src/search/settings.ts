// Settings of the search over codes; the defaults are those of a preset that says nothing.

/** Ways of looking, see code-search.ts. */
export const searchMethods = ['genetic', 'matrix-adaptation'] as const;
export type SearchMethod = (typeof searchMethods)[number];

export interface SearchSettings {
  readonly method: SearchMethod;
  /** Codes per generation. */
  readonly populationSize: number;
  /** Most generations. */
  readonly generations: number;
  /** Share of children that come from two parents. */
  readonly crossover: number;
  /** How far a child may lie outside the line between its parents, as a share of their distance. */
  readonly extrapolation: number;
  /** Share of children that mutate. */
  readonly mutation: number;
  /** Largest mutation, in deviations of the population (per dimension). */
  readonly mutationStrength: number;
  /** Weight of the penalty for codes where the encoder puts no real structures; 0 switches it off. */
  readonly plausibility: number;
  /** Smallest distance between two results; two random real structures are about 1.4 apart. */
  readonly minimumDistance: number;
  /** Share of the tolerance that the search aims at, because the solver moves what the regressor predicts. */
  readonly toleranceShare: number;
  /** Weight of the regressor's uncertainty, counted in tolerances, where the model knows it; 0 ignores it. */
  readonly caution: number;
  /** Generations without progress after which the search stops. */
  readonly stallGenerations: number;
  /** Gradient steps of each of the best codes, once the search is over; 0 takes none. */
  readonly gradientSteps: number;
}

export const defaultSearchSettings: SearchSettings = {
  method: 'genetic',
  populationSize: 400,
  generations: 150,
  crossover: 0.8,
  extrapolation: 0.2,
  mutation: 0.5,
  mutationStrength: 0.5,
  plausibility: 20,
  minimumDistance: 0.5,
  toleranceShare: 0.2,
  caution: 0.1,
  stallGenerations: 40,
  gradientSteps: 10,
};
