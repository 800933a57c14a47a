/**
 * The words for teachers who make an activity and give it away, in both languages: they come with
 * what does that, which most visits never ask for.
 */
import type { Language } from ".";

const s = (n: number) => (n > 1 ? "s" : "");
const es = (n: number) => (n === 1 ? "" : "s");

const fr = {
  title: "Activité",
  never: "Ce carnet n’a pas encore été donné.",
  given: (version: number) => `Version ${version} donnée.`,
  give: "Donner cette activité",
  asPupil: "Voir comme un élève",
  asPupilTitle: "Vous voyez l’activité comme un élève",
  asPupilText:
    "C’est une copie telle qu’un élève la reçoit, sans les résultats ni les solutions ; la suite s’ouvre au fur et à mesure. Ce que vous y faites s’efface quand vous revenez : votre carnet reste comme il est.",
  asPupilFailed: "L’activité ne peut pas encore être montrée",
  asPupilEnd: "Revenir à mon carnet",

  // The chosen cells
  cellHeading: (numbers: string) => `La cellule ${numbers}`,
  cellsHeading: (n: number) => `Les ${n} cellules choisies`,
  cellHint: "Choisissez une cellule du carnet pour dire à quoi elle sert.",
  role: "Son rôle",
  roles: {
    plain: "Rien de spécial",
    exercise: "À compléter par l’élève",
    check: "Vérification",
    hint: "Indice",
    solution: "Solution",
  },
  roleHints: {
    plain: "L’élève peut la modifier, la déplacer et la supprimer.",
    exercise: "L’élève écrit ici et ne peut pas la supprimer.",
    check: "Des lignes « assert » qui disent si la réponse est juste.",
    hint: "Repliée : l’élève l’ouvre s’il en a besoin.",
    solution: "Repliée, ou laissée de côté quand vous donnez l’activité.",
  },
  /** Short, on the cell. */
  labels: {
    exercise: "À compléter",
    check: "Vérification",
    hint: "Indice",
    solution: "Solution",
    breakpoint: "La suite attend",
    locked: "Verrouillée",
  },
  change: (label: string) => `${label}. Modifier`,
  locked: "Verrouillée : personne ne peut la modifier",
  lockedHint: "Pour la modifier vous-même, décochez d’abord.",
  hidden: "Code caché au départ",
  breakpoint: "La suite attend cette cellule",
  breakpointHint:
    "Les cellules suivantes s’ouvrent quand celle-ci s’exécute sans erreur (un texte : quand l’élève continue).",
  slide: "Dans un diaporama",
  slides: {
    "": "Comme la précédente",
    slide: "Nouvelle diapositive",
    subslide: "Diapositive en dessous",
    fragment: "Apparaît ensuite",
    skip: "Pas montrée",
    notes: "Notes pour l’enseignant",
  },

  // What is said of the activity
  about: "Présentation",
  name: "Titre",
  authors: "Auteurs, séparés par des virgules",
  levels: "Niveaux",
  subject: "Matière",
  subjectExample: "mathématiques",
  licence: "Ce que les autres peuvent en faire",
  licences: {
    "": "Non précisé",
    "CC0-1.0": "Tout, sans condition (CC0)",
    "CC-BY-4.0": "Tout, en citant l’auteur (CC BY)",
    "CC-BY-SA-4.0": "Tout, en citant l’auteur et en partageant de même (CC BY-SA)",
    "CC-BY-NC-SA-4.0": "Comme CC BY-SA, mais sans en faire commerce (CC BY-NC-SA)",
    "LicenseRef-all-rights-reserved": "Rien sans mon accord (tous droits réservés)",
  },
  language: "Langue de l’activité",
  languages: { "": "Non précisée", fr: "Français", en: "Anglais" },
  summary: "Résumé, en une ou deux phrases",
  minutes: "Durée en minutes",
  unit: "Séquence",
  unitExample: "Premiers programmes",
  session: "Numéro dans la séquence",
  cover: "Image de couverture",
  coverNone: "Aucune",
  coverHint: "Pour une image de couverture, ajoutez d’abord une image aux fichiers du carnet.",

  // Advice
  advice: "À vérifier",
  adviceNone: "Rien à signaler.",
  adviceHint: "Ce sont des conseils : vous pouvez donner l’activité telle quelle.",
  goTo: (number: number) => `Aller à la cellule ${number}`,
  advices: {
    noTitle: () => "L’activité n’a pas de titre.",
    noLevel: () => "Aucun niveau n’est indiqué : on la trouvera plus difficilement.",
    noCheck: () => "Cette cellule à compléter n’est suivie d’aucune vérification.",
    noAssert: () => "Cette vérification n’a pas d’« assert » : elle ne vérifie rien.",
    missingFile: (name: string) => `« ${name} » n’est pas parmi les fichiers du carnet.`,
    remotePicture: (name: string) =>
      `Cette image vient d’internet (${name}) : elle ne s’affichera pas ici. Ajoutez-la aux fichiers.`,
    closedForGood: () =>
      "La suite attend cette cellule, mais un élève ne peut pas la valider : rien après elle ne s’ouvrira.",
  },

  // Giving it away
  first: "Ce sera la version 1.",
  next: (version: number, n: number) =>
    `Ce sera la version ${version} : ${n} cellule${s(n)} changée${s(n)}.`,
  nextFacts: (version: number) =>
    `Ce sera la version ${version} : la présentation ou les fichiers ont changé.`,
  same: (version: number) => `Rien n’a changé : c’est toujours la version ${version}.`,
  copies:
    "Les élèves qui ont déjà une copie se verront proposer la correction quand ils ouvriront le nouveau lien. Ce qu’ils ont écrit reste.",
  solutions: "Les solutions",
  withoutSolutions: "Les laisser de côté",
  withSolutions: "Les donner, repliées",
  counting: "Préparation…",
  prepare: "Continuer",
  publishProblems: {
    noCells: "Le carnet est vide : écrivez au moins une cellule.",
    badFile: "Un fichier du carnet est trop gros, ou son nom ne convient pas.",
    tooLarge: "Les fichiers du carnet sont trop gros tous ensemble : supprimez-en.",
    other: "L’activité n’a pas pu être préparée. Réessayez.",
  },
  ready: (version: number) => `La version ${version} est prête.`,
  ways: {
    link: "Lien",
    qr: "QR code",
    file: "Fichier",
    oneFile: "Un seul fichier",
    folder: "Dossier",
  },
  waysLabel: "Comment la donner",
  tryIt: "Essayer la copie d’un élève",

  // Link
  linkLabel: "Lien de l’activité",
  linkHint: "Toute l’activité est dans ce lien : rien n’est envoyé à un site.",
  copyLink: "Copier le lien",
  copied: "Le lien est copié.",
  copyFailed: "Le lien est sélectionné : copiez-le avec Ctrl+C.",
  share: "Partager…",
  characters: (n: string) => `${n} caractères.`,
  meter: {
    small: "Tient dans un QR code facile à lire.",
    dense: "Tient dans un QR code serré : affichez-le en grand.",
    message: "Passe dans un message ou un cahier de texte. Trop long pour un QR code.",
    long: "Trop long pour beaucoup de messageries : donnez plutôt le fichier ou le dossier.",
    impossible: "Trop long pour un navigateur : donnez le fichier ou le dossier.",
  },
  heavyFiles: (names: string, size: string) => `Ce qui pèse : ${names} (${size}).`,
  heavyText: (n: number) => `Ce qui pèse : le texte et le code, ${n} cellule${s(n)}.`,
  siteLabel: "Adresse du site de la classe",
  siteOwn:
    "Cette page est sur votre appareil : ce lien ne marcherait pas chez les élèves. Écrivez l’adresse où ils ouvrent Ardoise.",
  siteLan: "Ce lien marche seulement dans le réseau de l’école.",
  siteBad: "Ce n’est pas une adresse de site. Exemple : https://ecole.example/ardoise/",

  // QR code
  qrAlt: (title: string) => `QR code de l’activité « ${title} »`,
  qrTooLong:
    "L’activité est trop longue pour un QR code. Donnez-la par un lien, un fichier ou un dossier.",
  qrInstruction:
    "Scannez ce code avec l’appareil photo, puis ouvrez le lien. Ensuite, l’activité marche sans réseau.",
  project: "Afficher en grand",
  projectEnd: "Fermer",
  print: "Imprimer",
  saveSvg: "Enregistrer en SVG",
  savePng: "Enregistrer en PNG",

  // File
  fileHint:
    "Le carnet de l’élève, à déposer ou à envoyer. Il s’ouvre aussi dans Jupyter, Basthon et Capytale.",
  fileWithFiles: "Le carnet et ses fichiers sont ensemble dans un dossier compressé (.zip).",
  saveFile: "Télécharger le fichier",

  // One file with the page in it
  oneFileHint:
    "Un fichier .html qui contient Ardoise, Python et l’activité. Il s’ouvre d’un double clic, sans réseau, même depuis une clé USB.",
  oneFileKeeps:
    "Le navigateur de l’élève garde son travail quand il le permet ; sinon, l’élève télécharge sa copie avant de fermer.",
  saveOneFile: "Télécharger tout en un fichier",
  oneFileSize: (size: string) => `Le fichier fait ${size}.`,
  oneFileMaking: (percent: number) => `Préparation… ${percent} %`,
  oneFileProblems: {
    offline:
      "Pour ce fichier, il faut le réseau : Ardoise en un seul fichier n’est pas gardé sur cet appareil. Réessayez une fois connecté.",
    missing:
      "Ce site n’a pas Ardoise en un seul fichier (« single-file.html »). Donnez plutôt le dossier.",
    other: "Le fichier n’a pas pu être préparé. Réessayez.",
  },

  // Folder
  folderHint:
    "Un dossier compressé à décompresser sur un site, un disque partagé ou une clé. Il contient une page à lire et l’activité.",
  saveFolder: "Télécharger le dossier",
  saveFolderPage: "Télécharger avec Ardoise (5 Mo)",
  saveFolderPageHint:
    "Avec Ardoise dedans, le dossier suffit à faire un site de classe : déposez tout chez un hébergeur, sans rien installer.",
  folderFailed:
    "Ardoise n’est pas encore entièrement sur cet appareil. Attendez « Prêt hors connexion », puis réessayez.",
  downloaded: (name: string) => `« ${name} » est dans vos téléchargements.`,

  // The page to read
  pageOpen: "Ouvrir dans Ardoise",
  pageList: "Activités",
  pageFiles: "Fichiers",
  pageHint: "Un indice",
  pageMinutes: (n: number) => `${n} min`,
  pageBy: (authors: string) => `Par ${authors}`,
};

