//! Everything the command says to a person, in French and in English.

use std::path::Path;
use std::time::Duration;

use crate::arguments::Fault;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Words {
    French,
    English,
}

const HELP_FR: &str = "\
Usage :

  ardoise run CARNET.ipynb [-o RESULTAT.ipynb] [--inputs FICHIER] [--timeout S] [--allow-errors]
  ardoise check CARNET.ipynb|DOSSIER [--inputs FICHIER] [--timeout S]
  ardoise publish CARNET.ipynb|DOSSIER -o DOSSIER_DU_SITE [--key FICHIER] [--with-solutions]
  ardoise publish --single-file CARNET.ipynb -o FICHIER.html [--key FICHIER] [--with-solutions]
  ardoise serve [--lan] [--listen 127.0.0.1:8081] [--data DOSSIER] [--no-site]

run      exécute chaque cellule de code avec le même moteur que la page et écrit le carnet exécuté
  -o RESULTAT.ipynb  où écrire ; sans cela, CARNET.executed.ipynb à côté du carnet
  --inputs FICHIER   une réponse à input() par ligne
  --timeout S        durée permise pour une cellule, en secondes
  --allow-errors     une erreur fait partie du carnet
  Toutes les cellules sont exécutées, même après une erreur. Une cellule marquée
  `raises-exception` a le droit d'échouer. Le code lit des copies des fichiers qui sont
  à côté du carnet ; ce qu'il écrit n'est pas gardé.

check    exécute le carnet du professeur (les vérifications doivent réussir), puis celui des élèves
         (elles doivent échouer en disant pourquoi) et dit ce qui manque

publish  fait un site que n'importe quel hébergement, clé USB ou dossier partagé peut servir :
         la page, le moteur, les activités, leur catalogue. Relancée, la commande n'écrit que ce
         qui a changé, et les élèves reçoivent la nouvelle version.
  -o DOSSIER         le dossier du site ; ce qui n'est pas à nous n'y est jamais touché
  --key FICHIER      la clé de l'auteur, qui signe les versions suivantes ; créée si elle n'existe
                     pas. Sans cela : author.key dans votre configuration. À garder et à copier.
  --with-solutions   les solutions restent, repliées
  --single-file      un seul fichier .html, qu'un double clic ouvre, même sans réseau
  --app DOSSIER      la page construite (web/dist), pour un programme qui n'en contient pas
  Seuls les fichiers que le carnet nomme partent avec lui.

