import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { createWorkplace } from '../cli/loopsmith.js';
import { hasTmux, openTerminal } from './tmux.js';

const module = fileURLToPath(new URL('../../dist/tui/terminal.js', import.meta.url));
const workplace = createWorkplace();
afterAll(workplace.remove);

/** Takes the terminal, writes on it, and ends as `ending` says. */
const script = (ending: string) => [
  '--input-type=module',
  '-e',
  `import { takeTerminal } from '${module}';
  takeTerminal(process.stdout, () => {});
  process.stdout.write('on the screens');
  setTimeout(() => { ${ending} }, 800);`,
];

describe.skipIf(!hasTmux)('a terminal that was taken', () => {
  for (const [how, ending, code] of [
    ['an error that nobody catches', "throw new Error('a defect')", 1],
    ['a promise that nobody handles', "Promise.reject(new Error('a defect'))", 1],
    ['an exit', 'process.exit(3)', 3],
  ] as const)
    test(`is given back by ${how}, with what stood on it before`, async () => {
      const { sees, screen, close } = openTerminal([], { cwd: workplace.path, script: script(ending) });
      try {
        await sees(['on the screens']);
        expect(screen()).not.toContain('before the screens');
        await sees(['before the screens', `exit code ${code}`]);
        expect(screen()).not.toContain('on the screens');
        if (code === 1) expect(screen()).toContain('a defect');
      } finally {
        close();
      }
    });
});
