/**
 * The words about work that pupils hand in, in both languages: they come with what shows them. Pupils
 * are spoken to as teachers speak to them. English must have the same keys with the same parameters.
 */
import type { Language, Words } from ".";

const fr = {
  give: "Rendre",
  giveAgain: "Rendre à nouveau",
  title: "Rendre ton travail",
  intro:
    "Ton enseignant reçoit une copie de ton carnet tel qu’il est maintenant, et lui seul peut l’ouvrir. Tu peux continuer ensuite, et rendre à nouveau : rien n’est effacé.",
  name: "Ton prénom, et l’initiale de ton nom",
  nameMissing: "Écris ton prénom : ton enseignant saura que c’est ton travail.",
  giving: "Un instant…",
  failed: "Ton travail n’a pas pu être rendu. Il est toujours sur cet appareil : réessaie.",
  problems: {
    badLink:
      "On ne peut pas rendre cette activité : son lien est abîmé. Demande à ton enseignant de te la donner une nouvelle fois.",
    tooLarge:
      "C’est trop lourd pour être rendu : 4 Mo au plus, fichiers compris. Supprime les fichiers ou les images qui ne servent pas.",
  },
  states: {
    waiting: (when: string) =>
      `Rendu ${when}. C’est gardé sur cet appareil, et cela partira tout seul dès que le relais répondra.`,
    byHand: (when: string) => `Rendu ${when}. Donne maintenant le fichier à ton enseignant.`,
    arrived: (when: string) => `Rendu ${when}. C’est arrivé : ton enseignant peut l’ouvrir.`,
    refused: (when: string) =>
      `Rendu ${when}, mais le relais n’en veut pas. Donne le fichier à ton enseignant.`,
  },
  file: "Enregistrer le rendu dans un fichier",
  fileSaved: (name: string) =>
    `« ${name} » est enregistré. Mets-le sur une clé ou dans l’ENT : seul ton enseignant peut l’ouvrir.`,

  received: (title: string) => `Rendus de « ${title} »`,
  count: (n: number) => (n === 1 ? "Un rendu est arrivé." : `${n} rendus sont arrivés.`),
  none: "Rien n’est arrivé pour le moment. Les rendus s’affichent ici dès que cette page entend le relais, et quand vous ajoutez des fichiers.",
  keep: "Gardez ce carnet : sans lui, personne ne peut ouvrir les rendus. Pour les lire aussi sur un autre appareil, prenez « Le vôtre, à garder » dans son partage.",
  open: "Ouvrir",
  openOf: (name: string) => `Ouvrir le rendu de ${name}`,
  gone: "Ce rendu n’est plus là.",
  unreadable:
    "Ce rendu n’est pas un carnet que l’on peut ouvrir. Il reste dans les fichiers de ce carnet.",
  before: (n: number) => (n === 1 ? "1 rendu d’avant" : `${n} rendus d’avant`),
  sign: (tag: string) => `signe ${tag}`,
  signHint:
    "Le signe vient de l’appareil et du profil : deux rendus du même élève sur le même ordinateur ont le même. Un prénom connu avec un autre signe peut venir d’ailleurs.",
  add: "Ajouter des fichiers de rendu",

  legend: "Rendus",
  nobody: "Les élèves ne rendent rien par Ardoise",
  here: "Les élèves me rendent leur travail",
  hereSite:
    "Ce qu’ils rendent arrive dans un carnet de votre bibliothèque, fermé pour tous les autres, relais compris.",
  hereFile:
    "Cette page ne vient pas d’un relais : les élèves enregistrent un fichier que vous seul pouvez ouvrir, et vous le donnent par une clé ou par l’ENT.",
  elsewhere: "Comme l’a voulu l’auteur : les rendus vont sur un autre appareil",
  box: (title: string) => `Rendus : ${title}`,
  openBox: "Ouvrir le carnet des rendus",
  notMade: "Le carnet des rendus n’a pas pu être créé. Réessayez.",
};

export type HandInWords = Words<typeof fr>;

const en: HandInWords = {
  give: "Hand in",
  giveAgain: "Hand in again",
  title: "Hand in your work",
  intro:
    "Your teacher gets a copy of your notebook as it is now, and nobody else can open it. You can go on afterwards, and hand in again: nothing is erased.",
  name: "Your first name, and the first letter of your surname",
  nameMissing: "Write your name, so that your teacher knows whose work it is.",
  giving: "One moment…",
  failed: "Your work could not be handed in. It is still on this device: try again.",
  problems: {
    badLink:
      "This activity cannot be handed in: its link is damaged. Ask your teacher to give it to you once more.",
    tooLarge:
      "This is too heavy to be handed in: 4 MB at most, files included. Delete the files or pictures that are not needed.",
  },
  states: {
    waiting: (when) =>
      `Handed in ${when}. It is kept on this device and will go by itself as soon as the relay answers.`,
    byHand: (when) => `Handed in ${when}. Now give the file to your teacher.`,
    arrived: (when) => `Handed in ${when}. It has arrived: your teacher can open it.`,
    refused: (when) =>
      `Handed in ${when}, but the relay does not take it. Give the file to your teacher.`,
  },
  file: "Save what you hand in as a file",
  fileSaved: (name) =>
    `“${name}” is saved. Put it on a stick or send it by your school's site: only your teacher can open it.`,

  received: (title) => `Handed in for “${title}”`,
  count: (n) => (n === 1 ? "One piece of work has arrived." : `${n} pieces of work have arrived.`),
  none: "Nothing has arrived yet. Work shows here as soon as this page hears the relay, and when you add files.",
  keep: "Keep this notebook: without it nobody can open what was handed in. To read it on another device too, take “Yours, to keep” from its sharing.",
  open: "Open",
  openOf: (name) => `Open the work of ${name}`,
  gone: "This work is not there any more.",
  unreadable: "This is no notebook that can be opened. It stays among this notebook's files.",
  before: (n) => (n === 1 ? "1 from before" : `${n} from before`),
  sign: (tag) => `sign ${tag}`,
  signHint:
    "The sign comes from the device and the profile: what one pupil hands in on one computer has the same. A known name with another sign may come from elsewhere.",
  add: "Add files that were handed in",

  legend: "Handing in",
  nobody: "Pupils hand in nothing by Ardoise",
  here: "Pupils hand in their work to me",
  hereSite:
    "What they hand in comes to a notebook of your library, closed to everybody else, the relay included.",
  hereFile:
    "This page does not come from a relay: pupils save a file that you alone can open, and give it to you on a stick or by your school's site.",
  elsewhere: "As the author wished: work goes to another device",
  box: (title) => `Handed in: ${title}`,
  openBox: "Open the notebook with what was handed in",
  notMade: "The notebook for it could not be made. Try again.",
};

export const handInWords: Record<Language, HandInWords> = { fr, en };
