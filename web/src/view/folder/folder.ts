/** The folder that the work is copied to, in one script. */
export { FolderNotice } from "./folder-line";
export { FolderPanel } from "./panel";
