/** What a page shows of the profile it belongs to, in one script. */
export { ProfileBadge } from "./badge";
export { Finish } from "./finish";
export { guardProfile } from "./guard";
export { ProfileSettings } from "./mine";
