/** What is seen of shared notebooks, in one script that is fetched with the first of them. */
export { SharedBadge } from "./badge";
export { BothChanged, sayBothChanged } from "./both-changed";
export { Join } from "./join";
export { SharingPanel } from "./panel";
export { TakeCode } from "./take-code";
export { UnsentMark } from "./unsent";
