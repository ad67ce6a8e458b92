import { chart } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { themes } from '../theme.js';
import { readable } from './number.js';
import { requireItems, requireNumbers, requireSameLength } from './require.js';
import { coloredText } from './textLayout.js';
import { visibleToken } from './tokens.js';

export interface TokenSurpriseData {
  readonly tokens: readonly string[];
  /** −log2 of the probability that the network gave each token, 0 or more; null where it gave none, as for the first. */
  readonly bits: readonly (number | null)[];
  /** Bits of the strongest colour. Default: those of the most surprising token, rounded up, at least 4. */
  readonly strongest?: number;
}

/**
 * A text in which each token's background says how much it surprised the network: pale where it was foreseen, strong where it was not.
 * @throws FigureError if there is nothing to draw, the lists differ in length, or bits are negative or not finite
 */
export function tokenSurprise({ tokens, bits, strongest }: TokenSurpriseData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  requireItems('tokenSurprise', 'tokens', tokens);
  requireSameLength('tokenSurprise', 'bits', bits.length, 'the tokens', tokens.length);
  const known = bits.filter((value) => value !== null);
  requireItems('tokenSurprise', 'bits that are not null', known);
  requireNumbers('tokenSurprise', 'bits that are not null', known, 0);

  const mean = readable(known.reduce((sum, value) => sum + value, 0) / known.length);
  const high = strongest ?? Math.max(4, Math.ceil(Math.max(...known)));
  const most = tokens
    .map((token, index) => ({ token, bits: bits[index] ?? 0 }))
    .sort((a, b) => b.bits - a.bits)
    .slice(0, 3)
    .map(({ token, bits: value }) => `${visibleToken(token)} (${readable(value)})`)
    .join(', ');
  return chart(
    {
      id: 'token-surprise',
      title: say({ en: 'How much each token surprised the network', ko: '각 토큰이 네트워크에 얼마나 뜻밖이었는가' }, language),
      subtitle: say({ en: `−log2 of its probability, in bits; mean ${mean}`, ko: `확률의 −log2, 비트 단위. 평균 ${mean}` }, language),
      description: say(
        {
          en: `A text of ${tokens.length} tokens, each coloured by its surprise in bits: mean ${mean}; the most surprising are ${most}. The text: ${tokens.join('')}`,
          ko: `토큰 ${tokens.length}개로 된 텍스트를 뜻밖의 정도(비트)로 색칠한 것. 평균 ${mean}, 가장 뜻밖인 토큰은 ${most}. 텍스트: ${tokens.join('')}`,
        },
        language,
      ),
      spec: coloredText({
        tokens,
        values: bits.map((value) => value ?? undefined),
        range: [0, high],
        colors: themes[mode].sequential,
        legendTitle: say({ en: 'bits', ko: '비트' }, language),
        legendValues: [0, high / 2, high],
        theme: themes[mode],
        width,
      }),
    },
    options,
  );
}
