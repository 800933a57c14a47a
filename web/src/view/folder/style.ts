/** The styles of this room, put into the page with the first of its scripts. */
import style from "./folder.css?inline";

const sheet = document.createElement("style");
sheet.textContent = style;
document.head.append(sheet);
