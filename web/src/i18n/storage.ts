/**
 * What is said where the browser may delete the work by itself, in both languages. It comes with the
 * first such word. English must have the same keys with the same parameters.
 */
import type { Language, Words } from ".";

const fr = {
  window:
    "C’est peut-être une fenêtre privée : tout y est effacé quand on la ferme. Emportez votre travail avant, ou ouvrez une fenêtre ordinaire.",
  space: (size: string) =>
    `Il ne reste que ${size} pour cette page. Emportez ce qui compte, puis videz la corbeille ou effacez ce qui ne sert plus.`,
  ask: "Le navigateur n’a pas promis de garder ce travail s’il manque de place.",
  askNow: "Demander un stockage durable",
  notYet: "Le navigateur n’a pas dit oui cette fois.",
  fleeting:
    "Certains navigateurs effacent ce qu’une page garde quand la place manque, ou après sept jours sans visite (iPad, Mac). Ajoutez la page à l’écran d’accueil, ou aux favoris, ouvrez-la souvent, et emportez votre travail.",
  take: "Emporter mon travail",
};

const en: Words<typeof fr> = {
  window:
    "Perhaps this is a private window: everything in it is erased when it is closed. Take your work with you before, or open an ordinary window.",
  space: (size) =>
    `Only ${size} are left for this page. Take what matters with you, then empty the bin or erase what is of no use any more.`,
  ask: "The browser has not promised to keep this work when space runs out.",
  askNow: "Ask for lasting storage",
  notYet: "The browser has not agreed this time.",
  fleeting:
    "Some browsers erase what a page keeps when space runs out, or after seven days without a visit (iPad, Mac). Add the page to the home screen, or to your bookmarks, open it often, and take your work with you.",
  take: "Take my work",
};

export const storageWords: Record<Language, Words<typeof fr>> = { fr, en };
