// Nadam: Adam with Nesterov momentum and a momentum schedule (Dozat 2016), as Keras computes it. With t = 1, 2, ...
//   u_t = b1 (1 - 0.96^t / 2),  U_t = u_1 u_2 ... u_t
//   m <- b1 m + (1 - b1) g,     v <- b2 v + (1 - b2) g^2
//   w <- w - rate [ u_(t+1) m / (1 - U_(t+1)) + (1 - u_t) g / (1 - U_t) ] / ( sqrt(v / (1 - b2^t)) + epsilon )
// Kept here are m / (1 - b1) and v / (1 - b2): two passes over all weights fewer. All factors go into the scalars.
import * as tf from '@tensorflow/tfjs';

export interface NadamOptions {
  /** b1 @default 0.9 */
  beta1?: number;
  /** b2 @default 0.999 */
  beta2?: number;
  /** @default 1e-7 */
  epsilon?: number;
}

export interface Nadam {
  /** Moves the variables by one step against the gradients, which may be keyed in any order. */
  step(gradients: tf.NamedTensorMap, learningRate: number): void;
  /** Steps done and running product U_t: with the slots all there is to save. */
  state(): { steps: number; momentumProduct: number };
  /** First and second moment of each variable, in the order of `variables`, as [m0, v0, m1, v1, ...]; not copies. */
  slots(): tf.Tensor[];
  /** Goes on from a saved state; `slots` are values in the order of slots(). */
  restore(state: { steps: number; momentumProduct: number }, slots: Float32Array[]): void;
  dispose(): void;
}

const scheduleDecay = 0.96;

/** An optimizer of these variables. It owns its slots: call dispose(). */
export function createNadam(
  variables: readonly tf.Variable[],
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: NadamOptions = {},
): Nadam {
  const zeros = () => variables.map(({ shape }) => tf.keep(tf.zeros(shape)));
  const m = zeros();
  const v = zeros();
  let steps = 0;
  let momentumProduct = 1;
  const momentum = (t: number) => beta1 * (1 - 0.5 * scheduleDecay ** t);

  function step(gradients: tf.NamedTensorMap, learningRate: number): void {
    steps += 1;
    const [now, next] = [momentum(steps), momentum(steps + 1)];
    momentumProduct *= now;
    const ofMoment = (next * (1 - beta1)) / (1 - momentumProduct * next);
    const ofGradient = (1 - now) / (1 - momentumProduct);
    // sqrt(v / (1 - b2^t)) = root sqrt(v / (1 - b2)); divided by root, the denominator needs one pass less.
    const root = Math.sqrt((1 - beta2) / (1 - beta2 ** steps));
    const rate = learningRate / root;
    for (const [i, w] of variables.entries()) {
      const g = gradients[w.name];
      if (!g) continue;
      const [m1, v1, w1] = tf.tidy(() => {
        const m1 = tf.add(tf.mul(m[i], beta1), g);
        const v1 = tf.add(tf.mul(v[i], beta2), tf.square(g));
        const direction = tf.add(tf.mul(m1, rate * ofMoment), tf.mul(g, rate * ofGradient));
        return [m1, v1, tf.sub(w, tf.div(direction, tf.add(tf.sqrt(v1), epsilon / root)))];
      });
      tf.dispose([m[i], v[i]]);
      m[i] = tf.keep(m1);
      v[i] = tf.keep(v1);
      w.assign(w1);
      w1.dispose();
    }
  }

  return {
    step,
    state: () => ({ steps, momentumProduct }),
    slots: () => variables.flatMap((_, i) => [m[i], v[i]]),
    restore(state, slots) {
      ({ steps, momentumProduct } = state);
      for (const [i, { shape }] of variables.entries()) {
        tf.dispose([m[i], v[i]]);
        m[i] = tf.keep(tf.tensor(slots[2 * i], shape));
        v[i] = tf.keep(tf.tensor(slots[2 * i + 1], shape));
      }
    },
    dispose: () => tf.dispose([m, v]),
  };
}
