// The ensemble: image statistics, standardized -> anchor points, normalized, of each member, and the logarithm of the deviation to
// expect. A member is a linear map, started at ridge regression, and a narrow hidden layer beside it, started at zero, for what is not
// linear. The deviation is a linear map too, fitted to the errors that members make on records that they have not seen.
import * as tf from '@tensorflow/tfjs';
import { anchorNames } from '../quantities.js';
import type { RegressorArchitecture } from './architecture.js';
import { apply, elu, zero } from './layers.js';

const n = anchorNames.length;

/** [batch, statistics] -> [batch, 6 members + 6]. Weights are zero until they are set. */
export function createMembers({ head, statistics }: RegressorArchitecture, inputs: number): tf.LayersModel {
  const s = tf.input({ shape: [inputs], name: 'statistics' });
  const dense = (name: string, from: tf.SymbolicTensor, useBias = true) =>
    apply(tf.layers.dense({ ...zero, name, units: n, useBias }), from);
  const members = Array.from({ length: statistics?.members ?? 1 }, (_, i) => {
    let y: tf.SymbolicTensor = s;
    for (const [layer, units] of head.entries())
      y = apply(tf.layers.dense({ ...elu, name: `member_${i + 1}_hidden_${layer + 1}`, units }), y);
    const parts = [dense(linearName(i), s), dense(correctionName(i), y, false)];
    return apply(tf.layers.add({ name: `member_${i + 1}` }), parts);
  });
  const outputs = apply(tf.layers.concatenate({ name: 'anchors' }), [...members, dense(deviationName, s)]);
  return tf.model({ name: 'members', inputs: s, outputs });
}

/** Layers that are set, not drawn. */
export const linearName = (member: number): string => `member_${member + 1}_linear`;
export const correctionName = (member: number): string => `member_${member + 1}_correction`;
export const deviationName = 'deviation';
