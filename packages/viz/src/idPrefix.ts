import { refusal } from './refusal.js';

/** @throws FigureError unless ids may begin with it: empty, or a letter or _ and then letters, digits, - and _ */
export function requireIdPrefix(where: string, idPrefix: string): void {
  if (/^([A-Za-z_][\w-]*)?$/.test(idPrefix)) return;
  throw refusal(where, 'not the beginning of an id', `idPrefix is '${idPrefix}'`, 'letters, digits, - and _, a letter first, are expected');
}
