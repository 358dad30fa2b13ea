// What computes: the native kernel where it was built for this machine, else WebAssembly, else plain JavaScript.
import { LoopsmithError } from '../errors.js';
import { checkName } from './check.js';
import { createKernel } from './kernel.js';
import { createNativeArena } from './native-arena.js';
import { nativeKernel, whyNoNativeKernel } from './native-kernel.js';
import { createScriptKernel } from './script-kernel.js';

export const kernelChoices = ['auto', 'native', 'webassembly', 'javascript'] as const;
export type KernelChoice = (typeof kernelChoices)[number];
/** A kernel by name: two of them differ in the last digits, so what was begun with one goes on with it. */
export type KernelName = Exclude<KernelChoice, 'auto'>;

/** The smallest module that holds a SIMD instruction: one function that returns i8x16.splat(0). */
const simdProbe = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11],
);

const hasSimd = (): boolean => typeof WebAssembly === 'object' && WebAssembly.validate(simdProbe);

/** @throws LoopsmithError where a kernel is asked for that is absent */
export function chooseKernel(
  choice: KernelChoice = 'auto',
  warn: (message: string) => void = () => undefined,
): KernelName {
  checkName('kernel', choice, kernelChoices);
  if (choice === 'native') nativeKernel();
  if (choice === 'native' || (choice === 'auto' && whyNoNativeKernel() === null)) return 'native';
  if (choice === 'javascript') return 'javascript';
  if (hasSimd()) return 'webassembly';
  if (choice === 'webassembly') throw new LoopsmithError('kernel: this Node.js runs no WebAssembly with SIMD');
  warn('no WebAssembly with SIMD here: the solver runs in plain JavaScript, a hundred times slower');
  return 'javascript';
}

/** How a kernel is made, by its name. */
export const kernelMakers: Readonly<Record<KernelName, typeof createScriptKernel>> = {
  native: (grid, axes, material, dimension) => createKernel(grid, axes, material, dimension, createNativeArena),
  webassembly: (grid, axes, material, dimension) => createKernel(grid, axes, material, dimension),
  javascript: createScriptKernel,
};
