/** What takes the work along, as a script of its own. */
export { take } from "./take";
