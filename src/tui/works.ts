// Long work besides designs: what it needs to be told, and the command that does it.

export interface WorkField {
  name: string;
  /** What stands there at first. */
  value: string;
  /** One line: what is expected. */
  hint: string;
}

export interface Work {
  title: string;
  /** One line: what comes out. */
  summary: string;
  fields: readonly WorkField[];
  /** Which of them names a data folder. */
  data?: number;
  /** The command for what stands in the fields, in their order. */
  args: (values: readonly string[]) => string[];
}

const given = (flag: string, value: string): string[] => (value.trim() === '' ? [] : [flag, value.trim()]);
const resumed = (value: string): string[] => (/^(y|yes)$/i.test(value.trim()) ? ['--resume'] : []);

export const works = {
  data: {
    title: 'label',
    summary: 'Draws structures and solves them. The same command goes on where it was stopped.',
    fields: [
      { name: 'structures', value: '100', hint: 'how many in all, drawn with seed 1' },
      { name: 'physics', value: 'resolved', hint: 'resolved, paper, or a file' },
      { name: 'material', value: '', hint: 'a file of your own, or empty' },
      { name: 'folder', value: 'data/resolved', hint: 'where records and data card lie' },
    ],
    data: 3,
    args: ([count, physics, material, out]) => [
      ...['dataset', 'generate'],
      ...given('--count', count),
      ...given('--physics', physics),
      ...given('--material', material),
      ...given('--out', out),
    ],
  },
  vae: {
    title: 'autoencoder',
    summary: 'Learns what structures look like, from drawn ones. Needs no labels.',
    fields: [
      { name: 'steps', value: '2000', hint: 'steps in all, 64 structures each' },
      { name: 'networks', value: 'paper', hint: 'paper, or modes (of first-light)' },
      { name: 'folder', value: 'training/vae', hint: 'where networks and checkpoints lie' },
      { name: 'resume', value: 'no', hint: 'yes goes on from its checkpoints' },
    ],
    args: ([steps, architecture, out, resume]) => [
      ...['train', 'vae'],
      ...given('--steps', steps),
      ...given('--architecture', architecture),
      ...given('--out', out),
      ...resumed(resume),
    ],
  },
  regressor: {
    title: 'regressor',
    summary: 'Learns the anchor points of structures from labelled data, and saves the model.',
    fields: [
      { name: 'autoencoder', value: 'first-light', hint: 'a model, or a folder you trained' },
      { name: 'data', value: 'data/resolved', hint: 'labelled data' },
      { name: 'model', value: 'presets/models/mine', hint: 'the folder to write' },
      { name: 'epochs', value: '', hint: 'passes; empty: as many as it needs' },
      { name: 'resume', value: 'no', hint: 'yes goes on from the last checkpoint' },
    ],
    data: 1,
    args: ([vae, data, out, epochs, resume]) => [
      ...['train', 'regressor'],
      ...given('--vae', vae),
      ...given('--data', data),
      ...given('--out', out),
      ...given('--epochs', epochs),
      ...resumed(resume),
    ],
  },
} as const satisfies Record<string, Work>;

export type WorkName = keyof typeof works;
export const workNames = Object.keys(works) as WorkName[];

/** The work of a command; null for a design. */
export const workOf = (args: readonly string[]): WorkName | null =>
  args[0] === 'dataset' ? 'data' : args[0] !== 'train' ? null : args[1] === 'vae' ? 'vae' : 'regressor';

/** A command that labels or trains, in words. */
export function jobOf([first, second]: readonly string[]): Pick<Work, 'title' | 'summary'> {
  if (first === 'dataset') return { title: 'Labelling', summary: works.data.summary };
  if (second === 'vae') return { title: 'Training the autoencoder', summary: works.vae.summary };
  if (second === 'regressor') return { title: 'Training the regressor', summary: works.regressor.summary };
  return { title: 'Training the reader', summary: 'Learns to read image statistics from codes. Needs no labels.' };
}
