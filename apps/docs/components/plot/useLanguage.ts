import { type Language, say, type Words } from '@rekur/viz';
import { useData } from 'vitepress';
import { computed, type ComputedRef } from 'vue';

/** The page's language, and its words. */
export function useLanguage(): { readonly language: ComputedRef<Language>; readonly t: (words: Words) => string } {
  const { lang } = useData();
  const language = computed<Language>(() => (lang.value === 'ko' ? 'ko' : 'en'));
  return { language, t: (words) => say(words, language.value) };
}
