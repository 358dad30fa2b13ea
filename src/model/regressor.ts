// The regressor: code -> the six anchor points, normalized. A shared trunk, then a narrowing head for each anchor point.
import * as tf from '@tensorflow/tfjs';
import { anchorNames } from '../quantities.js';
import type { RegressorArchitecture } from './architecture.js';
import { apply, zero } from './layers.js';

/** [batch, latentDim] -> [batch, 6] in the order of `anchorNames`. Weights are zero until they are set. */
export function createRegressor({ trunk, head }: RegressorArchitecture, latentDim: number): tf.LayersModel {
  const z = tf.input({ shape: [latentDim], name: 'z' });
  const dense = (name: string, units: number, activation: 'elu' | 'linear' = 'elu') =>
    tf.layers.dense({ ...zero, name, units, activation });
  let shared: tf.SymbolicTensor = z;
  for (const [i, units] of trunk.entries()) shared = apply(dense(`trunk_${i + 1}`, units), shared);
  const anchors = anchorNames.map((anchor) => {
    let y = shared;
    for (const [i, units] of head.entries()) y = apply(dense(`${anchor}_${i + 1}`, units), y);
    return apply(dense(anchor, 1, 'linear'), y);
  });
  const outputs = apply(tf.layers.concatenate({ name: 'anchors' }), anchors);
  return tf.model({ name: 'regressor', inputs: z, outputs });
}
