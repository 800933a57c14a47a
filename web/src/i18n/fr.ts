/**
 * The words of the page in French, the first language of Ardoise. English must have the same keys
 * with the same parameters: the type of this table is checked there.
 *
 * Spaces before `:;?!»` are narrow no-break spaces, written as such.
 */

const many = (n: number, one: string, more: string): string => `${n} ${n > 1 ? more : one}`;

/** What a drawing holds. */
export interface DrawingCounts {
  lines: number;
  shapes: number;
  dots: number;
  texts: readonly string[];
}

export const fr = {
  appName: "Ardoise",
  skipToContent: "Aller au contenu",
  close: "Fermer",
  cancel: "Annuler",
  back: "Retour",
  ok: "D’accord",
  more: "Plus",
  menu: "Menu",
  messages: "Messages",
  undo: "Annuler",
  redo: "Rétablir",
  loading: "Ouverture…",
  download: "Télécharger",
  reload: "Recharger la page",
  retry: "Réessayer",
  viewUnavailable: "Cette page n’a pas pu être chargée",
  viewUnavailableHint: "Vérifiez la connexion, puis réessayez. Votre carnet n’a rien perdu.",

  // Library
  libraryTitle: "Mes carnets",
  librarySearch: "Chercher un carnet",
  libraryNoMatch: (words: string) => `Aucun carnet ne contient « ${words} ».`,
  newNotebook: "Nouveau carnet",
  openFile: "Ouvrir un fichier",
  openFileHint: "Un fichier .ipynb, même venu de Jupyter, Capytale ou Colab.",
  exportAll: "Tout exporter",
  readCodes: "Lire des codes QR",
  dropHere: "Déposez le fichier n’importe où",
  pasteHint: "ou collez le texte d’un carnet (Ctrl+V).",
  untitled: "Sans titre",
  rename: "Renommer",
  duplicate: "Dupliquer",
  delete: "Supprimer",
  deleteForever: "Supprimer pour toujours",
  restoreFromTrash: "Remettre",
  trashCount: (n: number) => `Corbeille (${n})`,
  trashKept: "Les carnets supprimés restent ici jusqu’à ce que vous les effaciez pour toujours.",
  emptyTrash: "Vider la corbeille",
  emptyTrashAsk: (n: number) =>
    `Effacer pour toujours ${many(n, "carnet", "carnets")} ? Il n’y a pas de retour possible.`,
  deleteForeverAsk: (title: string) =>
    `Effacer « ${title} » pour toujours ? Il n’y a pas de retour possible.`,
  movedToTrash: (title: string) => `« ${title} » est dans la corbeille.`,
  restoredFromTrash: (title: string) => `« ${title} » est de nouveau dans vos carnets.`,
  duplicated: (title: string) => `« ${title} » est prêt.`,
  copyOf: (title: string) => `${title} (copie)`,
  actionsFor: (title: string) => `Actions pour « ${title} »`,
  renameTitle: "Nouveau titre du carnet",
  cellsCount: (n: number) => many(n, "cellule", "cellules"),
  modified: (when: string) => `modifié ${when}`,
  welcomeTitle: "Bienvenue sur votre ardoise",
  welcomeText:
    "Ici, vous écrivez du texte et du Python, et tout reste sur cet appareil, même sans réseau. Pas de compte, rien à installer.",
  welcomeStart: "Pour commencer :",
  firstSteps: "Premiers pas",
  firstStepsHint: "Un petit carnet pour découvrir, en deux minutes.",
  newNotebookHint: "Une page blanche, avec une première cellule.",
  notebookMissing: "Ce carnet n’est pas sur cet appareil.",
  notebookMissingHint:
    "Il a peut-être été ouvert sur un autre ordinateur, ou effacé. Si vous avez son fichier, ouvrez-le depuis vos carnets.",
  toLibrary: "Voir mes carnets",

  // Import and export
  importing: "Lecture du fichier…",
  imported: (title: string) => `« ${title} » est ouvert.`,
  importProblems: "Ce qu’il faut savoir sur ce fichier",
  importProblemsText: "Le carnet est ouvert. Voici ce qui a été réparé ou converti :",
  importFailed: (name: string) => `« ${name} » n’a pas pu être ouvert`,
  exportIpynb: "Exporter",
  exportHint: "Télécharger le carnet en fichier .ipynb, que Jupyter ouvre aussi",
  exported: (name: string) => `« ${name} » est dans vos téléchargements.`,
  exportFailed: "L’export n’a pas abouti. Réessayez.",

  // States
  savedSaving: "Enregistrement…",
  savedSaved: "Enregistré",
  savedSavedHint: "Tout est enregistré sur cet appareil.",
  savedFailed: "Non enregistré",
  kernelAbsent: "Python au repos",
  kernelLoading: "Python arrive…",
  kernelReady: "Python prêt",
  kernelBusy: "Python calcule",
  kernelBusyQueued: (n: number) => `Python calcule, ${n} en attente`,
  kernelWaiting: "Python attend une réponse",
  kernelFailed: "Python en panne",
  offlinePreparing: "Préparation hors connexion…",
  offlineReady: "Prêt hors connexion",
  offlineReadyHint: "Tout est sur cet appareil : vous pouvez couper le réseau.",
  offlineUnavailable: "Hors connexion impossible ici",
  offlineUnavailableHint: "Ce navigateur ne permet pas de garder la page hors connexion.",
  updateTitle: "Une nouvelle version d’Ardoise est prête",
  updateText: "Elle s’installe en rechargeant la page. Vos carnets ne changent pas.",
  updateNow: "Mettre à jour",
  storagePersistent: "Stockage durable accordé",
  storageFleeting: "Le navigateur peut effacer ces carnets",
  storageUsed: (used: string, total: string) => `${used} utilisés sur ${total}`,
  storageUsedOnly: (used: string) => `${used} utilisés`,

  // Storage failures
  storeFullTitle: "Il n’y a plus de place sur cet appareil",
  storeFullText:
    "Vos dernières modifications ne sont pas enregistrées. Téléchargez le carnet maintenant, puis libérez de la place (videz la corbeille, supprimez des carnets) et réessayez.",
  storeDeniedTitle: "Ce navigateur ne laisse rien enregistrer",
  storeDeniedText:
    "C’est souvent une fenêtre de navigation privée. Vous pouvez travailler, mais tout disparaîtra à la fermeture : téléchargez votre carnet avant.",
  storeClosedTitle: "L’enregistrement s’est interrompu",
  storeClosedText:
    "Le navigateur a fermé la base des carnets. Ce qui était marqué « Enregistré » est en sûreté. Réessayez ; si cela continue, téléchargez le carnet puis rechargez la page.",
  storeOutdatedTitle: "Une version plus récente d’Ardoise est ouverte",
  storeOutdatedText:
    "Un autre onglet utilise une version plus récente. Téléchargez ce carnet si besoin, puis rechargez la page.",
  storeBlockedTitle: "Un autre onglet bloque la mise à jour",
  storeBlockedText:
    "Fermez les autres onglets d’Ardoise, puis rechargez cette page. Rien n’est perdu.",
  storeOtherTitle: "L’enregistrement a échoué",
  storeOtherText:
    "Vos dernières modifications ne sont pas enregistrées. Réessayez ; si cela continue, téléchargez le carnet.",

  // Kernel failures
  kernelUnreachable:
    "Python n’a pas pu être chargé : le réseau manque ou bloque. Vous pouvez lire et écrire ; réessayez plus tard.",
  kernelOutOfMemory:
    "Le programme a demandé trop de mémoire. Python a redémarré ; votre carnet n’a pas changé. S’il manque une variable, exécutez de nouveau sa cellule.",
  kernelTooDeep:
    "Le programme s’appelle lui-même, ou emboîte des listes, trop de fois de suite. Python a repris où il était avant cette cellule ; cherchez ce qui devrait arrêter la récursion.",
  kernelTrapped:
    "Python s’est arrêté à cause d’un défaut d’Ardoise. Il a redémarré ; votre carnet n’a pas changé. S’il manque une variable, exécutez de nouveau sa cellule.",
  kernelUnsupported:
    "Ce navigateur ne peut pas exécuter Python ici. Vous pouvez lire, écrire et enregistrer.",

  // Notebook
  notebookTitle: "Titre du carnet",
  cellsRegion: "Cellules",
  notebookTools: "Outils du carnet",
  runAll: "Tout exécuter",
  stop: "Arrêter",
  stopHint: "Arrête le calcul ; les variables restent comme avant la cellule.",
  restart: "Redémarrer",
  restartHint: "Python oublie toutes les variables. Le carnet ne change pas.",
  restartRunAll: "Redémarrer et tout exécuter",
  runAbove: "Exécuter ce qui précède",
  runBelow: "Exécuter à partir d’ici",
  clearOutputs: "Effacer le résultat",
  clearAllOutputs: "Effacer tous les résultats",
  files: "Fichiers",
  activity: "Activité",
  activityHint: "Faire une activité de ce carnet",
  markCell: "Rôle dans l’activité…",
  filesHint: "Les fichiers que le code du carnet lit et écrit",
  history: "Historique",
  find: "Chercher dans le carnet",
  settings: "Réglages",
  help: "Aide",
  shortcuts: "Raccourcis clavier",
  print: "Imprimer",
  share: "Partager avec d’autres",
  readView: "Lecture",
  slidesView: "Diaporama",

  // Cells
  kindCode: "code",
  kindMarkdown: "texte",
  kindRaw: "texte brut",
  cellLabel: (n: number, kind: string, state: string) =>
    `Cellule ${n}, ${kind}${state ? `, ${state}` : ""}`,
  editorLabel: (n: number, kind: string) =>
    `Cellule ${n}, ${kind}. Échap pour sortir de l’éditeur.`,
  stateEmpty: "pas encore exécutée",
  stateFromFile: "résultat venu du fichier",
  stateFresh: "exécutée",
  stateStale: "résultat plus ancien que le code",
  stateAborted: "exécution interrompue",
  stateQueued: "en attente",
  stateRunning: "en cours d’exécution",
  stateWaiting: "attend une réponse",
  run: "Exécuter",
  runCell: (n: number) => `Exécuter la cellule ${n}`,
  addCode: "Code",
  addMarkdown: "Texte",
  addCodeHere: "Ajouter une cellule de code ici",
  addMarkdownHere: "Ajouter une cellule de texte ici",
  cellTools: "Actions sur la cellule",
  moveUp: "Monter",
  moveDown: "Descendre",
  split: "Couper ici",
  mergeHint: "Joindre avec la cellule du dessous",
  toCode: "En code",
  toMarkdown: "En texte",
  toRaw: "En brut",
  copy: "Copier",
  cut: "Couper",
  paste: "Coller",
  readAloud: "Lire à voix haute",
  edit: "Modifier",
  done: "Afficher",
  foldSource: "Replier le code",
  unfoldSource: "Déplier le code",
  foldOutputs: "Replier le résultat",
  unfoldOutputs: "Déplier le résultat",
  sourceFolded: "Code replié",
  outputsFolded: "Résultat replié",
  locked: "Cette cellule est protégée : on ne peut pas la modifier.",
  kept: "Cette cellule est protégée : on ne peut pas la supprimer.",
  emptyMarkdown: "Cellule de texte vide. Double-cliquez ou appuyez sur Entrée pour écrire.",
  emptyNotebook: "Ce carnet est vide.",
  took: (time: string) => `en ${time}`,
  running: (time: string) => `depuis ${time}`,
  selectedCells: (n: number) => `${n} cellules choisies`,

  // Outputs
  output: (n: number) => `Résultat de la cellule ${n}`,
  showAll: "Tout afficher",
  showLess: "Réduire",
  longOutput: (n: number) => `${n} lignes`,
  dropped: (n: number) => `${n} caractères ne sont pas affichés.`,
  errorGoto: (line: number) => `Voir la ligne ${line}`,
  traceback: "Détails de l’erreur",
  unknownOutput: (formats: string) =>
    `Un résultat que cette page ne sait pas montrer (${formats}).`,
  picture: "Image produite par le programme",
  drawing: ({ lines, shapes, dots, texts }: DrawingCounts) =>
    `Dessin de la tortue : ${
      [
        lines > 0 ? many(lines, "trait", "traits") : "",
        shapes > 0 ? many(shapes, "forme remplie", "formes remplies") : "",
        dots > 0 ? many(dots, "point", "points") : "",
        ...texts.slice(0, 10).map((text) => `« ${text} »`),
      ]
        .filter((part) => part !== "")
        .join(", ") || "rien n’est tracé"
    }.`,
  drawingReplay: "Revoir",
  drawingFinish: "Aller à la fin",
  drawingEvents:
    "Ce programme attend des touches ou des clics. Un dessin de carnet n’en reçoit pas : le reste du programme marche quand même.",
  drawingTimers: "Le dessin animé par minuterie s’est arrêté au bout de 20 secondes.",
  question: "Réponse attendue",
  answer: "Répondre",

  /** What an exception usually means and what to try, by its name in Python. */
  errorHints: {
    SyntaxError:
      "Python n’arrive pas à lire cette ligne. Cherchez une parenthèse, un guillemet ou un deux-points oublié, ici ou juste au-dessus.",
    IndentationError:
      "Les espaces au début de la ligne ne vont pas. Après un deux-points, décalez de quatre espaces ; les lignes d’un même bloc commencent au même endroit.",
    NameError:
      "Ce nom n’existe pas. Est-il bien écrit, majuscules comprises ? La cellule qui le crée a-t-elle été exécutée ?",
    UnboundLocalError:
      "Cette variable n’a pas encore de valeur dans la fonction. Donnez-lui-en une avant, ou passez-la en paramètre.",
    TypeError:
      "L’opération ne convient pas à ce type de valeur. Par exemple un texte et un nombre ne s’additionnent pas : int(…) ou str(…) les convertit.",
    ValueError:
      'Le type convient mais pas la valeur. Par exemple int("douze") : « douze » n’est pas écrit en chiffres.',
    ZeroDivisionError:
      "On ne peut pas diviser par zéro. Vérifiez la valeur du diviseur avant de diviser.",
    IndexError: "L’indice sort de la liste. Le premier est 0, le dernier est la longueur moins un.",
    KeyError: "Cette clé n’est pas dans le dictionnaire. Vérifiez comment elle est écrite.",
    AttributeError:
      "Cette valeur n’a pas cette méthode ou cet attribut. Vérifiez son nom et le type de la valeur avec type(…).",
    ModuleNotFoundError:
      "Ce module n’existe pas ici. Vérifiez son nom ; certains modules ne sont pas disponibles dans Ardoise.",
    ImportError: "Le module ne contient pas ce nom. Vérifiez comment il est écrit.",
    RecursionError:
      "La fonction s’appelle elle-même sans fin. Vérifiez la condition qui doit l’arrêter.",
    FileNotFoundError: "Ce fichier n’existe pas. Vérifiez son nom ; créez-le d’abord s’il le faut.",
    AssertionError:
      "Une vérification (assert) est fausse : la condition attendue n’est pas remplie.",
    MemoryError: "Le programme demande trop de mémoire. Essayez avec moins de données.",
    OverflowError: "Le résultat est un nombre trop grand pour ce calcul.",
  },

  // Notices
  cellsDeleted: (n: number) => (n > 1 ? `${n} cellules supprimées.` : "Cellule supprimée."),
  runEnded: (n: number) => `Cellule ${n} : terminé.`,
  runFailed: (n: number) => `Cellule ${n} : erreur.`,
  stopped: "Arrêté. Les variables sont comme avant la cellule.",
  restarted: "Python a redémarré, sans variables.",
  versionRestored: "L’ancienne version est revenue. Vous pouvez l’annuler.",
  updateRefused: "Une modification venue d’ailleurs était illisible et a été mise de côté.",
  savedAgain: "C’est de nouveau enregistré.",
  allSaved: "Tout est enregistré.",
  stillSaving: "Enregistrement en cours…",
  cellsCopied: (n: number) => (n > 1 ? `${n} cellules copiées.` : "Cellule copiée."),
  nothingToPaste: "Rien à coller : copiez d’abord une cellule.",

  // Find
  findWhat: "Chercher",
  replaceBy: "Remplacer par",
  findNext: "Suivant",
  findPrevious: "Précédent",
  replaceAll: "Tout remplacer",
  found: (n: number, of: number) => `${n} sur ${of}`,
  foundNothing: "Rien trouvé",
  replaced: (n: number) => many(n, "remplacement fait.", "remplacements faits."),

  // History
  historyTitle: "Historique",
  historyText:
    "Choisissez un moment pour revoir le carnet tel qu’il était. Rien n’est perdu : revenir en arrière s’annule aussi.",
  historyEmpty: "Pas encore d’ancienne version de ce carnet.",
  historyPreview: (when: string) => `Le carnet, ${when}`,
  historyChoose: "Choisissez une version dans la liste.",
  historyRestore: "Revenir à cette version",
  historyUnreadable: "Cette version n’a pas pu être lue.",

  // Settings
  settingsTitle: "Réglages",
  settingsText: "Ces choix restent sur cet appareil.",
  language: "Langue",
  languageAuto: "Celle du navigateur",
  theme: "Couleurs",
  themeAuto: "Comme l’appareil",
  themeLight: "Clair",
  themeDark: "Sombre",
  themeContrast: "Contraste élevé",
  textSize: "Taille du texte",
  spacing: "Espacement",
  spacingNormal: "Normal",
  spacingWide: "Large",
  font: "Police",
  fontSystem: "Celle de l’appareil",
  fontDys: "Facile à lire (DYS)",
  fontSerif: "À empattements",
  motion: "Animations",
  motionAuto: "Comme l’appareil",
  motionReduced: "Aucune",
  level: "Interface",
  levelSimple: "Simple",
  levelFull: "Complète",
  levelHint: "Simple : moins de boutons, plus grands.",
  sample: "Un exemple : la somme de 2 et 3 s’écrit 2 + 3.",
  storage: "Stockage",

  // Help
  helpTitle: "Aide",
  helpIntro:
    "Un carnet est une suite de cellules : du texte, ou du code Python avec son résultat. Exécutez une cellule avec son bouton ou avec Maj+Entrée.",
  helpSavedTitle: "Mon travail est-il enregistré ?",
  helpSavedText:
    "Oui, tout seul et sur cet appareil, dès que « Enregistré » s’affiche. Rien n’est envoyé nulle part. Pour changer d’appareil ou rendre un travail, exportez le carnet : c’est un fichier .ipynb que Jupyter ouvre aussi.",
  helpOfflineTitle: "Et sans réseau ?",
  helpOfflineText:
    "Quand « Prêt hors connexion » s’affiche, tout est sur l’appareil : ouvrez la même adresse sans réseau, la page et Python démarrent.",
  helpStopTitle: "Mon programme ne s’arrête pas",
  helpStopText:
    "Appuyez sur Arrêter : la boucle s’arrête et les variables sont comme avant la cellule. Redémarrer vide la mémoire de Python.",
  helpKeysTitle: "Raccourcis clavier",
  helpKeysText:
    "Deux modes : quand le curseur est dans l’éditeur, on écrit ; Échap en sort, et les lettres deviennent des commandes. Entrée y retourne. Dans l’éditeur, Tab indente : appuyez sur Échap puis Tab pour passer à la suite.",
  modeCommand: "Sur une cellule",
  modeEdit: "Dans l’éditeur",
  modeBoth: "Partout dans le carnet",
  keyColumn: "Touches",
  actionColumn: "Action",
  helpAboutTitle: "À propos",
  helpAboutText:
    "Ardoise est un logiciel libre (licence MIT ou Apache 2.0). Il n’y a ni compte, ni mesure d’audience, ni service extérieur.",

  keyShift: "Maj",
  keyControl: "Ctrl",
  keyAlt: "Alt",
  keyEnter: "Entrée",
  keyEscape: "Échap",
  keyDelete: "Suppr",
  keyHome: "Début",
  keyEnd: "Fin",
  keyThen: "puis",

  actions: {
    runAndNext: "Exécuter et passer à la suivante",
    runInPlace: "Exécuter et rester",
    runAndInsert: "Exécuter et ajouter une cellule",
    edit: "Entrer dans la cellule",
    leaveEdit: "Sortir de l’éditeur",
    insertAbove: "Ajouter une cellule au-dessus",
    insertBelow: "Ajouter une cellule au-dessous",
    deleteCells: "Supprimer la cellule",
    toCode: "Changer en code",
    toMarkdown: "Changer en texte",
    toRaw: "Changer en texte brut",
    cut: "Couper la cellule",
    copy: "Copier la cellule",
    paste: "Coller au-dessous",
    pasteAbove: "Coller au-dessus",
    undo: "Annuler",
    redo: "Rétablir",
    merge: "Fusionner avec la cellule du dessous",
    split: "Couper la cellule au curseur",
    previous: "Cellule précédente",
    next: "Cellule suivante",
    extendUp: "Étendre le choix vers le haut",
    extendDown: "Étendre le choix vers le bas",
    moveUp: "Monter la cellule",
    moveDown: "Descendre la cellule",
    first: "Première cellule",
    last: "Dernière cellule",
    selectAll: "Choisir toutes les cellules",
    foldOutputs: "Replier ou déplier le résultat",
    foldSource: "Replier ou déplier le code",
    stop: "Arrêter le calcul",
    restart: "Redémarrer Python",
    save: "Enregistrer tout de suite",
    find: "Chercher dans le carnet",
    files: "Voir les fichiers du carnet",
    shortcuts: "Voir les raccourcis",
  },

  // Failures of the page itself
  crashTitle: "La page a rencontré un défaut",
  crashText: "Ce qui était marqué « Enregistré » est en sûreté. Rechargez la page pour continuer.",
  incompleteTitle: "Une partie de la page n’est pas encore arrivée",
  incompleteText:
    "Ce que vous venez de faire est gardé ici et sera fait dès que le réseau répondra. Ne fermez pas cette page.",
  coreUnavailableTitle: "Ardoise ne peut pas démarrer ici",
  coreUnavailableText:
    "Ce navigateur est trop ancien ou bloque WebAssembly. Essayez Chrome 64, Firefox 115, Safari 12 ou plus récent.",

  readOther: "Ce fichier n’a pas pu être lu comme un carnet.",

  // Times
  justNow: "à l’instant",
  yesterday: "hier",
};
