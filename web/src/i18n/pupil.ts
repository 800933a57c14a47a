/**
 * The words of what a pupil meets of an activity, in both languages: they come with what shows them.
 * Pupils are spoken to as teachers speak to them.
 */
import type { Language, Words } from ".";

const fr = {
  arriving: "Ton activité arrive…",
  again: "Voici ton travail : tu l’avais déjà commencé.",
  other: "Une autre activité du même nom était déjà là : elle est gardée à côté.",
  linkTitle: "Cette activité ne s’ouvre pas",
  retry: "Réessayer",
  /** By the engine's reason: what happened, what to do. */
  refused: {
    damaged: {
      what: "Il manque un morceau du lien. Une messagerie l’a sans doute coupé : cela arrive avec les liens très longs.",
      todo: "Demande à ton enseignant de t’envoyer le lien une nouvelle fois, ou de te donner l’activité en fichier. Si tu l’as copié toi-même, copie-le jusqu’à la dernière lettre.",
    },
    notAnActivity: {
      what: "Ce lien ne contient pas d’activité.",
      todo: "Demande à ton enseignant de t’envoyer le lien une nouvelle fois, en entier.",
    },
    tooNew: {
      what: "Cette activité a été faite avec une version plus récente d’Ardoise.",
      todo: "Recharge la page quand tu as du réseau : elle se met à jour toute seule. Si cela ne suffit pas, montre ce message à ton enseignant.",
    },
    tooLarge: {
      what: "Cette activité est trop grande pour tenir dans un lien.",
      todo: "Demande à ton enseignant de te la donner en fichier.",
    },
  },
  safe: "Tes carnets n’ont pas changé.",

  band: "L’activité",
  by: (names: string) => `de ${names}`,
  minutes: (n: number) => `${n} min`,
  session: (unit: string, n: number) => `${unit}, séance ${n}`,
  version: (n: number) => `version ${n}`,
  more: "En savoir plus",
  startAgain: "Recommencer",
  startAgainAsk:
    "Tout redevient comme au début. Ton travail de maintenant reste dans l’historique : tu pourras le reprendre.",
  startedAgain: "L’activité repart du début. Ton travail d’avant est dans l’historique.",

  exercise: "À toi",
  check: "Vérification",
  solution: "Solution",
  hint: (n: number) => `Indice ${n}`,
  hintWaits: (n: number) => `Ouvre d’abord l’indice ${n}.`,
  seeSolution: "Voir la solution",
  hideSolution: "Cacher la solution",
  tried: "As-tu essayé ?",
  triedText: "On apprend mieux en cherchant d’abord. Tu peux aussi lire un indice.",
  triedYes: "Oui, montre la solution",
  locked: "Protégée",
  lockedWhy: "on peut la lire et l’exécuter, pas écrire dedans",

  verify: "Vérifier",
  verifyCell: (n: number) => `Vérifier avec la cellule ${n}`,
  passed: "Réussi",
  notYet: "Pas encore",
  notYetHint: "Lis ce qui est écrit dessous, change ta réponse, puis vérifie de nouveau.",
  verifyAgain: "Vérifie de nouveau : quelque chose a changé depuis.",

  gate: "La suite s’ouvre quand cette cellule a réussi.",
  goOn: "Continuer",
  partOpened: "La suite est ouverte.",

  offer: (n: number) => `Ton enseignant propose une version corrigée (version ${n})`,
  offerText: "Ce que tu as écrit reste.",
  strangeOffer: (n: number) => `Une autre version de cette activité est arrivée (version ${n})`,
  unknownOrigin:
    "Rien ne montre qu’elle vient de la personne qui a fait la première. Demande à ton enseignant avant de la prendre.",
  strangerOrigin:
    "Attention : elle ne vient pas de la personne qui a fait la première. Demande à ton enseignant avant de la prendre.",
  takeAnyway: "Prendre quand même",
  takeAnywayAsk:
    "Cette version vient peut-être de quelqu’un d’autre que ton enseignant. Ce que tu as écrit reste, et ton travail de maintenant reste aussi dans l’historique.",
  takeAnywayYes: "Oui, prendre cette version",
  take: "Prendre",
  later: "Plus tard",
  seeChanges: "Voir ce qui change",
  hideChanges: "Cacher ce qui change",
  noChanges: "Aucun texte ne change.",
  /** By the core's word. */
  news: {
    added: "Cellule ajoutée",
    changed: "Cellule changée",
    removed: "Cellule enlevée",
    kept: "Tu as écrit dans cette cellule : ton texte reste, le nouveau sera montré à côté",
  },
  gone: "enlevé :",
  come: "ajouté :",
  correctionTaken: (version: number, kept: number) =>
    kept === 0
      ? `Tu as maintenant la version ${version}. Ce que tu as écrit est toujours là.`
      : `Tu as maintenant la version ${version}. Ton texte est gardé dans ${kept} cellule${kept > 1 ? "s" : ""} : le nouveau est à côté.`,

  proposal: "Nouveau texte de ton enseignant",
  proposalText: "Le tien est gardé. Lequel veux-tu ?",
  takeProposal: "Prendre ce texte",
  dropProposal: "Garder le mien",
};

