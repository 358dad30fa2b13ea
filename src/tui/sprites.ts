// Pictures and charts past Ink. Ink takes every styled character of every frame apart and puts it together again: 1.3 s for 300x100
// of half blocks, measured. So a line of a picture stands in Ink's frame as one character of Unicode's private area and blanks, and
// becomes itself again on the way to the terminal.

export interface Sprites {
  /** The character that stands for a line of `width` columns until it is released. */
  take(line: string, width: number): string;
  release(characters: string): void;
  /** A frame with its lines put back. */
  expand(frame: string): string;
}

const first = 0xe000;
const count = 6400;

export function createSprites(): Sprites {
  const lines = new Map<number, { line: string; width: number }>();
  let next = 0;
  return {
    take(line, width) {
      // In turn, not the last released first: a frame that is still on its way keeps its lines.
      for (let tried = 0; lines.has(next) && tried < count; tried++) next = (next + 1) % count;
      const code = next;
      next = (next + 1) % count;
      lines.set(code, { line, width });
      return String.fromCharCode(first + code);
    },
    release(characters) {
      for (const character of characters) lines.delete(character.charCodeAt(0) - first);
    },
    expand: (frame) =>
      frame.replace(/([\ue000-\uf8ff])( *)/g, (_, character: string, blanks: string) => {
        const sprite = lines.get(character.charCodeAt(0) - first);
        return sprite ? sprite.line + blanks.slice(sprite.width - 1) : ` ${blanks}`;
      }),
  };
}

/** For screens as strings: lines go through Ink as they are. */
export const plainSprites: Sprites = { take: (line) => line, release: () => {}, expand: (frame) => frame };
