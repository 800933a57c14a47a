/** The pictures that people choose for themselves: one shape on one colour. */
import type { ProfileWords } from "../../i18n/profiles";

/** Filled outlines of our own, drawn on a grid of 24. */
const shapes = {
  star: "M12 2.5l2.9 6.2 6.6.8-4.9 4.6 1.3 6.7L12 17.4l-5.9 3.4 1.3-6.7L2.5 9.5l6.6-.8z",
  heart:
    "M12 20.5C5 15.5 2.5 11.8 2.5 8.4A4.9 4.9 0 0 1 12 6.6a4.9 4.9 0 0 1 9.5 1.8c0 3.4-2.5 7.1-9.5 12.1z",
  sun: "M12 7a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM11 1.5h2v4h-2zM11 18.5h2v4h-2zM1.5 11h4v2h-4zM18.5 11h4v2h-4zM4 5.4 5.4 4l2.9 2.9-1.4 1.4zM15.7 17.1l1.4-1.4L20 18.6 18.6 20zM4 18.6l2.9-2.9 1.4 1.4L5.4 20zM15.7 6.9 18.6 4 20 5.4l-2.9 2.9z",
  moon: "M15.5 2.8A9.6 9.6 0 1 0 21 16.6 8 8 0 0 1 15.5 2.8z",
  tree: "M12 1.5l6 8h-3.2l4.7 6.5h-6.2v6h-2.6v-6H4.5L9.2 9.5H6z",
  house: "M12 2.5 22 11.5h-3V21h-5v-6h-4v6H5v-9.5H2z",
  fish: "M2 6.5l5 3.2C9 7.4 11.4 6 14.2 6c3.6 0 6.3 2.4 7.8 6-1.5 3.6-4.2 6-7.8 6-2.8 0-5.2-1.4-7.2-3.7l-5 3.2 1.6-5.5z",
  boat: "M11 2v13H3.5zM13 4.5 20.5 15H13zM2 17h20l-3 5H5z",
  kite: "M12 1.5l7 8.5-6.2 7.2c.7 1 2.4 1 2.2 2.6-.2 1.4-1.8 1.6-2.5 2.7h-2.3c.4-1.9 2.4-1.9 2.3-3 0-.7-1.4-.9-1.7-1.9L5 10z",
  apple:
    "M12 7c.8-3 2.8-4.5 4.7-4.5C16.5 4.7 15 6.4 13 7c3.5-1 7.5.5 7.5 6 0 4.5-3 9-6 9-1 0-1.5-.6-2.5-.6s-1.5.6-2.5.6c-3 0-6-4.5-6-9C3.5 7.5 8.5 5.8 12 7z",
  cloud: "M7 19a5 5 0 0 1-.6-10A6 6 0 0 1 18 9.5a4.8 4.8 0 0 1-.5 9.5z",
  mushroom:
    "M12 2.5c5.5 0 10 4 10 9 0 1-.8 1.5-2 1.5H4c-1.2 0-2-.5-2-1.5 0-5 4.5-9 10-9zM9 14.5h6l.8 5c.2 1.3-.8 2-2 2h-3.6c-1.2 0-2.2-.7-2-2z",
  rocket: "M12 1.5c3 2.5 4.5 5.5 4.5 9V15l3 3v3.5l-4.5-2H9l-4.5 2V18l3-3v-4.5c0-3.5 1.5-6.5 4.5-9z",
  umbrella:
    "M12 2a10 10 0 0 1 10 10h-9v7a2.7 2.7 0 0 1-5.4 0h2a.7.7 0 0 0 1.4 0v-7H2A10 10 0 0 1 12 2z",
  bell: "M12 2a6.5 6.5 0 0 1 6.5 6.5V15l2 3h-17l2-3V8.5A6.5 6.5 0 0 1 12 2zM9.5 19.5h5a2.5 2.5 0 0 1-5 0z",
  cat: "M4 2.5l4.5 4h7l4.5-4v11a8 8 0 0 1-16 0z",
} as const;

/** White on each of them has a contrast of more than 4.5. */
const colours = {
  red: "#b3261e",
  orange: "#b14a00",
  olive: "#6f5b00",
  green: "#2a6f2f",
  teal: "#00696f",
  blue: "#1d5fbf",
  violet: "#6a3fb5",
  pink: "#b0246f",
} as const;

export type Picture = keyof typeof shapes;

export const PICTURES = Object.keys(shapes) as Picture[];
const COLOURS = Object.keys(colours) as (keyof typeof colours)[];
export const COLOUR_COUNT = COLOURS.length;

export interface Look {
  picture: string;
  colour: number;
}

/** What a picture shows and in which colour, as a person says it. */
export function lookName(look: Look, words: ProfileWords): string {
  return `${words.pictures[pictureOf(look)]}, ${words.colours[colourOf(look)]}`;
}

export function pictureName(picture: Picture, words: ProfileWords): string {
  return words.pictures[picture];
}

/** A stored name may be of a later version. */
function pictureOf({ picture }: Look): Picture {
  return PICTURES.find((known) => known === picture) ?? "star";
}

function colourOf({ colour }: Look): keyof typeof colours {
  return COLOURS[colour] ?? "blue";
}

/** Two of them for a pair. It is never alone: what stands beside it has the name. */
export function Portrait({ looks }: { looks: readonly Look[] }) {
  return (
    <span class="portrait">
      {looks.map((look, at) => (
        <svg key={at} viewBox="-6 -6 36 36" aria-hidden="true" focusable="false">
          <rect x="-6" y="-6" width="36" height="36" rx="8" fill={colours[colourOf(look)]} />
          <path d={shapes[pictureOf(look)]} fill="#ffffff" />
        </svg>
      ))}
    </span>
  );
}

/**
 * Looks that nobody has yet, each picture once: what a newcomer chooses from. When all are taken in
 * one colour, they come in the next.
 */
export function freeLooks(taken: readonly Look[]): Look[] {
  const isTaken = (look: Look) =>
    taken.some(({ picture, colour }) => picture === look.picture && colour === look.colour);
  return PICTURES.map((picture, at) => {
    for (let turn = 0; turn < COLOUR_COUNT; turn += 1) {
      const look = { picture, colour: (at * 5 + turn) % COLOUR_COUNT };
      if (!isTaken(look)) return look;
    }
    return { picture, colour: at % COLOUR_COUNT };
  });
}
