import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { type BackendRequest, startBackend } from '../../src/model/backend.js';
import { nativeMissing } from './tiny.js';

const compiled = new URL('../../dist/model/backend.js', import.meta.url).href;

/** Everything that a fresh process prints that starts a backend and computes on it. */
function output(request: BackendRequest, node: string[] = []): string {
  const source = `const { startBackend } = await import('${compiled}');
    const { name, reason } = await startBackend('${request}').catch((error) => ({ name: error.name, reason: error.message }));
    const tf = await import('@tensorflow/tfjs');
    if (name !== 'LoopsmithError') tf.tidy(() => tf.matMul(tf.ones([2, 2]), tf.ones([2, 2])).dataSync());
    process.stdout.write(name + ': ' + reason);`;
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const { TF_CPP_MIN_LOG_LEVEL: _, ...env } = process.env;
  const args = [...node, '--input-type=module', '-e', `${source}`];
  return execFileSync('sh', ['-c', '"$0" "$@" 2>&1', process.execPath, ...args], { cwd, env, encoding: 'utf8' });
}

// Stands for a machine whose npm did not run the package's install script, or where the package is absent.
const refuse = (message: string, code: string) => [
  '--import',
  `data:text/javascript,import M from 'node:module';const o=M._load;M._load=function(n){if(n==='@tensorflow/tfjs-node')throw Object.assign(new Error(${JSON.stringify(message)}),{code:'${code}'});return o.apply(this,arguments)}`,
];
const absent = refuse("Cannot find module '@tensorflow/tfjs-node'", 'MODULE_NOT_FOUND');
const unbuilt = refuse('The Node.js native addon module (tfjs_binding.node) can not be found at path: x', 'ERR');

describe('the backend', () => {
  it('wasm computes', async () => {
    const { name, version } = await startBackend('wasm');
    expect(name).toBe('wasm');
    expect(version).toMatch(/^@tensorflow\/tfjs-backend-wasm 4/);
    expect(tf.getBackend()).toBe('wasm');
    expect(tf.tidy(() => tf.sum(tf.ones([3, 3])).dataSync()[0])).toBe(9);
  });

  it('prints nothing on wasm', () => {
    expect(output('wasm')).toBe('wasm: asked for');
  });

  it.skipIf(nativeMissing !== null)('prints nothing on native', () => {
    expect(output('native')).toBe('native: asked for');
  });

  it('falls back to wasm with the reason where native is absent', () => {
    expect(output('auto', absent)).toBe('wasm: @tensorflow/tfjs-node is not installed');
  });

  it('falls back to wasm with the reason where the binding of native was not built', () => {
    expect(output('auto', unbuilt)).toBe('wasm: @tensorflow/tfjs-node is installed, but its binding was not built');
  });

  it('says what to do where native is asked for and absent', () => {
    expect(output('native', absent)).toBe(
      'LoopsmithError: no native backend: @tensorflow/tfjs-node is not installed; install it with "npm run setup:native" or use the wasm backend',
    );
  });

  it('refuses a request it does not know', async () => {
    await expect(startBackend('gpu' as BackendRequest)).rejects.toThrow(
      'unknown backend "gpu", expected one of auto, native, wasm',
    );
  });
});
