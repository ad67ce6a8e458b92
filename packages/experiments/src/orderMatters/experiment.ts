import { say } from '@rekur/viz';
import type { Experiment, Part, Verdict } from '../experiment.js';
import { type Arrangement, arrangements, ordersOf } from './arrangements.js';
import { figures } from './figures.js';
import { examplePictures, type Picture } from './pictures.js';
import { orderBlindReader, type ReaderCell, readerCells, recurrentReader } from './readers.js';
import { countRight, learnToRead, loadImages } from './reading.js';
import { accuracyOf, type OrderMattersResult, type Reader, type Reading } from './result.js';

export interface OrderMattersOptions {
  readonly cell: ReaderCell;
  readonly hidden: number;
  readonly epochs: number;
  readonly blindEpochs: number;
  readonly learningRate: number;
  readonly batch: number;
}

/** Reading, or making the pictures. */
interface OrderMattersPart extends Part {
  readonly seed: number;
  readonly reader: Reader | null;
  readonly arrangement: Arrangement | null;
}

type PartResult = { readonly reading: Reading } | { readonly pictures: readonly Picture[] };

const PIXELS = 64;

/** Digits read pixel by pixel, in order and shuffled, by a network that knows order and by one that does not. */
export const orderMatters: Experiment<OrderMattersOptions, OrderMattersPart, PartResult, OrderMattersResult> = {
  name: 'order-matters',
  title: { en: 'Order matters: digits read pixel by pixel', ko: '순서의 의미: 픽셀 단위로 읽는 숫자 이미지' },
  paper: {
    authors: 'Q. V. Le, N. Jaitly, G. E. Hinton',
    year: 2015,
    title: 'A Simple Way to Initialize Recurrent Networks of Rectified Linear Units',
    where: 'arXiv:1504.00941, where MNIST is read pixel by pixel, in order and in one fixed permutation',
  },
  claim: {
    en: 'Sequential data is data whose position carries meaning. A recurrent network reads digits well in their order and in one order that is the same for all; if each image has an order of its own, it knows no more than a model that only counts the levels of grey.',
    ko: '순차 데이터란 위치에 의미가 담긴 데이터다. 순환 신경망은 원래 순서로도, 모든 이미지에 똑같이 적용한 순열로도 숫자를 잘 읽는다. 그러나 이미지마다 순서가 다르면 밝기의 개수만 세는 모델보다 나을 것이 없다.',
  },
  options: {
    cell: { meaning: { en: 'the recurrent cell', ko: '순환 셀의 종류' }, default: 'lstm', choices: readerCells },
    hidden: { meaning: { en: 'hidden units', ko: '은닉 유닛 수' }, default: 48, full: 64, min: 1, max: 512 },
    epochs: { meaning: { en: 'passes over the 898 training images', ko: '훈련 이미지 898장을 반복하는 횟수' }, default: 30, full: 100, min: 1, max: 1000 },
    blindEpochs: { meaning: { en: 'the same for the order-blind model', ko: '순서를 모르는 모델의 반복 횟수' }, default: 60, full: 200, min: 1, max: 1000 },
    learningRate: { meaning: { en: 'first learning rate of Adam', ko: 'Adam의 초기 학습률' }, default: 0.01, min: 1e-6, max: 1 },
    batch: { meaning: { en: 'images per training step', ko: '훈련 단계마다 쓰는 이미지 수' }, default: 32, min: 1, max: 898 },
  },
  seeds: 1,
  seconds: 20,
  parts: (_options, seeds) => [
    ...Array.from({ length: seeds }, (_, index) => index + 1).flatMap((seed) =>
      (['recurrent', 'order-blind'] as const).flatMap((reader) =>
        arrangements.map((arrangement) => ({ key: `${reader}/${arrangement}/seed ${seed}`, seed, reader, arrangement })),
      ),
    ),
    { key: 'pictures', seed: 1, reader: null, arrangement: null },
  ],

  async runPart({ reader, arrangement, seed }, { cell, hidden, epochs, blindEpochs, learningRate, batch }, context) {
    if (reader === null || arrangement === null) return { pictures: await examplePictures(seed) };
    const { train, test } = await loadImages();
    const isBlind = reader === 'order-blind';
    const model = isBlind ? orderBlindReader(hidden) : recurrentReader(cell, hidden);
    const orderOf = ordersOf(arrangement, PIXELS, seed);
    const parameters = await learnToRead(model, train, orderOf, { epochs: isBlind ? blindEpochs : epochs, learningRate, batch, seed }, context);
    return { reading: { reader, arrangement, seed, right: countRight(model, parameters, test, orderOf), tested: test.labels.length } };
  },

  combine: (results, _parts, { cell }) => ({
    cell,
    readings: results.flatMap((result) => ('reading' in result ? [result.reading] : [])),
    pictures: results.flatMap((result) => ('pictures' in result ? result.pictures : [])),
  }),
  figures,
  verdict,

  table(result, language = 'en') {
    const row = (name: string, reader: Reader): string[] => [name, ...arrangements.map((arrangement) => percent(accuracyOf(result, reader, arrangement)))];
    const header = [
      { en: 'test accuracy', ko: '테스트 정확도' },
      { en: 'as they are', ko: '원래 순서' },
      { en: 'one permutation', ko: '모두 같은 순열' },
      { en: 'one for each image', ko: '이미지마다 다른 순열' },
    ];
    return [header.map((words) => say(words, language)), row(result.cell, 'recurrent'), row(say({ en: 'order-blind', ko: '순서를 모르는 모델' }, language), 'order-blind')];
  },
};

