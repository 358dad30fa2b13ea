// Where the networks compute: TensorFlow's own library through @tensorflow/tfjs-node ('native') where that is installed and loads,
// else WebAssembly. The plain JavaScript backend of TensorFlow.js is a hundred times slower than wasm and is never used.
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { codeOf, LoopsmithError } from '../errors.js';
import { registerWasmKernels } from './wasm-kernels.js';

const backendRequests = ['auto', 'native', 'wasm'] as const;
export type BackendRequest = (typeof backendRequests)[number];
export type BackendName = 'native' | 'wasm';

export interface Backend {
  readonly name: BackendName;
  /** One line: why this one. */
  readonly reason: string;
  /** Package and version that computes. */
  readonly version: string;
}

const require = createRequire(import.meta.url);
const nativePackage = '@tensorflow/tfjs-node';
const wasmPackage = '@tensorflow/tfjs-backend-wasm';
const remedy = 'install it with "npm run setup:native" or use the wasm backend';

/**
 * Makes a backend the one that all networks of this thread compute on. May be called again, also with another request.
 * @param request 'auto': native where it loads, else wasm; `reason` says why
 * @throws LoopsmithError where 'native' is asked for and absent
 */
export async function startBackend(request: BackendRequest = 'auto'): Promise<Backend> {
  if (!backendRequests.includes(request))
    throw new LoopsmithError(`unknown backend "${request}", expected one of ${backendRequests.join(', ')}`);
  if (request === 'wasm') return startWasm('asked for');
  const missing = loadNative();
  if (missing === null) return startNative(request === 'native' ? 'asked for' : `${nativePackage} is installed`);
  if (request === 'native') throw new LoopsmithError(`no native backend: ${missing}; ${remedy}`, 'failed');
  return startWasm(missing);
}

/** Why the native backend cannot be used, in one line; null where it can. Loads it. */
export function loadNative(): string | null {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  restoreUtil();
  try {
    require(nativePackage);
    return null;
  } catch (error) {
    return whyNot(error instanceof Error ? error : new Error(String(error)));
  }
}

// Node 23 removed two functions that tfjs-node 4.22 calls.
function restoreUtil(): void {
  const isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  for (const [name, value] of Object.entries({ isNullOrUndefined, isArray: Array.isArray })) {
    if (!(name in util)) Object.defineProperty(util, name, { value, configurable: true, writable: true });
  }
}

function whyNot(error: Error): string {
  const firstLine = error.message.split('\n')[0].trim();
  const missing = codeOf(error) === 'MODULE_NOT_FOUND';
  if (missing && firstLine.includes(`'${nativePackage}'`)) return `${nativePackage} is not installed`;
  if (firstLine.includes('native addon module')) return `${nativePackage} is installed, but its binding was not built`;
  return `${nativePackage} is installed, but does not load (${firstLine})`;
}

async function startNative(reason: string): Promise<Backend> {
  await tf.setBackend('tensorflow');
  return { name: 'native', reason, version: `${nativePackage} ${versionOf(nativePackage)}` };
}

async function startWasm(reason: string): Promise<Backend> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  if (tf.findBackend('wasm') === null)
    wasm.setWasmPaths(join(dirname(require.resolve(`${wasmPackage}/package.json`)), 'dist') + sep);
  if (!(await tf.setBackend('wasm'))) throw new LoopsmithError(`${wasmPackage} does not start`, 'failed');
  registerWasmKernels();
  return { name: 'wasm', reason, version: `${wasmPackage} ${versionOf(wasmPackage)}` };
}

function versionOf(name: string): string {
  const { version }: { version: string } = require(`${name}/package.json`);
  return version;
}
