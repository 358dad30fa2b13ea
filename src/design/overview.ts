// What this machine offers, at a glance: it reads cards, and loads neither networks nor data. `examine` looks into everything.
import { availableParallelism } from 'node:os';
import { listPhysics } from '../config/physics.js';
import { readCard } from '../dataset/card.js';
import { readModelCard } from '../model/model-card.js';
import { findModel, listModels } from '../model/model-folders.js';
import { chooseKernel, type KernelName } from '../solver/choose-kernel.js';
import { findData } from './seed-structures.js';

export interface Overview {
  workers: number;
  /** What the solver computes with. */
  kernel: KernelName;
  /** physics: null where the card cannot be read. */
  models: { name: string; physics: string | null }[];
  /** count: null where the card cannot be read. */
  data: { physics: string; count: number | null }[];
}

export function overview(): Overview {
  const models = listModels().map((name) => ({
    name,
    physics: readable(() => readModelCard(findModel(name)).physics.name),
  }));
  const data = listPhysics().flatMap(({ name }) => {
    const folder = findData(name);
    return folder === null ? [] : [{ physics: name, count: readable(() => readCard(folder)?.complete ?? 0) }];
  });
  return { workers: availableParallelism(), kernel: chooseKernel(), models, data };
}

function readable<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
