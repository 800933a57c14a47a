/** The words around a site's catalogue, in both languages: they arrive with it. */
import type { Language, Words } from ".";

const fr = {
  shelf: "Activités de ce site",
  all: "Toutes les activités",
  title: "Activités",
  search: "Chercher dans les activités",
  level: "Niveau",
  subject: "Matière",
  any: "Tout",
  others: "Autres activités",
  session: (number: number) => `séance ${number}`,
  minutes: (count: number) => `${count}\u00a0min`,
  by: (names: string) => `par ${names}`,
  found: (count: number) =>
    count === 0 ? "Aucune activité trouvée" : count === 1 ? "1 activité" : `${count} activités`,
  opening: "Ouverture de l’activité…",
  unreachable: "L’activité ne peut pas être ouverte",
  unreachableHint: "Vérifiez le réseau, puis réessayez.",
  refused:
    "Cette activité est abîmée ou ne vient pas d’Ardoise. Parlez-en à la personne qui l’a publiée.",
  tooNew: "Cette activité a été faite avec une version plus récente. Rechargez la page.",
  notStored: "Ce navigateur n’a pas pu garder votre copie. Libérez de la place, puis réessayez.",
  noCatalogue: "Le catalogue n’a pas pu être lu",
};

const en: Words<typeof fr> = {
  shelf: "Activities of this site",
  all: "All activities",
  title: "Activities",
  search: "Search the activities",
  level: "Level",
  subject: "Subject",
  any: "All",
  others: "Other activities",
  session: (number) => `session ${number}`,
  minutes: (count) => `${count}\u00a0min`,
  by: (names) => `by ${names}`,
  found: (count) =>
    count === 0 ? "No activity found" : count === 1 ? "1 activity" : `${count} activities`,
  opening: "Opening the activity…",
  unreachable: "The activity cannot be opened",
  unreachableHint: "Check the network, then try again.",
  refused: "This activity is damaged or not from Ardoise. Tell the person who published it.",
  tooNew: "This activity was made with a newer version. Reload the page.",
  notStored: "This browser could not keep your copy. Make room, then try again.",
  noCatalogue: "The catalogue could not be read",
};

export const siteWords: Readonly<Record<Language, Words<typeof fr>>> = { fr, en };
