// Nadam: Adam with Nesterov momentum and a momentum schedule (Dozat 2016), as Keras computes it. With t = 1, 2, ...
//   u_t = b1 (1 - 0.96^t / 2),  U_t = u_1 u_2 ... u_t
//   m <- b1 m + (1 - b1) g,     v <- b2 v + (1 - b2) g^2
//   w <- w - rate [ u_(t+1) m / (1 - U_(t+1)) + (1 - u_t) g / (1 - U_t) ] / ( sqrt(v / (1 - b2^t)) + epsilon )
// All factors go into the scalars. Where TensorFlow's own library computes, a step is one or two of its fused passes (fused-nadam.ts).
import * as tf from '@tensorflow/tfjs';
import { createFusedUpdates, nativeOperations } from './fused-nadam.js';

export interface Nadam {
  /** Moves the variables by one step against the gradients, which may be keyed in any order. */
  step(gradients: tf.NamedTensorMap, learningRate: number): void;
  /** Steps done and running product U_t: with the slots all there is to save. */
  state(): { steps: number; momentumProduct: number };
  /** First and second moment of each variable, in the order of `variables`, as [m0, v0, m1, v1, ...]; copies. */
  slots(): Float32Array[];
  /** Goes on from a saved state; `slots` are values in the order of slots(). */
  restore(state: { steps: number; momentumProduct: number }, slots: Float32Array[]): void;
  dispose(): void;
}

/** The factors of a step: w <- w - (ofMoment m + ofGradient g) / (sqrt(v) + epsilon), after m and v have been updated. */
export interface StepFactors {
  readonly ofMoment: number;
  readonly ofGradient: number;
  readonly epsilon: number;
}

/** Moves each variable that has a gradient, and keeps its moments. */
export interface Updates {
  step(gradients: tf.NamedTensorMap, factors: StepFactors): void;
  slots(): Float32Array[];
  restore(slots: readonly Float32Array[]): void;
  dispose(): void;
}

/** b1 and b2. */
const [beta1, beta2] = [0.9, 0.999];
const epsilon = 1e-7;
const scheduleDecay = 0.96;

/** An optimizer of these variables. It owns its slots: call dispose(). */
export function createNadam(variables: readonly tf.Variable[]): Nadam {
  const operations = nativeOperations();
  const updates = operations ? createFusedUpdates(operations, variables, { beta1, beta2 }) : createUpdates(variables);
  let steps = 0;
  let momentumProduct = 1;
  const momentum = (t: number) => beta1 * (1 - 0.5 * scheduleDecay ** t);

  function step(gradients: tf.NamedTensorMap, learningRate: number): void {
    steps += 1;
    const [now, next] = [momentum(steps), momentum(steps + 1)];
    momentumProduct *= now;
    // sqrt(v / (1 - b2^t)) = sqrt(v) / root: multiplied by root, the denominator needs one pass less.
    const root = Math.sqrt(1 - beta2 ** steps);
    const rate = learningRate * root;
    updates.step(gradients, {
      ofMoment: (rate * next) / (1 - momentumProduct * next),
      ofGradient: (rate * (1 - now)) / (1 - momentumProduct),
      epsilon: epsilon * root,
    });
  }

  return {
    step,
    state: () => ({ steps, momentumProduct }),
    slots: updates.slots,
    restore(state, slots) {
      ({ steps, momentumProduct } = state);
      updates.restore(slots);
    },
    dispose: updates.dispose,
  };
}

/** Updates in the operations that every backend has. */
function createUpdates(variables: readonly tf.Variable[]): Updates {
  const zeros = () => variables.map(({ shape }) => tf.keep(tf.zeros(shape)));
  const m = zeros();
  const v = zeros();
  return {
    step(gradients, { ofMoment, ofGradient, epsilon }) {
      for (const [i, w] of variables.entries()) {
        const g = gradients[w.name];
        if (!g) continue;
        const [m1, v1, w1] = tf.tidy(() => {
          const m1 = tf.add(tf.mul(m[i], beta1), tf.mul(g, 1 - beta1));
          const v1 = tf.add(tf.mul(v[i], beta2), tf.mul(tf.square(g), 1 - beta2));
          const direction = tf.add(tf.mul(m1, ofMoment), tf.mul(g, ofGradient));
          return [m1, v1, tf.sub(w, tf.div(direction, tf.add(tf.sqrt(v1), epsilon)))];
        });
        tf.dispose([m[i], v[i]]);
        m[i] = tf.keep(m1);
        v[i] = tf.keep(v1);
        w.assign(w1);
        w1.dispose();
      }
    },
    slots: () => variables.flatMap((_, i) => [m[i], v[i]]).map((slot) => slot.dataSync<'float32'>().slice()),
    restore(slots) {
      for (const [i, { shape }] of variables.entries()) {
        tf.dispose([m[i], v[i]]);
        m[i] = tf.keep(tf.tensor(slots[2 * i], shape));
        v[i] = tf.keep(tf.tensor(slots[2 * i + 1], shape));
      }
    },
    dispose: () => tf.dispose([m, v]),
  };
}
