/**
 * The words about a notebook's files, in both languages: they come with what shows files, which most
 * visits never ask for. English must have the same keys with the same parameters.
 */
import type { Language } from ".";

/** The bounds are those of the core's `session/files.rs`. */
const fr = {
  add: "Ajouter des fichiers",
  none: "Aucun fichier pour l’instant. Déposez-en un sur le carnet, ou écrivez-en un avec Python :",
  hint: "Dans une cellule, ouvrez un fichier par son nom :",
  together: (n: number, size: string) => `${n} fichier${n > 1 ? "s" : ""}, ${size} sur 25 Mo`,
  apart:
    "Le .ipynb exporté ne les contient pas : téléchargez-les aussi, ou prenez « Tout exporter » dans vos carnets.",
  view: (name: string) => `Voir ${name}`,
  download: (name: string) => `Télécharger ${name}`,
  delete: (name: string) => `Supprimer ${name}`,
  added: (name: string) => `« ${name} » est dans les fichiers du carnet.`,
  addedMany: (n: number) => `${n} fichiers sont ajoutés au carnet.`,
  replaced: (name: string) => `« ${name} » a été remplacé.`,
  deleted: (name: string) => `« ${name} » a été supprimé.`,
  unreadable: (name: string) =>
    `« ${name} » n’a pas pu être lu. Les dossiers s’ajoutent fichier par fichier.`,
  gone: "Ce fichier n’a pas pu être lu.",
  empty: "Ce fichier est vide.",
  binary: (size: string) =>
    `Ce n’est ni du texte ni une image (${size}). Téléchargez-le pour l’ouvrir ailleurs.`,
  cut: (shown: string) =>
    `Seul le début est montré (${shown}). Téléchargez le fichier pour le lire en entier.`,
  /** By the core's reason. */
  refused: {
    tooLarge: (name: string) =>
      `« ${name} » n’a pas été ajouté : un fichier de carnet pèse 10 Mo au plus.`,
    noRoom: (name: string) =>
      `« ${name} » n’a pas été ajouté : les fichiers d’un carnet pèsent 25 Mo au plus, tous ensemble. Supprimez-en d’abord.`,
    tooMany: (name: string) => `« ${name} » n’a pas été ajouté : un carnet a 500 fichiers au plus.`,
    badName: (name: string) =>
      `« ${name} » n’a pas été ajouté : ce nom est trop long ou ne convient pas. Renommez-le d’abord.`,
  },
};

export type FilesWords = typeof fr;

const en: FilesWords = {
  add: "Add files",
  none: "No file yet. Drop one on the notebook, or write one with Python:",
  hint: "In a cell, open a file by its name:",
  together: (n, size) => `${n} file${n === 1 ? "" : "s"}, ${size} of 25 MB`,
  apart:
    "The exported .ipynb does not hold them: download them too, or use “Export everything” in your notebooks.",
  view: (name) => `View ${name}`,
  download: (name) => `Download ${name}`,
  delete: (name) => `Delete ${name}`,
  added: (name) => `“${name}” is among the notebook’s files.`,
  addedMany: (n) => `${n} files are added to the notebook.`,
  replaced: (name) => `“${name}” was replaced.`,
  deleted: (name) => `“${name}” was deleted.`,
  unreadable: (name) => `“${name}” could not be read. Folders are added file by file.`,
  gone: "This file could not be read.",
  empty: "This file is empty.",
  binary: (size) =>
    `This is neither text nor a picture (${size}). Download it to open it elsewhere.`,
  cut: (shown) => `Only the beginning is shown (${shown}). Download the file to read all of it.`,
  refused: {
    tooLarge: (name) => `“${name}” was not added: a file of a notebook has 10 MB at most.`,
    noRoom: (name) =>
      `“${name}” was not added: the files of a notebook have 25 MB at most, all together. Delete some first.`,
    tooMany: (name) => `“${name}” was not added: a notebook has 500 files at most.`,
    badName: (name) =>
      `“${name}” was not added: its name is too long or not a good one. Rename it first.`,
  },
};

export const filesWords: Readonly<Record<Language, FilesWords>> = { fr, en };
