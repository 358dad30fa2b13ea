// What a candidate is along the chain: found in the latent space, realised as grains, screened by the model, solved.
import type { DemagnetizationCurve } from '../curve/curve.js';
import type { AnchorPoints, DerivedName, QuantityName } from '../quantities.js';
import type { Structure } from '../structure/structure.js';

/** From the search: what the best code decodes to and what the regressor hopes for. */
export interface FoundImage {
  /** cells x cells, k_x. */
  image: Float32Array;
  predicted: AnchorPoints;
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
  predicted: AnchorPoints;
  imageError: number;
  /** The user's own structure that this is, by its name; absent for what was found. */
  start?: string;
}

export interface SolvedCandidate extends ScreenedCandidate {
  solved: AnchorPoints;
  derived: Record<DerivedName, number | null>;
  curve: DemagnetizationCurve;
  /** Solved minus wanted; see Objective.errors. */
  error: Partial<Record<QuantityName, number>>;
  /** Lower is better, 0 is met, Infinity is a failed curve. */
  loss: number;
  verified: boolean;
  fieldEvaluations: number;
  seconds: number;
}
