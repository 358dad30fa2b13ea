// The last three relaxed states of a sweep: where the next one starts is continued from them, and so is the magnetization that it
// should have where nothing jumps.
import type { Kernel, State } from './kernel.js';

export interface History {
  /** Overwrites the magnetization of `state` with that continued to the field, quadratically where three states are known. */
  continueTo(state: State, appliedField: number): void;
  /** Mean magnetization continued to the field (or between the last two). NaN before three states are known. */
  magnetizationAt(appliedField: number): number;
  remember(state: State, appliedField: number): void;
}

/** @param bend a cell whose turn departs from the linear one by more (chord) is near something that jumped: there the start stays behind */
export function createHistory(kernel: Kernel, bend: number): History {
  const states = [0, 1, 2].map(() => kernel.createState()) as [State, State, State];
  const fields: number[] = [];
  const magnetizations: number[] = [];
  return {
    continueTo(state, appliedField) {
      const [m0, m1] = states;
      if (fields.length < 2) return kernel.copyMagnetization(state, m0);
      const linear = lagrange(appliedField, fields.slice(0, 2));
      if (fields.length < 3)
        return kernel.extrapolate(state, [m0, m1, m1], [linear[0] - 1, linear[1], 0], [0, 0, 0], bend);
      const [w0, w1, w2] = lagrange(appliedField, fields);
      kernel.extrapolate(state, states, [w0 - 1, w1, w2], [w0 - linear[0], w1 - linear[1], w2], bend);
    },
    magnetizationAt(appliedField) {
      if (fields.length < 3) return Number.NaN;
      return lagrange(appliedField, fields).reduce((sum, weight, i) => sum + weight * magnetizations[i], 0);
    },
    remember(state, appliedField) {
      states.unshift(states.pop() as State);
      kernel.copyMagnetization(states[0], state);
      fields.unshift(appliedField);
      magnetizations.unshift(state.along);
      if (fields.length > 3) {
        fields.pop();
        magnetizations.pop();
      }
    },
  };
}

/** Weights of the polynomial through the nodes at x. */
function lagrange(x: number, nodes: readonly number[]): number[] {
  return nodes.map((node, i) =>
    nodes.reduce((weight, other, j) => (j === i ? weight : (weight * (x - other)) / (node - other)), 1),
  );
}
