/** The page's pictures: small outlines of our own, drawn on a grid of 24. */

const paths = {
  run: "M8 5.5v13l10.5-6.5z",
  runAll: "M4 5.5v13l8-6.5zM13 5.5v13l8-6.5z",
  stop: "M6.5 6.5h11v11h-11z",
  restart: "M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 3.5v4.2h-4.2",
  undo: "M8.5 5 4 9.5 8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3",
  redo: "M15.5 5 20 9.5 15.5 14M19.5 9.5H10a5.5 5.5 0 0 0 0 11h3",
  back: "M14.5 5 7.5 12l7 7",
  menu: "M4 6.5h16M4 12h16M4 17.5h16",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  plus: "M12 5v14M5 12h14",
  text: "M5 6.5V5h14v1.5M12 5v14M9 19h6",
  code: "M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5",
  open: "M3.5 19V6h6l2 2.5h9V11M3.5 19l3-8h15l-3 8z",
  save: "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
  archive: "M4 4.5h16v4H4zM5.5 8.5V20h13V8.5M10 12.5h4",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  split: "M4 12h16M12 3v5M9.5 5.5 12 8l2.5-2.5M12 21v-5M9.5 18.5 12 16l2.5 2.5",
  merge: "M4 4h16M4 20h16M12 6v4M9.5 8l2.5 2.5L14.5 8M12 18v-4M9.5 16l2.5-2.5 2.5 2.5",
  copy: "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
  cut: "M6.5 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6.5 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.5 8 20 18M8.5 16 20 6",
  paste: "M9 5.5H5.5V20h13V5.5H15M9 4h6v3.5H9z",
  delete: "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5",
  edit: "M4.5 19.5l.8-4L16 4.8a1.5 1.5 0 0 1 2.1 0l1.1 1.1a1.5 1.5 0 0 1 0 2.1L8.5 18.7z",
  done: "M4.5 12.5l5 5 10-11",
  fold: "M6 9.5l6 6 6-6",
  unfold: "M9.5 6l6 6-6 6",
  history: "M4 12a8 8 0 1 0 2.4-5.7M4 4v4.5h4.5M12 8v4.5l3 2",
  find: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3 20.5 20.5",
  settings:
    "M4 7h9M17 7h3M15 4.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zM4 17h3M11 17h9M9 14.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z",
  help: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5h.01M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19z",
  keyboard: "M3 6.5h18v11H3zM6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M8 14h8",
  close: "M6 6l12 12M18 6 6 18",
  warning: "M12 4 2.8 20h18.4zM12 10v4.5M12 17.3h.01",
  error: "M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19zM12 7.5v5.5M12 16.3h.01",
  offline: "M5 19.5h14M7 15.5l3.5 3 7-9M3.5 11.5a12 12 0 0 1 17 0",
  python:
    "M12 12a8 8 0 0 1-8-8M12 12a8 8 0 0 0 8 8M12 12h.01M4 20a8 8 0 0 1 8-8M20 4a8 8 0 0 0-8 8",
  book: "M5 4.5h12.5a1.5 1.5 0 0 1 1.5 1.5v13.5H6.5A1.5 1.5 0 0 1 5 18zM5 17.8a1.6 1.6 0 0 1 1.5-1.3H19M9 8.5h6",
  slides: "M3.5 4.5h17v11h-17zM12 15.5V19M8 19.5h8",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  speak: "M4 9.5v5h3.5l5 4v-13l-5 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11",
  people:
    "M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19a5.5 5.5 0 0 1 11 0M15 11a3 3 0 1 0-1-5.8M16 13.6A5.5 5.5 0 0 1 21 19",
  whole: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  goto: "M5 12h13M13 6.5l5.5 5.5-5.5 5.5",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  const solid = name === "run" || name === "runAll" || name === "stop";
  return (
    <svg
      class={`icon ${solid ? "icon-solid" : ""} ${name === "more" ? "icon-dots" : ""}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
