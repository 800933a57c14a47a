/** The pages about this computer, in one script. */
export { AboutLinks } from "./links";
export { Reminder } from "./reminder";
export { SelfTest } from "./self-test";
export { Stored } from "./stored";
