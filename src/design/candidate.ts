// What a candidate is along the chain: found in the latent space, realised as grains, screened by the model, solved.
import type { AnchorPoints, QuantityName } from '../quantities.js';
import type { Structure } from '../structure/structure.js';
import type { Solution } from './solve-structure.js';

/** From the search: what the best code decodes to and what the regressor hopes for. */
export interface FoundImage {
  /** cells x cells, k_x. */
  image: Float32Array;
  predicted: AnchorPoints;
  /** After the code was decoded and the image encoded again. */
  predictedDecoded: AnchorPoints;
  loss: number;
}

export interface RealisedCandidate extends FoundImage {
  structure: Structure;
  /** Root mean square difference between decoded and realised image. */
  imageError: number;
}

/** Predicted again, from the realised grains. Candidates are numbered from 0 in the order in which they are solved. */
export interface ScreenedCandidate {
  candidate: number;
  structure: Structure;
  predictedAtCode: AnchorPoints;
  /** null for a structure that was not searched for. */
  predictedDecoded: AnchorPoints | null;
  predicted: AnchorPoints;
  imageError: number;
  /** The user's own or labelled structure that this is, by its name; absent for what was found. */
  start?: string;
}

/** Solved as it was realised; what polishing and small perturbations made of it where they were asked for. */
export interface SolvedCandidate extends ScreenedCandidate, Solution {
  polished: PolishedCandidate | null;
  /** Solver runs spent on moved grains, whether they were better or not. */
  polishSolves: number;
  robustness: Robustness | null;
}

/** The best of the moved structures, where one is better than what was realised. */
export interface PolishedCandidate extends Solution {
  structure: Structure;
  /** Of the regressor, for the moved grains. */
  predicted: AnchorPoints;
  /** How the grains were moved, in one line. */
  change: string;
  /** Solver runs spent on this candidate. */
  solves: number;
}

/** What small perturbations of a candidate do to it. */
export interface Robustness {
  /** Largest departure from the unperturbed value; absent where a curve no longer reaches it. */
  spread: Partial<Record<QuantityName, number>>;
  /** Verified without and under every perturbation. */
  robust: boolean;
  /** The candidate itself, its field steps as fine as those of the perturbations. */
  unperturbed: AnchorPoints;
  perturbations: { name: string; solved: AnchorPoints; verified: boolean }[];
}

/** Grains and curve that a candidate ends with. */
export const finalOf = (candidate: SolvedCandidate): Solution & { structure: Structure } =>
  candidate.polished ?? candidate;

/** JSON has no infinity: null is a loss that no curve has. */
export const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
