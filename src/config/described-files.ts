// Files of a kind with what a list says of them. One that cannot be read is listed with what is wrong, and hides no other.
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import { type FoundFile, listFiles, type Named } from './paths.js';
import { loadYaml } from './yaml.js';

/** `problem` is null where nothing is wrong. */
export type ListedFile<Said> = FoundFile & Said & { readonly problem: string | null };
export type DescribedFile = ListedFile<{ readonly description: string }>;

/** @param read what is said of a file @param blank what of one that it refuses */
export const listReadable = <Said>(named: Named, read: (path: string) => Said, blank: Said): ListedFile<Said>[] =>
  listFiles(named).map((file) => {
    try {
      return { ...file, ...read(file.path), problem: null };
    } catch (error) {
      if (error instanceof LoopsmithError) return { ...file, ...blank, problem: error.message };
      throw error;
    }
  });

const head = z.looseObject({ description: z.string().default('') });

/** With their one-line descriptions. */
export const listDescribed = (named: Named): DescribedFile[] =>
  listReadable(named, (path) => ({ description: loadYaml(path, head).description }), { description: '' });
