/** Finished SVG text. Only {@link element} and {@link characters} make it, so that nothing gets in unescaped. */
export type Markup = string & { readonly kind: 'svg markup' };

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** `<name attributes>children</name>`. Numbers are rounded to hundredths; attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, children: readonly Markup[] = []): Markup {
  let opening = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) opening += ` ${key}="${typeof value === 'number' ? formatNumber(value) : escapeXml(value)}"`;
  }
  return (children.length === 0 ? `${opening}/>` : `${opening}>${children.join('')}</${name}>`) as Markup;
}

/** Text between tags. */
export function characters(text: string): Markup {
  return escapeXml(text) as Markup;
}

/** In hundredths, without zeros at the end: `12`, `0.5`. */
export function formatNumber(value: number): string {
  return String(Math.round(value * 100) / 100 || 0);
}

function escapeXml(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return text.replace(ILLEGAL, '\ufffd').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** What XML 1.0 does not allow in a document, escaped or not. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
/** Anything but the characters that most texts and all numbers are made of. */
const UNSAFE = /[^\u0020!#-%'-;=?-~]/;
