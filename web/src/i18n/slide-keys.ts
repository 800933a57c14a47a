/** What the help says of the keys in the view that shows slides, in both languages. */
import type { Language } from ".";

const fr = {
  title: "Pendant un diaporama",
  space: "Espace",
  next: "Avancer",
  previous: "Revenir en arrière",
  first: "Première diapositive",
  last: "Dernière diapositive",
  whole: "Plein écran",
  run: "Exécuter la cellule où l’on écrit",
  leave: "Revenir au carnet",
};

export type SlideKeyWords = typeof fr;

const en: SlideKeyWords = {
  title: "During a slide show",
  space: "Space",
  next: "Go forward",
  previous: "Go back",
  first: "First slide",
  last: "Last slide",
  whole: "Full screen",
  run: "Run the cell being written in",
  leave: "Back to the notebook",
};

export const slideKeyWords: Readonly<Record<Language, SlideKeyWords>> = { fr, en };
