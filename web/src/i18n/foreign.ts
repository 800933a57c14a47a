/** The words about files that an address names, in both languages: they come with such an address. */
import type { Language } from ".";

const fr = {
  reading: "Lecture du carnet…",
  from: (host: string) => `Il est sur ${host}.`,
  failed: "Le carnet n’a pas pu être ouvert",
  known: "Vous avez déjà ouvert ce carnet",
  knownText: "Votre travail est sur cet appareil.",
  goOn: "Reprendre mon travail",
  anew: "Ouvrir un carnet neuf",
  link: "Le fichier",
  drop: "Téléchargez-le depuis ce lien, puis déposez-le sur cette page : il s’ouvrira.",
  retry: "Réessayer",
  retrySafe: "Essayer avec https",
  beside: (name: string) => `« ${name} », qui va avec, n’a pas pu être lu.`,
  problems: {
    badAddress: "L’adresse du carnet est mal écrite.",
    insecure:
      "L’adresse du carnet commence par « http », sans chiffrement. Depuis une page « https », le navigateur refuse de la lire.",
    offline: "Il n’y a pas de réseau. Réessayez quand il sera revenu.",
    unreachable:
      "Le site où se trouve le carnet ne répond pas. Il est peut-être en panne, ou bloqué par le réseau de l’école.",
    forbidden:
      "Le site où se trouve le carnet n’autorise pas les autres pages à lire ses fichiers. Un navigateur ne lit un fichier d’un autre site que si ce site l’accepte (c’est le réglage « CORS »). Vérifiez aussi que l’adresse est juste.",
    missing: "Il n’y a pas, ou plus, de fichier à cette adresse.",
    tooLarge: "Le fichier est trop gros pour un carnet.",
    slow: "Le fichier met trop de temps à venir.",
    damaged: "Le lien est abîmé : il en manque sans doute la fin. Demandez-le de nouveau.",
  },
  packets: {
    notAnActivity: "Ce fichier n’est pas une activité.",
    tooNew:
      "Cette activité a été faite avec une version plus récente d’Ardoise : rechargez la page.",
    damaged: "Le fichier de l’activité est abîmé.",
    tooLarge: "L’activité est trop grosse.",
  },
};

export type ForeignWords = typeof fr;

const en: ForeignWords = {
  reading: "Reading the notebook…",
  from: (host) => `It is on ${host}.`,
  failed: "The notebook could not be opened",
  known: "You have opened this notebook before",
  knownText: "Your work is on this device.",
  goOn: "Go on with my work",
  anew: "Open a new one",
  link: "The file",
  drop: "Download it from this link, then drop it on this page: it will open.",
  retry: "Try again",
  retrySafe: "Try with https",
  beside: (name) => `“${name}”, which goes with it, could not be read.`,
  problems: {
    badAddress: "The address of the notebook is not well written.",
    insecure:
      "The address of the notebook begins with “http”, without encryption. From an “https” page, the browser refuses to read it.",
    offline: "There is no network. Try again when it is back.",
    unreachable:
      "The site that has the notebook does not answer. It may be down, or blocked by the school’s network.",
    forbidden:
      "The site that has the notebook does not allow other pages to read its files. A browser reads a file of another site only where that site agrees (the setting is called “CORS”). Check too that the address is right.",
    missing: "There is no file at this address, or not any more.",
    tooLarge: "The file is too large for a notebook.",
    slow: "The file takes too long to come.",
    damaged: "The link is damaged: its end is probably missing. Ask for it again.",
  },
  packets: {
    notAnActivity: "This file is no activity.",
    tooNew: "This activity was made with a newer Ardoise: reload the page.",
    damaged: "The activity’s file is damaged.",
    tooLarge: "The activity is too large.",
  },
};

export const foreignWords: Readonly<Record<Language, ForeignWords>> = { fr, en };
