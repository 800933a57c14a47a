/** Views to read a notebook in and to show it, in one script that is fetched with the first. */
export { ReadView } from "./read";
export { SlidesView } from "./slides";
