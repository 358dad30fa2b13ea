import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellLine } from '../src/shell-line.js';

test('a command comes back from a shell as it was', () => {
  const args = [
    'design',
    '--resume',
    'r ö 8/20260101-120000',
    "it's",
    '$HOME',
    '',
    '"a"',
    'hc>=0.3',
    '--range=-0.6,0.2',
  ];
  const shown = execFileSync('sh', ['-c', `loopsmith() { printf '%s\\n' "$@"; }; ${shellLine(...args)}`], {
    encoding: 'utf8',
  });
  expect(shown.split('\n').slice(0, -1)).toEqual(args);
});

test('what needs no quotes has none', () => {
  expect(shellLine('runs', 'show', 'runs/20260101-120000-first-light')).toBe(
    'loopsmith runs show runs/20260101-120000-first-light',
  );
});
