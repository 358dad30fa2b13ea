// The library as another project sees it: what its functions return has to have a name there.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { temporaryFolder } from './store/temporary-folder.js';

const root = fileURLToPath(new URL('..', import.meta.url));

test('a project that exports what it got compiles with declarations', () => {
  const project = temporaryFolder();
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(root, join(project, 'node_modules', 'loopsmith'));
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
  const source = join(project, 'mine.ts');
  writeFileSync(
    source,
    `import * as loopsmith from 'loopsmith';
     declare const pool: loopsmith.Pool;
     declare const preset: loopsmith.Preset;
     declare const image: Float32Array;
     export const recorder = loopsmith.createRunRecorder({ preset, command: '' });
     export const generated = await loopsmith.generateDataset({ out: 'd', physics: preset.physics, count: 1, pool });
     export const merged = await loopsmith.mergeDataset({ sources: ['d'], out: 'd' });
     export const evaluation = await loopsmith.evaluateModel({ model: 'm', data: ['d'] });
     export const backend = await loopsmith.startBackend('auto');
     export const model = await loopsmith.loadModel('m');
     export const card = model.card;
     export const runs = loopsmith.listRuns();
     export const realised = loopsmith.realise(image);
     export const paper = loopsmith.onPaper(85);
     export const { mr } = loopsmith.quantities;
     export const solved = loopsmith.demagnetize(realised.structure, preset.physics);
     export const designed = await loopsmith.design({ preset, pool });
    `,
  );
  const program = ts.createProgram([source], {
    strict: true,
    declaration: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  });
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  expect(problems).toEqual([]);
});
