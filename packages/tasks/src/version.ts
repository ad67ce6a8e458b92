import { version } from '../package.json';

/** The version of this package, as model files record it. */
export const packageVersion: string = version;
