/**
 * What is said of a file that had to be mended or could not be opened, in French. It comes with the
 * first such file. English must have the same keys with the same parameters.
 */

const many = (n: number, one: string, more: string): string => `${n} ${n > 1 ? more : one}`;

export const fr = {
  // Warnings of a file that was opened
  warnUnreadableCharacters: (n: number) =>
    `${many(n, "caractère illisible a été remplacé", "caractères illisibles ont été remplacés")} par «\u202f\ufffd\u202f».`,
  warnMended: (what: string, n: number, line: number) =>
    `Réparé ${n > 1 ? `${n} fois` : "une fois"} (d’abord ligne ${line}) : ${what}.`,
  warnCutShort: (cells: number, line: number) =>
    `Le fichier est abîmé à partir de la ligne ${line} ; ${many(cells, "cellule a été sauvée", "cellules ont été sauvées")}.`,
  warnConverted: (major: number) =>
    `Le fichier était dans l’ancien format ${major} ; il a été converti.`,
  warnNewerMinor: (minor: number) =>
    `Le fichier est d’un format plus récent (4.${minor}) ; ce qui est inconnu ici est gardé tel quel.`,
  warnMissingVersion: "Le fichier ne dit pas son format ; il a été lu comme un carnet actuel.",
  warnMissingCells: "Le fichier n’avait pas de liste de cellules ; le carnet est vide.",
  warnIdsAdded: (n: number) =>
    `${many(n, "cellule sans identifiant en a reçu un", "cellules sans identifiant en ont reçu un")}.`,
  warnIdReplaced: (cell: number) =>
    `Cellule ${cell} : son identifiant, inutilisable, a été remplacé.`,
  warnUnknownCellKind: (cell: number, kind: string) =>
    `Cellule ${cell} : genre inconnu (« ${kind} »), montrée comme texte brut et gardée telle quelle.`,
  warnNotACell: (cell: number) => `Cellule ${cell} : illisible, montrée comme texte brut.`,
  warnMissingSource: (cell: number) => `Cellule ${cell} : elle n’avait pas de contenu.`,
  warnBadSource: (cell: number) => `Cellule ${cell} : son contenu n’était pas du texte.`,
  warnLinesRejoined: (cell: number) =>
    `Cellule ${cell} : ses lignes étaient collées, elles ont été remises l’une sous l’autre.`,
  warnBadMetadata: "Des réglages illisibles ont été laissés de côté.",
  warnBadMetadataOf: (cell: number) =>
    `Cellule ${cell} : des réglages illisibles ont été laissés de côté.`,
  warnBadOutputs: (cell: number) =>
    `Cellule ${cell} : des résultats illisibles ont été laissés de côté ; exécutez-la de nouveau.`,
  mendControlCharacter: "retours à la ligne ou tabulations bruts dans un texte",
  mendBadEscape: "une barre oblique inverse de trop",
  mendLoneSurrogate: "une moitié de caractère",
  mendNotANumber: "un nombre impossible, lu comme vide",
  mendTrailingComma: "une virgule de trop",
  mendTrailingText: "du texte après la fin, laissé de côté",

  // Files that could not be opened
  readEmpty: "Ce fichier est vide.",
  readHtml:
    "C’est une page web, pas un carnet. Retournez sur le site et utilisez son bouton « Télécharger » plutôt que « Enregistrer la page ».",
  readZip:
    "C’est une archive (zip) sans carnet lisible, ou un document de traitement de texte. Choisissez le fichier .ipynb.",
  readPdf: "C’est un PDF, pas un carnet. Demandez le fichier .ipynb.",
  readPicture: "C’est une image, pas un carnet.",
  readPython:
    "C’est un programme Python (.py), pas un carnet. Créez un carnet et collez-le dans une cellule de code.",
  readBinary: "Ce n’est pas du texte : ce fichier n’est pas un carnet.",
  readNotJson: (line: number) =>
    `Ce n’est pas un carnet : la lecture s’arrête à la ligne ${line}. Vérifiez que le fichier finit par .ipynb.`,
  readCutShort: (line: number) =>
    `Le fichier est coupé à la ligne ${line}, avant sa première cellule. Téléchargez-le de nouveau.`,
  readMergeConflict: (line: number) =>
    `Deux versions ont été mélangées (ligne ${line}) sans que le conflit soit réglé.`,
  readHandInOfAnother:
    "C’est un travail rendu, fermé pour tous sauf pour l’enseignant : il s’ouvre sur l’appareil où est le carnet des rendus. Rien n’a changé ici.",
  readDamagedWork:
    "Ce fichier est abîmé, ou sa copie a été coupée. Copiez-le encore une fois depuis l’autre appareil. Rien n’a changé ici.",
  readNotANotebook: "Ce fichier est du JSON, mais pas un carnet : il n’a pas de cellules.",
  readTooOld: (major: number) =>
    `Ce carnet est d’un format trop ancien (${major}). Jupyter peut le convertir au format 4.`,
  readTooNew: (major: number) => `Ce carnet est d’un format trop récent (${major}).`,
  readTooDeep: (line: number) =>
    `Le fichier est trop imbriqué (ligne ${line}) pour être un carnet.`,
  broughtAdded: (n: number) => `${many(n, "carnet ramené", "carnets ramenés")}.`,
  broughtMerged: (n: number) => `${many(n, "carnet complété", "carnets complétés")}.`,
  broughtSame: (n: number) => `${many(n, "carnet était déjà là", "carnets étaient déjà là")}.`,
  broughtRecovered: (n: number) =>
    `${many(n, "carnet lu à part : c’est une copie", "carnets lus à part : ce sont des copies")}.`,
  broughtDamaged: (n: number) =>
    `L’archive est abîmée : dans ${many(n, "carnet, quelque chose manque", "carnets, quelque chose manque")}.`,
};
