// A step of Nadam in TensorFlow's own fused passes: ResourceApplyAdam reads gradient, moments and weights once, on all cores, where
// separate operations go over them fourteen times. With b1, b2 its own decays, its Nesterov form is
//   m <- b1 m + (1 - b1) g,   v <- b2 v + (1 - b2) g^2,   w <- w - rate (b1 m + (1 - b1) g) / (sqrt(v) + epsilon)
// which is Nadam as soon as its momentum schedule has come to rest. Before that two passes are needed: the plain form for m, and one
// more with b1 = 0, b2 = 1, which leaves v alone and steps along the gradient.
import * as tf from '@tensorflow/tfjs';
import type { StepFactors, Updates } from './nadam.js';

interface Attribute {
  name: string;
  type: number;
  value: unknown;
}

/** What is used of the native backend: any operation of TensorFlow by its name. */
export interface NativeOperations {
  readonly binding: Readonly<Record<string, number>>;
  executeSingleOutput(name: string, attributes: Attribute[], inputs: tf.Tensor[]): tf.Tensor;
  executeMultipleOutputs(name: string, attributes: Attribute[], inputs: tf.Tensor[], outputs: number): tf.Tensor[];
}

/** The native backend where it is the one in use. */
export function nativeOperations(): NativeOperations | null {
  if (tf.getBackend() !== 'tensorflow') return null;
  const backend: object = tf.backend();
  return isNative(backend) ? backend : null;
}

const isNative = (backend: object): backend is NativeOperations =>
  'executeSingleOutput' in backend && 'executeMultipleOutputs' in backend && 'binding' in backend;

export function createFusedUpdates(
  operations: NativeOperations,
  variables: readonly tf.Variable[],
  { beta1, beta2 }: { beta1: number; beta2: number },
): Updates {
  const { binding } = operations;
  const ofType = (name: string): Attribute => ({ name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT });
  const flag = (name: string, value: boolean): Attribute => ({ name, type: binding.TF_ATTR_BOOL, value });
  const text = (name: string, value: string): Attribute => ({ name, type: binding.TF_ATTR_STRING, value });

  const assign = (handle: tf.Tensor, values: tf.Tensor) =>
    operations.executeMultipleOutputs('AssignVariableOp', [ofType('dtype')], [handle, values], 0);
  const read = (handle: tf.Tensor) => operations.executeSingleOutput('ReadVariableOp', [ofType('dtype')], [handle]);
  const create = (shape: number[]): tf.Tensor => {
    const place = { name: 'shape', type: binding.TF_ATTR_SHAPE, value: shape };
    const attributes = [text('container', ''), text('shared_name', anonymous), ofType('dtype'), place];
    const handle = tf.keep(operations.executeSingleOutput('VarHandleOp', attributes, []));
    tf.tidy(() => assign(handle, tf.zeros(shape)));
    return handle;
  };
  const handles = variables.map(({ shape }) => ({ w: create(shape), m: create(shape), v: create(shape) }));
  // Takes the gradient in place of a first moment, in the second pass.
  let passing: tf.Tensor[] | null = null;

  const apply = (inputs: tf.Tensor[], factors: number[], nesterov: boolean) => {
    const attributes = [ofType('T'), flag('use_locking', false), flag('use_nesterov', nesterov)];
    const [w, m, v, g] = inputs;
    const scalars = factors.map((factor) => tf.scalar(factor));
    operations.executeMultipleOutputs('ResourceApplyAdam', attributes, [w, m, v, ...scalars, g], 0);
  };

  function step(gradients: tf.NamedTensorMap, { ofMoment, ofGradient, epsilon }: StepFactors): void {
    const atRest = Math.abs((ofMoment * (1 - beta1)) / (ofGradient * beta1) - 1) < rest;
    if (!atRest) passing ??= variables.map(({ shape }) => create(shape));
    tf.tidy(() => {
      for (const [i, variable] of variables.entries()) {
        const g = gradients[variable.name];
        if (!g) continue;
        const { w, m, v } = handles[i];
        assign(w, variable);
        // Powers of b1 and b2 as 0: nothing is left to correct.
        const tail = [beta1, beta2, epsilon];
        if (atRest) apply([w, m, v, g], [0, 0, ofMoment / beta1, ...tail], true);
        else {
          apply([w, m, v, g], [0, 0, ofMoment, ...tail], false);
          if (passing) {
            // The pass computes m + (g - m), which is g to the last digit only from g: else a resumed training would part from a whole one.
            assign(passing[i], g);
            apply([w, passing[i], v, g], [0, 0, ofGradient, 0, 1, epsilon], false);
          }
        }
        variable.assign(read(w));
      }
    });
    if (atRest && passing) passing = free(passing);
  }

  const free = (tensors: readonly tf.Tensor[]): null => {
    for (const handle of tensors) {
      operations.executeMultipleOutputs('DestroyResourceOp', [flag('ignore_lookup_error', true)], [handle], 0);
      handle.dispose();
    }
    return null;
  };

  return {
    step,
    slots: () =>
      handles.flatMap(({ m, v }) =>
        [m, v].map((handle) => {
          const values = read(handle);
          const copy = values.dataSync<'float32'>().slice();
          values.dispose();
          return copy;
        }),
      ),
    restore(slots) {
      for (const [i, { shape }] of variables.entries())
        tf.tidy(() => {
          assign(handles[i].m, tf.tensor(slots[2 * i], shape));
          assign(handles[i].v, tf.tensor(slots[2 * i + 1], shape));
        });
    },
    dispose() {
      for (const { w, m, v } of handles) free([w, m, v]);
      if (passing) passing = free(passing);
    },
  };
}

// The name by which TensorFlow knows that a variable has none and belongs to its handle alone.
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';
// Relative; the schedule 1 - 0.96^t / 2 is there after 430 steps.
const rest = 1e-7;
