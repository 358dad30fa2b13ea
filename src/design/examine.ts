// What the machine offers for a design: Node, backend, workers, models, data, presets. Nothing here throws; what is wrong is a finding.
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { packageRoot } from '../config/paths.js';
import { listPhysics } from '../config/physics.js';
import { listPresets } from '../config/preset.js';
import { readCard } from '../dataset/card.js';
import type { Pool } from '../pool/pool.js';
import { createThreadPool } from '../pool/thread-pool.js';
import { chooseKernel, type KernelName } from '../solver/choose-kernel.js';
import { setUpKernel, whyNoNativeKernel } from '../solver/native-kernel.js';
import { version } from '../version.js';
import { findData } from './seed-structures.js';
import type { ModelDescription } from './tasks/describe-model.js';
import type { ModelRequest } from './thread-model.js';

export interface Finding {
  what: string;
  found: string;
  /** What to do; null where nothing is amiss. */
  remedy: string | null;
}

export interface Examination {
  version: string;
  node: string;
  platform: string;
  workers: number;
  /** null where none works. */
  backend: { name: string; reason: string; version: string } | null;
  /** What the solver computes with. */
  kernel: { name: KernelName; reason: string };
  models: { name: string; physics: string | null }[];
  data: { physics: string; count: number }[];
  presets: string[];
  findings: Finding[];
}

const oldestNode = 20;
const good = (what: string, found: string): Finding => ({ what, found, remedy: null });
const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Loads every model in a worker, on the backend that 'auto' chooses. */
export async function examine(): Promise<Examination> {
  const workers = availableParallelism();
  const platform = `${process.platform}-${process.arch}`;
  const base = { version, node: process.versions.node, platform, workers };
  const pool = createThreadPool({ workers: 1 });
  try {
    const { backend, finding } = await examineBackend(pool);
    const models = await examineModels(pool);
    const data = examineData();
    const presets = examinePresets();
    const kernel = examineKernel();
    const findings = [
      good('loopsmith', version),
      nodeFinding(),
      finding,
      kernelFinding(kernel),
      await examineWorkers(pool, workers),
      ...models.findings,
      ...data.findings,
      ...presets.findings,
    ];
    return { ...base, backend, kernel, models: models.models, data: data.data, presets: presets.presets, findings };
  } finally {
    await pool.close();
  }
}

function nodeFinding(): Finding {
  const { node } = process.versions;
  const tooOld = Number(node.split('.')[0]) < oldestNode;
  return {
    what: 'node',
    found: `${node} (${process.platform}-${process.arch})`,
    remedy: tooOld ? `install Node ${oldestNode} or newer` : null,
  };
}

async function examineBackend(pool: Pool) {
  try {
    const backend = await pool.run<{ backend: string }, NonNullable<Examination['backend']>>('describe-backend', {
      backend: 'auto',
    });
    const found = `${backend.name}: ${backend.reason} (${backend.version})`;
    const remedy =
      backend.name === 'native' ? null : '"npm run setup:native" makes training and prediction faster; wasm works too';
    return { backend, finding: { what: 'backend', found, remedy } };
  } catch (error) {
    return {
      backend: null,
      finding: { what: 'backend', found: message(error), remedy: 'npm ci installs both backends' },
    };
  }
}

function examineKernel(): Examination['kernel'] {
  const missing = whyNoNativeKernel();
  return { name: chooseKernel(), reason: missing ? `the native one: ${missing}` : 'built for this processor' };
}

const kernelFinding = ({ name, reason }: Examination['kernel']): Finding => ({
  what: 'kernel',
  found: `${name}: ${reason}`,
  remedy: name === 'native' ? null : `${setUpKernel} makes the solver faster; it works without, too`,
});

async function examineWorkers(pool: Pool, workers: number): Promise<Finding> {
  try {
    const primes = await pool.run<{ limit: number }, number>('countPrimes', { limit: 1000 });
    if (primes !== 168) throw new Error(`a worker counts ${primes} primes below 1000`);
    return good('workers', `${workers}, they answer`);
  } catch (error) {
    return { what: 'workers', found: message(error), remedy: 'npm run build' };
  }
}

async function examineModels(pool: Pool) {
  const findings: Finding[] = [];
  const models: Examination['models'] = [];
  for (const name of folderNames('presets/models')) {
    try {
      const { card } = await pool.run<ModelRequest, ModelDescription>('describe-model', {
        model: name,
        backend: 'auto',
      });
      models.push({ name, physics: card.physics.name });
      findings.push(good('model', `${name}: physics ${card.physics.name}, architecture ${card.architecture.name}`));
    } catch (error) {
      models.push({ name, physics: null });
      findings.push({
        what: 'model',
        found: message(error),
        remedy: `restore presets/models/${name}, or train it again: loopsmith train --help`,
      });
    }
  }
  if (models.length === 0)
    findings.push({ what: 'model', found: 'none', remedy: 'loopsmith train vae, then loopsmith train regressor' });
  return { models, findings };
}

function examineData() {
  const findings: Finding[] = [];
  const data: Examination['data'] = [];
  for (const { name } of listPhysics()) {
    const folder = findData(name);
    const remedy = `searches for physics ${name} start from drawn structures; loopsmith dataset generate --physics ${name} labels some`;
    if (folder === null) {
      findings.push({ what: 'data', found: `none for physics ${name}`, remedy });
      continue;
    }
    try {
      const count = readCard(folder)?.complete ?? 0;
      data.push({ physics: name, count });
      findings.push(good('data', `${count} labelled structures, physics ${name}`));
    } catch (error) {
      findings.push({ what: 'data', found: message(error), remedy });
    }
  }
  return { data, findings };
}

function examinePresets() {
  try {
    const presets = listPresets().map(({ name }) => name);
    return { presets, findings: [good('presets', presets.join(', '))] };
  } catch (error) {
    return { presets: [], findings: [{ what: 'presets', found: message(error), remedy: 'correct the file' }] };
  }
}

/** Names of the folders in a folder of the working directory or of the package. */
function folderNames(path: string): string[] {
  const folders = [resolve(path), join(packageRoot(), path)].filter((folder) => existsSync(folder));
  const names = folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name),
  );
  return [...new Set(names)].sort();
}
