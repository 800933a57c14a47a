/** What is shown of a notebook's files, in one script that is fetched when somebody has any. */
export { FilesPanel } from "./panel";
export { showPictures } from "./pictures";
