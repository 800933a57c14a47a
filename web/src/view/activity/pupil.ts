/** What pupils meet of an activity, in one script that is fetched with the first one. */
export { Band } from "./band";
export { Link } from "./link";
export { sayActivityNotice } from "./notices";
export { RoleFoot, RoleHead, RoleMiddle } from "./roles";
