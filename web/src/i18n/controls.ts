/** The words around controls, in both languages: they arrive with the first control. */
import type { Language } from ".";

const fr = {
  asleep: "Exécutez de nouveau la cellule pour utiliser ces contrôles.",
  cut: "La suite n’est pas montrée\u202f: il y a trop de contrôles.",
  unknown: "Ce contrôle ne peut pas être montré ici.",
  play: "Lancer",
  pause: "Pause",
  rewind: "Revenir au début",
  from: (label: string) => (label ? `${label}, de` : "De"),
  to: (label: string) => (label ? `${label}, à` : "À"),
  nothing: "(rien)",
  valid: "Valide",
  page: (number: number) => `Partie ${number}`,
  /** Names of controls that have no label. */
  names: {
    slider: "Curseur",
    range: "Intervalle",
    number: "Nombre",
    text: "Texte",
    area: "Texte",
    password: "Mot de passe",
    choice: "Choix",
    list: "Choix",
    many: "Choix",
    radio: "Choix",
    toggles: "Choix",
    check: "Case à cocher",
    toggle: "Bouton",
    button: "Bouton",
    color: "Couleur",
    date: "Date",
    progress: "Avancement",
    play: "Animation",
    tabs: "Onglets",
  },
};

export type ControlWords = typeof fr;

const en: ControlWords = {
  asleep: "Run the cell again to use these controls.",
  cut: "The rest is not shown: there are too many controls.",
  unknown: "This control cannot be shown here.",
  play: "Play",
  pause: "Pause",
  rewind: "Back to the start",
  from: (label) => (label ? `${label}, from` : "From"),
  to: (label) => (label ? `${label}, to` : "To"),
  nothing: "(nothing)",
  valid: "Valid",
  page: (number) => `Part ${number}`,
  names: {
    slider: "Slider",
    range: "Range",
    number: "Number",
    text: "Text",
    area: "Text",
    password: "Password",
    choice: "Choice",
    list: "Choice",
    many: "Choice",
    radio: "Choice",
    toggles: "Choice",
    check: "Checkbox",
    toggle: "Button",
    button: "Button",
    color: "Colour",
    date: "Date",
    progress: "Progress",
    play: "Animation",
    tabs: "Tabs",
  },
};

export const controlWords: Readonly<Record<Language, ControlWords>> = { fr, en };
