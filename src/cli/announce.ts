// Events as a command announces them: lines for people, and the events themselves for the program that started it.
import { createLines, type Lines } from './lines.js';
import { saysAfter } from './output.js';
import { tellParent } from './parent.js';

export function createAnnouncer(): Lines {
  const lines = createLines({ stream: process.stderr });
  saysAfter(lines.end);
  return {
    emit(event) {
      tellParent(event);
      lines.emit(event);
    },
    end: lines.end,
  };
}
