/** The journey of `kill.mjs` at many more moments. */
import { killAtMoments } from './kill.mjs';

export const name = 'killed while typing at sixty moments';
export const long = true;
export const minutes = 30;

/** @param {import('../run.mjs').World} world */
export async function run(world) {
  await killAtMoments(world, 60, 64);
}
