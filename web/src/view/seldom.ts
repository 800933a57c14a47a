/** Views and words that few visits show, in one script that is fetched when the first of them is. */
export { broughtBackWords, problemWords, refusalWords, warningWords } from "./library/problems";
export { History } from "./notebook/history";
export { Help } from "./pages/help";
export { Settings } from "./pages/settings";
