/** What pupils meet of an activity, in one script that is fetched with the first one. */
import style from "./pupil.css?inline";

export { Band } from "./band";
export { Link } from "./link";
export { sayActivityNotice } from "./notices";
export { followOpened } from "./opened";
export { RoleFoot, RoleHead, RoleMiddle } from "./roles";

// Once for all that this script shows, on many cells too.
const sheet = document.createElement("style");
sheet.textContent = style;
document.head.append(sheet);
