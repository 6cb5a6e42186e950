import { buildIfNeeded } from './build.ts';

export default buildIfNeeded;
