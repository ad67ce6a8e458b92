// The pages of the site: navigation and side bars are made of this list, and the tests walk it.

export type Language = 'en' | 'ko';

export type Group = 'learn' | 'guide' | 'reference' | 'project';

export interface Page {
  /** Without language and ending: `guide/text` is `/guide/text` and, where it is in both languages, `/ko/guide/text`. */
  readonly path: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly group: Group;
  /** Whether the page is written in Korean too. The others are English in both navigations. */
  readonly inBoth: boolean;
}

const both = (group: Group, path: string, en: string, ko: string): Page => ({ group, path, title: { en, ko }, inBoth: true });
const english = (group: Group, path: string, en: string, ko: string): Page => ({ group, path, title: { en, ko }, inBoth: false });

export const groups: Readonly<Record<Group, Readonly<Record<Language, string>>>> = {
  learn: { en: 'Learn', ko: '배우기' },
  guide: { en: 'Guides', ko: '가이드' },
  reference: { en: 'Reference', ko: '참고' },
  project: { en: 'The project', ko: '프로젝트' },
};

export const pages: readonly Page[] = [
  both('learn', 'learn', 'Recurrent networks, live', '손으로 만져 보는 순환 신경망'),

  both('guide', 'guide/get-started', 'Get started', '시작하기'),
  both('guide', 'guide/text', 'Text', '텍스트'),
  both('guide', 'guide/forecasting', 'Forecasting', '시계열 예측'),
  both('guide', 'guide/classification', 'Classification', '분류'),
  both('guide', 'guide/streaming', 'Streaming inference', '스트리밍 추론'),
  both('guide', 'guide/own-cell', 'A cell of your own', '나만의 셀 만들기'),
  both('guide', 'guide/performance', 'Performance and threads', '성능과 스레드'),
  both('guide', 'guide/determinism', 'Determinism and arithmetic', '재현성과 연산 방식'),
  both('guide', 'guide/memory', 'Memory', '메모리'),
  both('guide', 'guide/explain', 'Reading explain', 'explain 읽기'),

  english('reference', 'gallery', 'Gallery', '갤러리'),
  english('reference', 'benchmarks', 'Benchmarks', '벤치마크'),
  english('reference', 'api/index', 'API', 'API'),
  english('reference', 'errors', 'Errors', '오류'),

  english('project', 'architecture', 'Architecture', '구조'),
  english('project', 'recipes', 'Contributing: recipes', '기여 방법'),
  english('project', 'changelog', 'Changelog', '변경 기록'),
];

/** Where a page lies in a language, from the root of the site: `/ko/guide/text`; `/api/` for `api/index`. */
export function linkTo({ path, inBoth }: Page, language: Language): string {
  const prefix = inBoth && language === 'ko' ? '/ko/' : '/';
  return prefix + path.replace(/(^|\/)index$/, '$1');
}
