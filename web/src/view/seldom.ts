/** Views that few visits show, in one script that is fetched when the first of them is. */
export { History } from "./notebook/history";
export { Help } from "./pages/help";
export { Settings } from "./pages/settings";