serve    sert le site et le relais sur un seul port, jusqu'à Ctrl+C. Le relais garde ce que les
         élèves partagent et ne peut pas le lire.
  --lan              pour toute la classe : écoute sur toutes les adresses, les montre avec un QR code
  --listen ADRESSE   où écouter ; sans cela 127.0.0.1:8081, cette machine seule
  --data DOSSIER     où le relais garde les salles ; sans cela dans votre configuration
  --store ADRESSE    une base PostgreSQL (postgres://…), que plusieurs relais peuvent partager ;
                     le mot de passe peut venir de PGPASSWORD
  --site DOSSIER     un site publié, à la place de celui que ce programme contient
  --no-site          le relais seul
  --cert, --key      un certificat et sa clé (PEM) : le relais parle alors https

Code de fin : 0 si tout va bien, 1 si une erreur n'était pas prévue ou si un carnet n'a pas pu être
publié, 2 si rien n'a pu être fait.
";

const HELP_EN: &str = "\
Usage:

  ardoise run NOTEBOOK.ipynb [-o OUT.ipynb] [--inputs FILE] [--timeout S] [--allow-errors]
  ardoise check NOTEBOOK.ipynb|FOLDER [--inputs FILE] [--timeout S]
  ardoise publish NOTEBOOK.ipynb|FOLDER -o SITE_FOLDER [--key FILE] [--with-solutions]
  ardoise publish --single-file NOTEBOOK.ipynb -o FILE.html [--key FILE] [--with-solutions]
  ardoise serve [--lan] [--listen 127.0.0.1:8081] [--data FOLDER] [--no-site]

run      runs every code cell with the same kernel as the page and writes the executed notebook
  -o OUT.ipynb      where to write; otherwise NOTEBOOK.executed.ipynb beside the notebook
  --inputs FILE     one answer to input() a line
  --timeout S       how long one cell may take, in seconds
  --allow-errors    errors are part of the notebook
  Every cell is run, also after an error. A cell tagged `raises-exception` may fail.
  Code reads copies of the files beside the notebook; what it writes is not kept.

check    runs the teacher's notebook (its checks must pass), then the pupils' (they must fail and
         say why), and says what is missing

publish  makes a site that any static host, USB drive or shared folder serves: the page, the engine,
         the activities, their catalogue. Run again, it writes only what has changed, and pupils
         are offered the new version.
  -o FOLDER         the folder of the site; what is not ours in it is never touched
  --key FILE        the author's key, which signs later versions; made when it is not there.
                    Otherwise author.key in your configuration. Keep it, and keep a copy.
  --with-solutions  solutions stay, folded
  --single-file     one .html file that a double click opens, also without a network
  --app FOLDER      the built page (web/dist), for a program that holds none
  Only files that the notebook names go along.

serve    serves the site and the relay on one port, until Ctrl+C. The relay keeps what pupils share
         and cannot read it.
  --lan             for the whole class: listens on all addresses, shows them with a QR code
  --listen ADDRESS  where to listen; otherwise 127.0.0.1:8081, this machine alone
  --data FOLDER     where the relay keeps rooms; otherwise in your configuration
  --store ADDRESS   a PostgreSQL database (postgres://...), which several relays may share;
                    the password may come from PGPASSWORD
  --site FOLDER     a published site, in the place of the one inside this program
  --no-site         the relay alone
  --cert, --key     a certificate and its key (PEM): then the relay speaks https

Exit code: 0 when all is well, 1 after an unexpected error or when a notebook could not be
published, 2 when nothing could be done.
";

impl Words {
    /// The language of the terminal: French where it says so, else English.
    pub(crate) fn of_environment() -> Self {
        let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty());
        if said.is_some_and(|value| value.starts_with("fr")) {
            Words::French
        } else {
            Words::English
        }
    }

    pub(crate) fn pick(self, french: String, english: String) -> String {
        match self {
            Words::French => french,
            Words::English => english,
        }
    }

    pub(crate) fn help(self) -> &'static str {
        match self {
            Words::French => HELP_FR,
            Words::English => HELP_EN,
        }
    }

    pub(crate) fn argument_fault(self, fault: &Fault) -> String {
        let (french, english) = match fault {
            Fault::UnknownCommand(it) => {
                (format!("commande inconnue : {it}"), format!("unknown command: {it}"))
            }
            Fault::UnknownOption(it) => {
                (format!("option inconnue : {it}"), format!("unknown option: {it}"))
            }
            Fault::MissingValue(it) => {
                (format!("il manque quelque chose après {it}"), format!("{it} needs a value"))
            }
            Fault::BadTimeout(it) => (
                format!("« {it} » n'est pas un nombre de secondes"),
                format!("\"{it}\" is not a number of seconds"),
            ),
            Fault::BadAddress(it) => (
                format!("« {it} » n'est pas une adresse ; par exemple 127.0.0.1:8081"),
                format!("\"{it}\" is not an address; for example 127.0.0.1:8081"),
            ),
            Fault::BadStore => (
                "--store veut une adresse comme postgres://NOM@MACHINE/BASE".into(),
                "--store takes an address like postgres://USER@HOST/DATABASE".into(),
            ),
            Fault::TwoStores => (
                "--data ou --store, l'un des deux".into(),
                "--data or --store, one of the two".into(),
            ),
            Fault::HalfCertificate => {
                ("--cert et --key vont ensemble".into(), "--cert and --key go together".into())
            }
            Fault::Surplus(it) => (format!("en trop : {it}"), format!("one too many: {it}")),
            Fault::NoNotebook => ("de quel carnet s'agit-il ?".into(), "which notebook?".into()),
            Fault::NoOutput => (
                "où faut-il publier ? Dites-le avec -o".into(),
                "where to publish? Say so with -o".into(),
            ),
            Fault::SecondNotebook(it) => (
                format!("un seul carnet à la fois (en trop : {it})"),
                format!("one notebook at a time (one too many: {it})"),
            ),
        };
        self.pick(french, english)
    }

    pub(crate) fn cannot_read(self, path: &Path) -> String {
        let path = path.display();
        self.pick(format!("impossible de lire {path}"), format!("cannot read {path}"))
    }

    pub(crate) fn cannot_write(self, path: &Path) -> String {
        let path = path.display();
        self.pick(format!("impossible d'écrire {path}"), format!("cannot write {path}"))
    }

    pub(crate) fn not_a_notebook(self, path: &Path) -> String {
        let path = path.display();
        self.pick(
            format!("{path} ne peut pas être ouvert comme carnet"),
            format!("{path} cannot be opened as a notebook"),
        )
    }

    pub(crate) fn warning(self, warning: &str) -> String {
        self.pick(format!("attention : {warning}"), format!("note: {warning}"))
    }

    pub(crate) fn cell_failed(self, cell: usize, line: Option<u32>, what: &str) -> String {
        let (in_french, in_english) = match line {
            Some(line) => (format!(", ligne {line}"), format!(", line {line}")),
            None => Default::default(),
        };
        self.pick(
            format!("cellule {cell}{in_french} : {what}"),
            format!("cell {cell}{in_english}: {what}"),
        )
    }

    pub(crate) fn expected(self) -> String {
        self.pick(" (erreur prévue)".into(), " (expected)".into())
    }

    pub(crate) fn timed_out(self, limit: Duration) -> String {
        let seconds = limit.as_secs_f64();
        self.pick(
            format!("arrêtée après {seconds} s ; une boucle ne finit peut-être jamais"),
            format!("stopped after {seconds} s; a loop may never end"),
        )
    }

    pub(crate) fn kernel_died(self) -> String {
        self.pick(
            "le moteur Python s'est arrêté ; la suite n'est pas exécutée".into(),
            "the Python kernel ended; the rest is not run".into(),
        )
    }

    pub(crate) fn no_answer(self) -> String {
        self.pick(
            "input() n'a plus de réponse : donnez-en une par ligne avec --inputs".into(),
            "input() has no answer left: give one a line with --inputs".into(),
        )
    }

    pub(crate) fn files_left_out(self) -> String {
        self.pick(
            "le dossier du carnet a plus de fichiers qu'un carnet n'en lit (500, 10 Mo chacun, 12,5 Mo en tout) : certains ont été laissés de côté".into(),
            "the notebook's folder has more files than a notebook reads (500, 10 MB each, 12.5 MB in all): some were left out".into(),
        )
    }

    pub(crate) fn dropped(self, characters: u32) -> String {
        self.pick(
            format!("… {characters} caractères n'ont pas été gardés\n"),
            format!("… {characters} characters were not kept\n"),
        )
    }

    pub(crate) fn summary(
        self,
        run: usize,
        unexpected: usize,
        expected: usize,
        path: &Path,
    ) -> String {
        let path = path.display();
        self.pick(
            format!(
                "{run} cellules exécutées, {unexpected} en erreur, {expected} en erreur prévue. Carnet écrit : {path}"
            ),
            format!(
                "{run} cells run, {unexpected} failed, {expected} failed as expected. Notebook written: {path}"
            ),
        )
    }
}