function verdict(result: OrderMattersResult): Verdict {
  const recurrent = arrangements.map((arrangement) => accuracyOf(result, 'recurrent', arrangement));
  const blind = arrangements.map((arrangement) => accuracyOf(result, 'order-blind', arrangement));
  const apart = largestDifference(result);
  const [ordered, permuted, fresh] = recurrent;
  const readsOrder = ordered - blind[0] >= 0.2 && permuted - blind[1] >= 0.2;
  const fallsBack = Math.abs(fresh - blind[2]) <= 0.05;
  const name = result.cell;
  return {
    holds: apart <= 1 && readsOrder && fallsBack,
    lines: [
      {
        en: `In order ${name} reads ${percent(ordered)} right, in one permutation ${percent(permuted)}; the order-blind model ${percent(blind[0])}.`,
        ko: `${name}의 정확도는 원래 순서에서 ${percent(ordered)}, 고정된 순열에서 ${percent(permuted)}이고, 순서를 모르는 모델은 ${percent(blind[0])}다.`,
      },
      {
        en: `With an order of its own for each image ${name} falls to ${percent(fresh)}, ${fallsBack ? 'near' : 'not near'} the order-blind model's ${percent(blind[2])}.`,
        ko: `이미지마다 순서가 다르면 ${name}의 정확도는 ${percent(fresh)}로, 순서를 모르는 모델의 ${percent(blind[2])}와 ${fallsBack ? '비슷해진다' : '차이가 난다'}.`,
      },
      {
        en: `The order-blind model's results for the three arrangements are at most ${apart} images apart.`,
        ko: `순서를 모르는 모델이 세 배열에서 맞힌 이미지 수의 차이는 최대 ${apart}장이다.`,
      },
    ],
  };
}

/** Images by which the order-blind reader's results differ between arrangements, at most, in any seed. */
function largestDifference({ readings }: OrderMattersResult): number {
  const blind = readings.filter(({ reader }) => reader === 'order-blind');
  const spread = (seed: number): number => {
    const right = blind.filter((reading) => reading.seed === seed).map((reading) => reading.right);
    return Math.max(...right) - Math.min(...right);
  };
  return Math.max(...blind.map(({ seed }) => spread(seed)));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
