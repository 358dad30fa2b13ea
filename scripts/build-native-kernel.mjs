// Compiles src/solver/native for the processor of this machine: build/native/kernel.node, and kernel.json, by which the solver sees
// whether it may run it here (src/solver/native-kernel.ts). Takes seconds, needs a C++ compiler and no network.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCompiler, nodeHeaders } from './native-tools.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'src', 'solver', 'native');
const folder = join(root, 'build', 'native');

// Not -ffast-math: linked with it, a library changes the arithmetic of the whole process.
const arithmetic = [
  '-fno-math-errno',
  '-fno-trapping-math',
  '-fassociative-math',
  '-fno-signed-zeros',
  '-ffinite-math-only',
];
const target = ['-march=native', '-mprefer-vector-width=512'];
const form = ['-std=c++20', '-O3', '-fPIC', '-shared', '-fvisibility=hidden'];

/** Instruction sets of the processor that the compiler uses: those of its predefined macros, such as __AVX512F__. */
function instructionSets(compiler) {
  if (!existsSync('/proc/cpuinfo')) return [];
  const { stdout } = spawnSync(compiler, [...target, '-x', 'c++', '-E', '-dM', '-'], { input: '', encoding: 'utf8' });
  const flags =
    /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1].trim().split(/\s+/) ?? [];
  return flags.filter((flag) => stdout.includes(`#define __${flag.toUpperCase()}__ `));
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const name of readdirSync(sources).sort()) hash.update(name).update(readFileSync(join(sources, name)));
  return hash.digest('hex');
}

/**
 * Builds it and returns one line that says what was built.
 * @throws Error where there is no compiler, no headers, or the compiler refuses
 */
export function buildNativeKernel() {
  const started = Date.now();
  const compiler = findCompiler();
  const headers = join(nodeHeaders(), 'include', 'node');
  mkdirSync(folder, { recursive: true });
  const aside = join(folder, `kernel.${process.pid}.node`); // renamed when it is whole: another process may have the old one open
  const undefinedSymbols = process.platform === 'darwin' ? ['-undefined', 'dynamic_lookup'] : [];
  const flags = [...form, ...target, ...arithmetic, ...undefinedSymbols, '-I', headers];
  const { status, stderr } = spawnSync(compiler, [...flags, join(sources, 'addon.cc'), '-o', aside], {
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(
      `${compiler} could not compile the kernel:\n  ${stderr.trim().split('\n').slice(0, 8).join('\n  ')}`,
    );
  const built = {
    platform: process.platform,
    arch: process.arch,
    processor: cpus()[0]?.model ?? '',
    instructionSets: instructionSets(compiler),
    sources: fingerprint(),
  };
  // Killed between any two of these, it is not built: an old kernel must not be taken for one of this source.
  rmSync(join(folder, 'kernel.node'), { force: true });
  writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(built, null, 2)}\n`);
  renameSync(aside, join(folder, 'kernel.node'));
  return `native kernel of the solver built for ${built.processor || built.arch} (${((Date.now() - started) / 1000).toFixed(0)} s).`;
}
