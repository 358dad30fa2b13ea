// For terminals without Unicode: what this program writes, in ASCII of the same width.

const replacements: Readonly<Record<string, string>> = {
  '…': '~',
  '·': '.',
  '✓': '+',
  '✔': '+',
  '●': '*',
  '○': 'o',
  '❯': '>',
  '›': '>',
  '─': '-',
  '│': '|',
  '└': '+',
  '┌': '+',
  '┐': '+',
  '┘': '+',
  '├': '+',
  '┤': '+',
  '±': '~',
  '°': ' ',
  '²': '2',
  '³': '3',
  '≥': '>',
  '≤': '<',
  '↑': '^',
  '↓': 'v',
  '←': '<',
  '→': '>',
  '▀': '#',
  '█': '#',
  '░': '.',
};

export const toAscii = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  text.replace(/[^\x00-\x7f]/gu, (character) => replacements[character] ?? '?');
