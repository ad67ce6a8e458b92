/** An element, or text between elements. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/**
 * Reads XML of elements, attributes in double quotes, text and the five named entities, and nothing else: stricter than XML.
 * @throws Error where it is not that
 */
export function parseXml(text: string): XmlElement {
  let at = 0;
  const fail = (expected: string): never => {
    throw new Error(`parseXml: not well formed at ${at}: '${text.slice(at, at + 40)}'; ${expected} is expected`);
  };
  const take = (pattern: RegExp, expected: string): RegExpExecArray => {
    pattern.lastIndex = at;
    const match = pattern.exec(text) ?? fail(expected);
    at = pattern.lastIndex;
    return match;
  };
  const decode = (raw: string): string => {
    if (/&(?!(amp|lt|gt|quot|apos);)/.test(raw)) fail('an entity');
    return raw.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
  };
  const readElement = (): XmlElement => {
    const [, name] = take(/<([A-Za-z][\w-]*)/y, 'an element');
    const attributes: Record<string, string> = {};
    while (/\s/.test(text[at] ?? '')) {
      const [, key, value] = take(/\s+([A-Za-z][\w:-]*)="([^"<]*)"/y, 'an attribute');
      if (key in attributes) fail(`one ${key}`);
      attributes[key] = decode(value);
    }
    const [, empty] = take(/(\/?)>/y, 'the end of a tag');
    const children: (XmlElement | string)[] = [];
    if (empty === '/') return { name, attributes, children };
    while (!text.startsWith('</', at)) {
      if (at >= text.length) fail(`</${name}>`);
      children.push(text[at] === '<' ? readElement() : decode(take(/[^<>]+/y, 'text')[0]));
    }
    if (!text.startsWith(`</${name}>`, at)) fail(`</${name}>`);
    at += name.length + 3;
    return { name, attributes, children };
  };
  const root = readElement();
  if (at !== text.length) fail('the end');
  return root;
}

/** An element and all within it, in document order. */
export function elementsOf(root: XmlElement): XmlElement[] {
  return [root, ...root.children.flatMap((child) => (typeof child === 'string' ? [] : elementsOf(child)))];
}

/** All text within an element. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
