// Files of a kind with their one-line descriptions. One that cannot be read is listed with what is wrong, and hides no other.
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import { type FoundFile, listFiles, type Named } from './paths.js';
import { loadYaml } from './yaml.js';

export interface DescribedFile extends FoundFile {
  readonly description: string;
  /** What is wrong with the file; null where its head reads. */
  readonly problem: string | null;
}

const head = z.looseObject({ description: z.string().default('') });

export const listDescribed = (named: Named): DescribedFile[] =>
  listFiles(named).map((file) => {
    try {
      return { ...file, description: loadYaml(file.path, head).description, problem: null };
    } catch (error) {
      if (error instanceof LoopsmithError) return { ...file, description: '', problem: error.message };
      throw error;
    }
  });