export type PupilWords = Words<typeof fr>;

const en: PupilWords = {
  arriving: "Your activity is coming…",
  again: "Here is your work: you had begun it already.",
  other: "Another activity of the same name was here already: it is kept beside this one.",
  linkTitle: "This activity does not open",
  retry: "Try again",
  refused: {
    damaged: {
      what: "A piece of the link is missing. A messaging app probably cut it: that happens to very long links.",
      todo: "Ask your teacher to send the link once more, or to give you the activity as a file. If you copied it yourself, copy it to the very last letter.",
    },
    notAnActivity: {
      what: "This link holds no activity.",
      todo: "Ask your teacher to send the link once more, all of it.",
    },
    tooNew: {
      what: "This activity was made with a newer version of Ardoise.",
      todo: "Reload the page when you have a network: it updates by itself. If that is not enough, show this message to your teacher.",
    },
    tooLarge: {
      what: "This activity is too large for a link.",
      todo: "Ask your teacher to give it to you as a file.",
    },
  },
  safe: "Your notebooks have not changed.",

  band: "The activity",
  by: (names) => `by ${names}`,
  minutes: (n) => `${n} min`,
  session: (unit, n) => `${unit}, session ${n}`,
  version: (n) => `version ${n}`,
  more: "More about it",
  startAgain: "Start again",
  startAgainAsk:
    "Everything becomes as it was at the beginning. Your work of now stays in the history: you can take it back.",
  startedAgain: "The activity starts again. Your work from before is in the history.",

  exercise: "Your turn",
  check: "Check",
  solution: "Solution",
  hint: (n) => `Hint ${n}`,
  hintWaits: (n) => `Open hint ${n} first.`,
  seeSolution: "See the solution",
  hideSolution: "Hide the solution",
  tried: "Have you tried?",
  triedText: "One learns better by searching first. You can also read a hint.",
  triedYes: "Yes, show the solution",
  locked: "Protected",
  lockedWhy: "you can read and run it, but not write in it",

  verify: "Check",
  verifyCell: (n) => `Check with cell ${n}`,
  passed: "Well done",
  notYet: "Not yet",
  notYetHint: "Read what is written below, change your answer, then check again.",
  verifyAgain: "Check again: something has changed since.",

  gate: "The next part opens when this cell has succeeded.",
  goOn: "Go on",
  partOpened: "The next part is open.",

  offer: (n) => `Your teacher offers a corrected version (version ${n})`,
  offerText: "What you wrote stays.",
  strangeOffer: (n) => `Another version of this activity has come (version ${n})`,
  unknownOrigin:
    "Nothing shows that it comes from the person who made the first one. Ask your teacher before you take it.",
  strangerOrigin:
    "Careful: it does not come from the person who made the first one. Ask your teacher before you take it.",
  takeAnyway: "Take it anyway",
  takeAnywayAsk:
    "This version may come from somebody else than your teacher. What you wrote stays, and your work of now stays in the history too.",
  takeAnywayYes: "Yes, take this version",
  take: "Take it",
  later: "Later",
  seeChanges: "See what changes",
  hideChanges: "Hide what changes",
  noChanges: "No text changes.",
  news: {
    added: "Cell added",
    changed: "Cell changed",
    removed: "Cell taken away",
    kept: "You wrote in this cell: your text stays, the new one will be shown beside it",
  },
  gone: "taken away:",
  come: "added:",
  correctionTaken: (version, kept) =>
    kept === 0
      ? `You now have version ${version}. What you wrote is still there.`
      : `You now have version ${version}. Your text is kept in ${kept} cell${kept === 1 ? "" : "s"}: the new one is beside it.`,

  proposal: "Your teacher’s new text",
  proposalText: "Yours is kept. Which one do you want?",
  takeProposal: "Take this text",
  dropProposal: "Keep mine",
};

export const pupilWords: Readonly<Record<Language, PupilWords>> = { fr, en };
