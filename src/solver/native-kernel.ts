// The native kernel, where `npm run setup:native` has built it for this machine: a program made for another processor would not fail with
// a message, it would crash.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LoopsmithError } from '../errors.js';

export interface NativeKernel {
  /** Its instances have the functions of src/solver/kernel/index.ts, on this memory. */
  readonly Kernel: new (
    memory: ArrayBuffer,
  ) => object;
  /** Cells that it computes at once. */
  readonly lanes: number;
}

/** What scripts/build-native-kernel.mjs wrote. */
interface Built {
  platform: string;
  arch: string;
  processor: string;
  instructionSets: string[];
  sources: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'build', 'native');
/** The command that builds it. */
export const setUpKernel = '"npm run setup:native -- --kernel-only"';

type Found = { kernel: NativeKernel } | { reason: string };

let found: Found | undefined;

/** Looked for once. */
function find(): Found {
  found ??= findKernel(folder);
  return found;
}

/** @param built folder that scripts/build-native-kernel.mjs wrote */
export function findKernel(built: string): Found {
  try {
    const reason = obstacle(built);
    return reason ? { reason } : { kernel: createRequire(import.meta.url)(join(built, 'kernel.node')) };
  } catch (error) {
    return { reason: `it does not load: ${(error as Error).message}` };
  }
}

/** Null where the native kernel can be used. */
export function whyNoNativeKernel(): string | null {
  const result = find();
  return 'reason' in result ? result.reason : null;
}

/** @throws LoopsmithError where it cannot be used */
export function nativeKernel(): NativeKernel {
  const result = find();
  if ('kernel' in result) return result.kernel;
  throw new LoopsmithError(`kernel: there is no native kernel: ${result.reason}; ${setUpKernel} builds it`);
}

function obstacle(folder: string): string | null {
  if (!existsSync(join(folder, 'kernel.node'))) return 'it is not built';
  const built: Built = JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'));
  if (!runsHere(built)) return `it was built for another processor (${built.processor})`;
  if (built.sources !== fingerprint()) return `its source has changed since it was built`;
  return null;
}

function runsHere({ platform, arch, processor, instructionSets }: Built): boolean {
  if (platform !== process.platform || arch !== process.arch) return false;
  if (!existsSync('/proc/cpuinfo')) return processor === cpus()[0]?.model;
  const here = new Set(/^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1].split(/\s+/));
  return instructionSets.every((set) => here.has(set));
}

/** That of the C++ source, as the build computes it. */
function fingerprint(): string {
  const sources = join(root, 'src', 'solver', 'native');
  const hash = createHash('sha256');
  for (const name of readdirSync(sources).sort()) hash.update(name).update(readFileSync(join(sources, name)));
  return hash.digest('hex');
}
