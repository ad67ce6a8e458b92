import { chart } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { themes } from '../theme.js';
import { readable } from './number.js';
import { requireItems, requireNumbers, requireSameLength } from './require.js';
import { coloredText } from './textLayout.js';

export interface ActivationTextData {
  readonly tokens: readonly string[];
  /** The unit's value after it read each token. */
  readonly activations: readonly number[];
  /** `cell 17 of layer 2`. Default: one unit. */
  readonly unit?: string;
  /** The value, negative and positive, of the strongest colours. Default 1: states of tanh. */
  readonly strongest?: number;
}

/**
 * A text in the colours of one unit's activation: orange where it is positive, blue where it is negative; so cells were found that know where
 * a line or a quotation ends (Karpathy, Johnson & Li 2015, Visualizing and Understanding Recurrent Networks).
 * @throws FigureError if there is nothing to draw, the lists differ in length, or an activation is not finite
 */
export function activationText({ tokens, activations, unit, strongest = 1 }: ActivationTextData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  requireItems('activationText', 'tokens', tokens);
  requireSameLength('activationText', 'activations', activations.length, 'the tokens', tokens.length);
  requireNumbers('activationText', 'activations', activations);
  requireNumbers('activationText', 'strongest', [strongest], Number.MIN_VALUE);

  const name = unit ?? say({ en: 'one unit', ko: '한 유닛' }, language);
  const [least, most] = [readable(Math.min(...activations)), readable(Math.max(...activations))];
  const positive = activations.filter((value) => value > 0).length;
  return chart(
    {
      id: 'activation-text',
      title: say({ en: `Activation of ${name} along a text`, ko: `텍스트에 따른 활성값: ${name}` }, language),
      description: say(
        {
          en: `A text of ${tokens.length} tokens, coloured by the activation of ${name}: from ${least} to ${most}, positive at ${positive} tokens. The text: ${tokens.join('')}`,
          ko: `토큰 ${tokens.length}개로 된 텍스트를 활성값(${name})으로 색칠한 것. ${least}부터 ${most}까지, 토큰 ${positive}개에서 양수. 텍스트: ${tokens.join('')}`,
        },
        language,
      ),
      spec: coloredText({
        tokens,
        values: activations,
        range: [-strongest, strongest],
        colors: themes[mode].diverging,
        legendTitle: say({ en: 'activation', ko: '활성값' }, language),
        legendValues: [-strongest, 0, strongest],
        theme: themes[mode],
        width,
      }),
    },
    options,
  );
}
