/** Name and whole message of what `f` throws; `toThrow(text)` would be content with a part of it. */
export function refusal(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
  return 'nothing was thrown';
}
