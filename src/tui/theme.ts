// What this terminal can show, decided once from its environment: NO_COLOR, its colour depth, and whether it takes Unicode.

export interface Theme {
  colors: 'none' | '16' | '256' | 'truecolor';
  unicode: boolean;
  bar: { full: string; empty: string };
  marks: {
    done: string;
    running: string;
    waiting: string;
    dot: string;
    off: string;
    pointer: string;
    rule: string;
    more: string;
  };
}

export interface TerminalTraits {
  env: Record<string, string | undefined>;
  /** As tty.WriteStream.getColorDepth: 1, 4, 8 or 24. */
  colorDepth: number;
}

export function createTheme({ env, colorDepth }: TerminalTraits): Theme {
  const unicode = /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '') && env.TERM !== 'linux';
  const plain = Boolean(env.NO_COLOR) || env.TERM === 'dumb' || colorDepth < 4;
  // Node says 256 inside tmux, whatever the terminal around it has; tmux itself turns colours into those of its terminal.
  const depth = /^(truecolor|24bit)$/i.test(env.COLORTERM ?? '') ? 24 : colorDepth;
  const colors = plain ? 'none' : depth >= 24 ? 'truecolor' : depth >= 8 ? '256' : '16';
  return {
    colors,
    unicode,
    bar: unicode ? { full: '█', empty: '░' } : { full: '#', empty: '.' },
    marks: unicode
      ? { done: '✓', running: '●', waiting: '○', dot: '·', off: '·', pointer: '›', rule: '─', more: '…' }
      : { done: '+', running: '*', waiting: '-', dot: '|', off: '.', pointer: '>', rule: '-', more: '~' },
  };
}

/** Whether a view can be drawn at all: a terminal on both ends, not dumb, not a build machine. */
export function canDraw(stdout: { isTTY?: boolean }, stdin: { isTTY?: boolean }, env: TerminalTraits['env']): boolean {
  const continuousIntegration = (env.CI && env.CI !== 'false' && env.CI !== '0') || env.CONTINUOUS_INTEGRATION;
  return Boolean(stdout.isTTY && stdin.isTTY) && env.TERM !== 'dumb' && !continuousIntegration;
}
