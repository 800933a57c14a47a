/** What is seen of work that is handed in, in one script that is fetched with the first of it. */
import style from "./hand-in.css?inline";

export { GiveWork } from "./give";
export { Received } from "./received";
export { Receiving, ToReceived } from "./receiving";

const sheet = document.createElement("style");
sheet.textContent = style;
document.head.append(sheet);
