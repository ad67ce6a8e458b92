/** Where one stands in a row of pictures, and whether they run by themselves. */
export interface Stepper {
  readonly position: number;
  readonly playing: boolean;
}

export type StepAction = 'forward' | 'back' | 'rewind' | 'toEnd' | 'playOrPause' | 'tick';

export const atStart: Stepper = { position: 0, playing: false };

/** What comes of an action, in a row whose last picture is `last`. Whoever steps by hand stops the play. */
export function act({ position, playing }: Stepper, action: StepAction, last: number): Stepper {
  switch (action) {
    case 'forward':
      return { position: Math.min(position + 1, last), playing: false };
    case 'back':
      return { position: Math.max(position - 1, 0), playing: false };
    case 'rewind':
      return atStart;
    case 'toEnd':
      return { position: last, playing: false };
    case 'playOrPause':
      // At the end there is nothing left to play: it begins anew.
      return playing ? { position, playing: false } : { position: position === last ? 0 : position, playing: true };
    case 'tick':
      if (!playing) return { position, playing };
      return { position: Math.min(position + 1, last), playing: position + 1 < last };
  }
}

const keys: Readonly<Record<string, StepAction>> = { ArrowRight: 'forward', ArrowLeft: 'back', Home: 'rewind', End: 'toEnd', ' ': 'playOrPause' };

export function actionOfKey(key: string): StepAction | undefined {
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}
