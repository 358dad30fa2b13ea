// Export formats for a list, with what this machine lacks for some.
import { exportFormats } from '../../export/formats.js';
import type { Task } from '../../pool/task.js';

export interface ListedFormat {
  name: string;
  summary: string;
  /** null where nothing is lacking. */
  lacks: string | null;
}

export const run: Task<null, ListedFormat[]> = () =>
  Promise.all(
    exportFormats.map(async ({ name, summary, lacks }) => ({ name, summary, lacks: (await lacks?.()) ?? null })),
  );
