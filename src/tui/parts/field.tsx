// A place for text in a form: a line of text, and where the focus is an input.
import { TextInput } from '@inkjs/ui';
import { Box } from 'ink';
import { Line } from './line.js';

interface FieldProps {
  text: string;
  width: number;
  focused: boolean;
  /** Shown where there is no text. */
  placeholder?: string;
  onType: (text: string) => void;
}

export function Field({ text, width, focused, placeholder = '', onType }: FieldProps) {
  return (
    <Box width={width} height={1} flexShrink={0} overflow="hidden">
      {focused ? (
        <TextInput
          defaultValue={text}
          onChange={(typed) => typed !== text && onType(typed.replace(/[?\p{Cc}]/gu, ''))}
        />
      ) : (
        <Line text={text || placeholder} width={width - 1} dim={text === ''} />
      )}
    </Box>
  );
}
