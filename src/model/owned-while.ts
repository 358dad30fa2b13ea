// Networks that are disposed by whoever asked for them, once he has them.
import type * as tf from '@tensorflow/tfjs';

/** What `work` comes to; where it fails, the networks are disposed, which nobody else knows of yet. */
export async function ownedWhile<Result>(
  networks: readonly tf.LayersModel[],
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    for (const network of networks) network.dispose();
    throw error;
  }
}
