/** The words of the views to read a notebook in and to show it, in both languages. */
import type { Language, Words } from ".";

const fr = {
  toNotebook: "Carnet",
  toNotebookHint: "Revenir au carnet",
  empty: "Ce carnet est vide.",
  hidden: "Code caché",
  hint: "Indice",
  solution: "Solution",
  result: (n: number) => `Résultat de la cellule ${n}`,

  slide: (n: number, all: number) => `Diapositive ${n} sur ${all}`,
  next: "Suivante",
  previous: "Précédente",
  whole: "Plein écran",
  notWhole: "Quitter le plein écran",
  notes: "Notes",
  keys: "Flèches, espace, début et fin pour avancer ; Échap pour revenir au carnet.",
  run: "Exécuter",
};

export type ShowingWords = Words<typeof fr>;

const en: ShowingWords = {
  toNotebook: "Notebook",
  toNotebookHint: "Back to the notebook",
  empty: "This notebook is empty.",
  hidden: "Hidden code",
  hint: "Hint",
  solution: "Solution",
  result: (n) => `Result of cell ${n}`,

  slide: (n, all) => `Slide ${n} of ${all}`,
  next: "Next",
  previous: "Previous",
  whole: "Full screen",
  notWhole: "Leave full screen",
  notes: "Notes",
  keys: "Arrows, space, Home and End to move; Escape goes back to the notebook.",
  run: "Run",
};

export const showingWords: Readonly<Record<Language, ShowingWords>> = { fr, en };
