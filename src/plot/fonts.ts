// The fonts of this package, for pictures on machines that have none (see fonts/README.md).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../config/paths.js';
import { onFile } from '../store/file-failure.js';

export const fontFamily = 'Loopsmith Sans';

const faces = { normal: 'regular', italic: 'italic' } as const;
const pathOf = (face: string): string => join(packageRoot(), 'fonts', `loopsmith-sans-${face}.ttf`);

export const fontFiles = (): string[] => Object.values(faces).map(pathOf);

/** Rules of CSS that hold the fonts themselves. */
export const fontFaceRules = (): string =>
  Object.entries(faces)
    .map(([style, face]) => {
      const path = pathOf(face);
      const data = onFile('read', path, () => readFileSync(path)).toString('base64');
      return `@font-face { font-family: "${fontFamily}"; font-style: ${style}; src: url(data:font/ttf;base64,${data}) format("truetype"); }`;
    })
    .join('\n');
