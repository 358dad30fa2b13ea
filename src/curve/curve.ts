// The demagnetization curve: mean magnetization along the applied field while that goes from +HA down.

export interface DemagnetizationCurve {
  /** Applied field in HA, strictly decreasing. */
  readonly appliedField: Float64Array;
  /** Mean of m along +y, the axis of the field, in Ms; same length. */
  readonly magnetization: Float64Array;
}
