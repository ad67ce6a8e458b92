/** A model file, option or prompt that a task cannot use. Example: `decodeModelFile` of a file of another program. */
export class TaskError extends Error {
  override name = 'TaskError';
}
