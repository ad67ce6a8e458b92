import { cut, failure, quote, type SafetensorsError, type Source } from './error.js';

/** Objects and arrays inside each other, the outermost included: serde_json refuses the 128th. */
const deepest = 127;

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * A cursor over JSON text (RFC 8259, as strict as serde_json). It builds no tree: the caller walks objects and arrays
 * and sees what JSON.parse hides, namely a name given twice, how a number is written, and lone surrogates.
 *
 * Every method throws SafetensorsError `InvalidHeaderDeserialization` where the text does not fit.
 */
export class JsonCursor {
  /** UTF-16 units from the start of the text. */
  position = 0;
  private depth = 0;
  private readonly text: string;
  private readonly source: Source;

  constructor(text: string, source: Source) {
    this.text = text;
    this.source = source;
  }

  /** The character that comes next, white space skipped; `''` at the end. */
  next(): string {
    for (; ; this.position++) {
      const unit = this.text.charCodeAt(this.position);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return this.text.charAt(this.position);
    }
  }

  /** An object; `member` is called after each name and must consume the value. */
  object(expected: string, member: (name: string) => void): void {
    this.enter('{', expected);
    if (this.next() !== '}') {
      for (;;) {
        const name = this.string('a name in double quotes');
        this.take(':', '":" after a name');
        member(name);
        if (this.next() !== ',') break;
        this.position++;
      }
    }
    this.take('}', '"," or "}"');
    this.depth--;
  }

  /** An array; `element` is called with 0, 1, … and must consume the value. */
  array(expected: string, element: (index: number) => void): void {
    this.enter('[', expected);
    if (this.next() !== ']') {
      for (let index = 0; ; index++) {
        element(index);
        if (this.next() !== ',') break;
        this.position++;
      }
    }
    this.take(']', '"," or "]"');
    this.depth--;
  }

  /** A string, its escapes resolved. */
  string(expected: string): string {
    this.take('"', expected);
    let value = '';
    let start = this.position;
    for (;;) {
      const unit = this.text.charCodeAt(this.position);
      if (unit === 0x22) {
        value += this.text.slice(start, this.position++);
        return value;
      }
      if (unit === 0x5c) {
        value += this.text.slice(start, this.position++) + this.escape();
        start = this.position;
      } else if (unit >= 0x20) {
        this.position++;
      } else {
        throw this.unexpected('a closing quote, with control characters escaped');
      }
    }
  }

  /** A number as it is written; its value is within what float64 holds. */
  number(expected: string): string {
    this.next();
    const start = this.position;
    if (this.at('-')) this.position++;
    if (this.at('0')) this.position++;
    else this.digits(expected);
    if (this.at('.')) {
      this.position++;
      this.digits('a digit after "."');
    }
    if (this.at('e') || this.at('E')) {
      this.position++;
      if (this.at('+') || this.at('-')) this.position++;
      this.digits('a digit in the exponent');
    }
    const written = this.text.slice(start, this.position);
    if (!Number.isFinite(Number(written))) {
      throw this.invalid(cut(written), start, 'a number within the range of float64');
    }
    return written;
  }

  null(expected: string): void {
    this.word('null', expected);
  }

  /** Any value, checked as strictly as the others. */
  skip(): void {
    const expected = 'a JSON value';
    switch (this.next()) {
      case '{':
        return this.object(expected, () => this.skip());
      case '[':
        return this.array(expected, () => this.skip());
      case '"':
        this.string(expected);
        return;
      case 't':
        return this.word('true', expected);
      case 'f':
        return this.word('false', expected);
      case 'n':
        return this.word('null', expected);
      default:
        this.number(expected);
    }
  }

  /** Nothing but white space may be left. */
  end(): void {
    if (this.next() !== '') throw this.unexpected('only white space after the object');
  }

  /** The error for a character that does not fit here. */
  unexpected(expected: string): SafetensorsError {
    const code = this.text.codePointAt(this.position);
    const found = code === undefined ? 'nothing' : quote(String.fromCodePoint(code));
    return this.invalid(found, this.position, expected);
  }

  /** The error for what was `found` at `position` and does not fit. */
  invalid(found: string, position: number, expected: string): SafetensorsError {
    return failure('InvalidHeaderDeserialization', {
      operation: this.source.operation,
      wrong: 'invalid JSON in header',
      given: `${this.source.subject} has ${found} at character ${position + 1} of the header`,
      expected: `expected ${expected}`,
      mend: 'write the file again with a safetensors writer',
    });
  }

  private at(character: string): boolean {
    return this.text.charAt(this.position) === character;
  }

  private take(character: string, expected: string): void {
    if (this.next() !== character) throw this.unexpected(expected);
    this.position++;
  }

  private enter(bracket: string, expected: string): void {
    this.take(bracket, expected);
    if (++this.depth > deepest) {
      throw this.invalid(bracket, this.position - 1, `at most ${deepest} objects and arrays inside each other`);
    }
  }

  private word(word: string, expected: string): void {
    this.next();
    if (!this.text.startsWith(word, this.position)) throw this.unexpected(expected);
    this.position += word.length;
  }

  private digits(expected: string): void {
    const start = this.position;
    for (; ; this.position++) {
      const unit = this.text.charCodeAt(this.position);
      if (!(unit >= 0x30 && unit <= 0x39)) break;
    }
    if (this.position === start) throw this.unexpected(expected);
  }

  /** What follows a backslash. Surrogates must come as a pair. */
  private escape(): string {
    const letter = this.text.charAt(this.position);
    const plain = escapes.get(letter);
    if (plain !== undefined) {
      this.position++;
      return plain;
    }
    if (letter !== 'u') throw this.unexpected('one of " \\ / b f n r t u after a backslash');
    const start = this.position - 1;
    const first = this.hexadecimal();
    if (first < 0xd800 || first > 0xdfff) return String.fromCharCode(first);
    const paired = first <= 0xdbff && this.text.startsWith('\\u', this.position);
    if (paired) this.position++;
    const second = paired ? this.hexadecimal() : 0;
    if (second < 0xdc00 || second > 0xdfff) {
      throw this.invalid(this.text.slice(start, this.position), start, 'a high surrogate followed by a low one');
    }
    return String.fromCharCode(first, second);
  }

  /** The four digits after the `u` at the cursor. */
  private hexadecimal(): number {
    const digits = this.text.slice(this.position + 1, this.position + 5);
    if (!/^[0-9A-Fa-f]{4}$/.test(digits)) throw this.unexpected('four hexadecimal digits after "\\u"');
    this.position += 5;
    return Number.parseInt(digits, 16);
  }
}
