export type Language = 'en' | 'ko';

/** The same words in every language. */
export type Words = Readonly<Record<Language, string>>;

/** Chooses among words: `say({ en: 'loss', ko: '손실' }, language)`. */
export function say(words: Words, language: Language = 'en'): string {
  return words[language];
}
