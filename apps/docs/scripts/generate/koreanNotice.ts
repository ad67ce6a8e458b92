import { withFrontmatter } from './markdown.ts';

/** The Korean address of a page that is in English only. */
export function koreanNotice(file: string, title: string): string {
  const link = `/${file.replace(/(index)?\.md$/, '')}`;
  const body = `# ${title}\n\n이 페이지는 영어로만 제공합니다. [영문 페이지로 가기](${link})\n\n배우기와 가이드는 한국어로 읽을 수 있습니다. [한국어 첫 화면](/ko/)`;
  return withFrontmatter({ title, search: false, aside: false, prev: false, next: false }, body);
}
