/**
 * The words of the folder that the work is copied to, in both languages. They come with the first
 * view of it. English must have the same keys with the same parameters.
 */
import type { Language, Words } from ".";

const fr = {
  title: "Une copie ailleurs, toute seule",
  hint: "Choisissez une fois un dossier ou une clé USB : votre travail y est copié tout seul, aux moments calmes et quand vous fermez votre ardoise.",
  choose: "Choisir un dossier ou une clé",
  chooseOther: "Choisir un autre dossier",
  chooseFailed: "Ce dossier n’a pas pu être retenu.",
  done: (name: string, when: string) => `Tout est dans le dossier « ${name} », copié ${when}.`,
  waiting: (name: string) =>
    `Le dossier « ${name} » recevra votre travail au prochain moment calme.`,
  copying: (name: string) => `Copie dans le dossier « ${name} »…`,
  permission: (name: string) =>
    `Le navigateur veut votre accord avant de copier dans le dossier « ${name} ».`,
  missing: (name: string) =>
    `Le dossier « ${name} » n’est pas là. Rien n’est perdu : la copie se fera quand la clé sera branchée.`,
  failed: (name: string) =>
    `La copie dans le dossier « ${name} » n’a pas réussi : il est peut-être plein ou protégé. La copie d’avant y est toujours.`,
  allow: "Donner mon accord",
  copyNow: "Copier maintenant",
  bringBack: "Ramener ce qui est dans ce dossier",
  bringBackWhose: "De qui ramener le travail ?",
  bringBackOf: (person: string, when: string) => `${person}, copié ${when}`,
  bringBackFailed: "Ce dossier n’a pas pu être lu. La clé est-elle branchée ?",
  nobody: "Sans prénom",
  nothingThere: "Il n’y a pas encore de copie dans ce dossier.",
  forget: "Ne plus copier dans ce dossier",
  forgotten: "Ce dossier est oublié ici. Ce qui y est copié y reste.",
  stored: "Le dossier de mes copies",
  storedText: (name: string) =>
    `« ${name} ». Ici, seul le chemin vers ce dossier est gardé ; ce qui y est copié est à vous.`,
};

const en: Words<typeof fr> = {
  title: "A copy elsewhere, by itself",
  hint: "Choose a folder or a USB stick once: your work is copied there by itself, in quiet moments and when you close your slate.",
  choose: "Choose a folder or a stick",
  chooseOther: "Choose another folder",
  chooseFailed: "This folder could not be remembered.",
  done: (name, when) => `Everything is in the folder “${name}”, copied ${when}.`,
  waiting: (name) => `The folder “${name}” gets your work in the next quiet moment.`,
  copying: (name) => `Copying to the folder “${name}”…`,
  permission: (name) => `The browser wants your consent before it copies to the folder “${name}”.`,
  missing: (name) =>
    `The folder “${name}” is not there. Nothing is lost: the copy is made when the stick is back.`,
  failed: (name) =>
    `The copy to the folder “${name}” did not succeed: it may be full or protected. The copy before is still there.`,
  allow: "Give my consent",
  copyNow: "Copy now",
  bringBack: "Bring back what is in this folder",
  bringBackWhose: "Whose work should come back?",
  bringBackOf: (person, when) => `${person}, copied ${when}`,
  bringBackFailed: "This folder could not be read. Is the stick plugged in?",
  nobody: "Without a name",
  nothingThere: "There is no copy in this folder yet.",
  forget: "Copy to this folder no more",
  forgotten: "This folder is forgotten here. What is copied there stays.",
  stored: "The folder of my copies",
  storedText: (name) =>
    `“${name}”. Only the way to this folder is kept here; what is copied there is yours.`,
};

export type FolderWords = Words<typeof fr>;

export const folderWords: Record<Language, FolderWords> = { fr, en };
