// What costs much and is wanted again soon, such as the tensors of a grid that all structures of a data set share.

const most = 4;

/** `make`, whose last few results are kept, each by its key. */
export function keepRecent<Input, Value>(
  make: (input: Input) => Value,
  keyOf: (input: Input) => string | number,
): (input: Input) => Value {
  const recent = new Map<string | number, Value>();
  return (input) => {
    const key = keyOf(input);
    const value = recent.get(key) ?? make(input);
    recent.delete(key);
    recent.set(key, value);
    if (recent.size > most) recent.delete(recent.keys().next().value as string | number);
    return value;
  };
}