export type AuthoringWords = typeof fr;

const en: AuthoringWords = {
  title: "Activity",
  never: "This notebook has not been given to anyone yet.",
  given: (version) => `Version ${version} was given.`,
  give: "Give this activity",
  asPupil: "See it as a pupil",
  asPupilTitle: "You see the activity as a pupil",
  asPupilText:
    "This is a copy as a pupil gets it, without results and solutions; what follows opens step by step. What you do in it is gone when you go back: your notebook stays as it is.",
  asPupilFailed: "The activity cannot be shown yet",
  asPupilEnd: "Back to my notebook",

  cellHeading: (numbers) => `Cell ${numbers}`,
  cellsHeading: (n) => `The ${n} chosen cells`,
  cellHint: "Choose a cell of the notebook to say what it is for.",
  role: "Its role",
  roles: {
    plain: "Nothing special",
    exercise: "To be completed by the pupil",
    check: "Check",
    hint: "Hint",
    solution: "Solution",
  },
  roleHints: {
    plain: "The pupil can change, move and delete it.",
    exercise: "The pupil writes here and cannot delete it.",
    check: "Lines with “assert” that say whether the answer is right.",
    hint: "Folded: the pupil opens it when needed.",
    solution: "Folded, or left out when you give the activity.",
  },
  labels: {
    exercise: "To complete",
    check: "Check",
    hint: "Hint",
    solution: "Solution",
    breakpoint: "The rest waits",
    locked: "Locked",
  },
  change: (label) => `${label}. Change`,
  locked: "Locked: nobody can change it",
  lockedHint: "To change it yourself, untick this first.",
  hidden: "Code hidden at first",
  breakpoint: "What follows waits for this cell",
  breakpointHint:
    "The next cells open when this one has run without an error (a text: when the pupil goes on).",
  slide: "In a slide show",
  slides: {
    "": "As the one before",
    slide: "New slide",
    subslide: "Slide below",
    fragment: "Appears next",
    skip: "Not shown",
    notes: "Notes for the teacher",
  },

  about: "Description",
  name: "Title",
  authors: "Authors, with commas between",
  levels: "Levels (French school years)",
  subject: "Subject",
  subjectExample: "mathematics",
  licence: "What others may do with it",
  licences: {
    "": "Not said",
    "CC0-1.0": "Anything, no conditions (CC0)",
    "CC-BY-4.0": "Anything, naming the author (CC BY)",
    "CC-BY-SA-4.0": "Anything, naming the author and sharing alike (CC BY-SA)",
    "CC-BY-NC-SA-4.0": "As CC BY-SA, but not for profit (CC BY-NC-SA)",
    "LicenseRef-all-rights-reserved": "Nothing without my consent (all rights reserved)",
  },
  language: "Language of the activity",
  languages: { "": "Not said", fr: "French", en: "English" },
  summary: "Summary, in one or two sentences",
  minutes: "Minutes it takes",
  unit: "Unit",
  unitExample: "First programs",
  session: "Number in the unit",
  cover: "Cover picture",
  coverNone: "None",
  coverHint: "For a cover picture, first add a picture to the notebook’s files.",

  advice: "To look at",
  adviceNone: "Nothing to report.",
  adviceHint: "This is advice: you can give the activity as it is.",
  goTo: (number) => `Go to cell ${number}`,
  advices: {
    noTitle: () => "The activity has no title.",
    noLevel: () => "No level is given: it will be harder to find.",
    noCheck: () => "This cell to complete has no check after it.",
    noAssert: () => "This check has no “assert”: it checks nothing.",
    missingFile: (name) => `“${name}” is not among the notebook’s files.`,
    remotePicture: (name) =>
      `This picture is on the internet (${name}): it will not be shown here. Add it to the files.`,
    closedForGood: () =>
      "The rest waits for this cell, but a pupil cannot validate it: nothing after it will open.",
  },

  first: "This will be version 1.",
  next: (version, n) => `This will be version ${version}: ${n} cell${es(n)} changed.`,
  nextFacts: (version) =>
    `This will be version ${version}: the description or the files have changed.`,
  same: (version) => `Nothing has changed: it is still version ${version}.`,
  copies:
    "Pupils who have a copy will be offered the correction when they open the new link. What they have written stays.",
  solutions: "Solutions",
  withoutSolutions: "Leave them out",
  withSolutions: "Give them, folded",
  counting: "Preparing…",
  prepare: "Continue",
  publishProblems: {
    noCells: "The notebook is empty: write at least one cell.",
    badFile: "A file of the notebook is too large, or its name is not a good one.",
    tooLarge: "The notebook’s files are too large together: delete some.",
    other: "The activity could not be prepared. Try again.",
  },
  ready: (version) => `Version ${version} is ready.`,
  ways: { link: "Link", qr: "QR code", file: "File", oneFile: "One file", folder: "Folder" },
  waysLabel: "How to give it",
  tryIt: "Try a pupil’s copy",

  linkLabel: "Link of the activity",
  linkHint: "All of the activity is in this link: nothing is sent to any site.",
  copyLink: "Copy the link",
  copied: "The link is copied.",
  copyFailed: "The link is selected: copy it with Ctrl+C.",
  share: "Share…",
  characters: (n) => `${n} characters.`,
  meter: {
    small: "Fits in a QR code that is easy to read.",
    dense: "Fits in a dense QR code: show it large.",
    message: "Fits in a message. Too long for a QR code.",
    long: "Too long for many messengers: better give the file or the folder.",
    impossible: "Too long for a browser: give the file or the folder.",
  },
  heavyFiles: (names, size) => `What weighs: ${names} (${size}).`,
  heavyText: (n) => `What weighs: text and code, ${n} cell${es(n)}.`,
  siteLabel: "Address of the class’s site",
  siteOwn:
    "This page is on your device: this link would not work for the pupils. Write the address where they open Ardoise.",
  siteLan: "This link works inside the school’s network only.",
  siteBad: "This is no address of a site. Example: https://school.example/ardoise/",

  qrAlt: (title) => `QR code of the activity “${title}”`,
  qrTooLong: "The activity is too long for a QR code. Give it as a link, a file or a folder.",
  qrInstruction:
    "Scan this code with the camera, then open the link. After that, the activity works without a network.",
  project: "Show large",
  projectEnd: "Close",
  print: "Print",
  saveSvg: "Save as SVG",
  savePng: "Save as PNG",

  fileHint:
    "The pupil’s notebook, to be uploaded or sent. It opens in Jupyter, Basthon and Capytale too.",
  fileWithFiles: "The notebook and its files are together in a compressed folder (.zip).",
  saveFile: "Download the file",

  oneFileHint:
    "An .html file that holds Ardoise, Python and the activity. A double click opens it, without a network, from a USB stick too.",
  oneFileKeeps:
    "The pupil’s browser keeps the work where it can; where it cannot, pupils download their copy before they close it.",
  saveOneFile: "Download all in one file",
  oneFileSize: (size) => `The file takes ${size}.`,
  oneFileMaking: (percent) => `Preparing… ${percent}%`,
  oneFileProblems: {
    offline:
      "This file needs the network: Ardoise in one file is not kept on this device. Try again when you are connected.",
    missing:
      "This site does not have Ardoise in one file (“single-file.html”). Give the folder instead.",
    other: "The file could not be prepared. Try again.",
  },

  folderHint:
    "A compressed folder to be unpacked on a site, a shared drive or a stick. It holds a page to read and the activity.",
  saveFolder: "Download the folder",
  saveFolderPage: "Download with Ardoise (5 MB)",
  saveFolderPageHint:
    "With Ardoise inside, the folder is all a class site needs: upload everything to a host, nothing to install.",
  folderFailed:
    "Ardoise is not wholly on this device yet. Wait for “Ready offline”, then try again.",
  downloaded: (name) => `“${name}” is in your downloads.`,

  pageOpen: "Open in Ardoise",
  pageList: "Activities",
  pageFiles: "Files",
  pageHint: "A hint",
  pageMinutes: (n) => `${n} min`,
  pageBy: (authors) => `By ${authors}`,
};

export const authoringWords: Readonly<Record<Language, AuthoringWords>> = { fr, en };
