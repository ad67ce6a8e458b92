import { version } from '../package.json';

/** The version of this package, as results record it. */
export const packageVersion: string = version;
