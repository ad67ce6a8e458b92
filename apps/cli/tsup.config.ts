import { application } from '../../tooling/tsup.ts';

export default application();
