// What VitePress writes around the pages. Its English is built in, but for a label that is not what is to be read.
import type { DefaultTheme } from 'vitepress';

export const englishLabels: DefaultTheme.Config = {
  outline: { level: [2, 3] },
  notFound: { quote: 'The address has changed, or there is no such page.', linkLabel: 'Take me home', linkText: 'Take me home' },
};

export const koreanLabels: DefaultTheme.Config = {
  outline: { label: '이 페이지의 내용', level: [2, 3] },
  docFooter: { prev: '이전', next: '다음' },
  darkModeSwitchLabel: '밝기',
  lightModeSwitchTitle: '밝은 화면으로 바꾸기',
  darkModeSwitchTitle: '어두운 화면으로 바꾸기',
  sidebarMenuLabel: '차례',
  returnToTopLabel: '맨 위로',
  langMenuLabel: '언어 바꾸기',
  skipToContentLabel: '본문으로 건너뛰기',
  notFound: {
    title: '페이지를 찾을 수 없습니다',
    quote: '주소가 바뀌었거나 없는 페이지입니다.',
    linkLabel: '첫 화면으로 가기',
    linkText: '첫 화면으로 가기',
  },
};

type SearchTranslations = NonNullable<NonNullable<DefaultTheme.LocalSearchOptions['locales']>[string]['translations']>;

export const koreanSearch: SearchTranslations = {
  button: { buttonText: '검색', buttonAriaLabel: '검색' },
  modal: {
    displayDetails: '자세히 보기',
    resetButtonTitle: '검색어 지우기',
    backButtonTitle: '검색 닫기',
    noResultsText: '결과가 없습니다:',
    footer: {
      selectText: '열기',
      selectKeyAriaLabel: 'Enter 키',
      navigateText: '이동',
      navigateUpKeyAriaLabel: '위쪽 화살표 키',
      navigateDownKeyAriaLabel: '아래쪽 화살표 키',
      closeText: '닫기',
      closeKeyAriaLabel: 'Esc 키',
    },
  },
};
