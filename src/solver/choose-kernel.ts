// WebAssembly where the machine runs it, else plain JavaScript.
import { LoopsmithError } from '../errors.js';
import { createKernel } from './kernel.js';
import { createScriptKernel } from './script-kernel.js';

export const kernelChoices = ['auto', 'webassembly', 'javascript'] as const;
export type KernelChoice = (typeof kernelChoices)[number];

/** The smallest module that holds a SIMD instruction: one function that returns i8x16.splat(0). */
const simdProbe = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11],
);

const hasSimd = (): boolean => typeof WebAssembly === 'object' && WebAssembly.validate(simdProbe);

/** @throws LoopsmithError where WebAssembly is asked for and absent */
export function chooseKernel(choice: KernelChoice = 'auto', warn: (message: string) => void): typeof createKernel {
  if (choice === 'javascript') return createScriptKernel;
  if (hasSimd()) return createKernel;
  if (choice === 'webassembly') throw new LoopsmithError('kernel: this Node.js runs no WebAssembly with SIMD');
  warn('no WebAssembly with SIMD here: the solver runs in plain JavaScript, about ten times slower');
  return createScriptKernel;
}
