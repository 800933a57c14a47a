/** The pages about this computer, in one script. */
export { AboutLinks } from "./links";
export { SelfTest } from "./self-test";
export { Stored } from "./stored";
