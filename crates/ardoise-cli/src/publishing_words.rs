//! What `publish` and `check` say to a person, in French and in English.

use std::path::Path;

use crate::words::Words;

impl Words {
    pub(crate) fn about(self, slug: &str, remark: &str) -> String {
        self.pick(format!("{slug} : {remark}"), format!("{slug}: {remark}"))
    }

    pub(crate) fn no_notebooks(self, folder: &Path) -> String {
        let folder = folder.display();
        self.pick(
            format!("il n'y a aucun carnet (.ipynb) dans {folder}"),
            format!("there is no notebook (.ipynb) in {folder}"),
        )
    }

    pub(crate) fn one_for_single_file(self) -> String {
        self.pick(
            "un fichier unique contient un seul carnet : donnez-en un".into(),
            "a single file holds one notebook: give one".into(),
        )
    }

    pub(crate) fn same_slug(self, path: &Path, slug: &str) -> String {
        let path = path.display();
        self.pick(
            format!("{path} n'est pas publié : un autre carnet a déjà l'adresse « {slug} ». Renommez l'un des deux."),
            format!("{path} is not published: another notebook has the address \"{slug}\" already. Rename one of them."),
        )
    }

    pub(crate) fn no_manifest(self, folder: &Path) -> String {
        let path = folder.join("manifest.json");
        let path = path.display();
        self.pick(
            format!("{path} n'est pas lisible : ce n'est pas un site publié par Ardoise, ou il est abîmé"),
            format!("{path} cannot be read: this is no site that Ardoise has published, or it is damaged"),
        )
    }

    pub(crate) fn folder_taken(self, folder: &Path, paths: &[&str]) -> String {
        let folder = folder.display();
        let paths = paths.iter().take(3).copied().collect::<Vec<_>>().join(", ");
        self.pick(
            format!("{folder} contient déjà des fichiers qui ne viennent pas d'Ardoise ({paths}) : choisissez un autre dossier"),
            format!("{folder} holds files already that are not from Ardoise ({paths}): choose another folder"),
        )
    }

    pub(crate) fn in_the_way(self, path: &str) -> String {
        self.pick(
            format!(
                "{path} n'est pas écrit : un fichier qui ne vient pas d'Ardoise est à cette place"
            ),
            format!("{path} is not written: a file that is not from Ardoise stands there"),
        )
    }

    pub(crate) fn no_app(self) -> String {
        self.pick(
            "la page d'Ardoise n'est pas là : donnez son dossier (web/dist) avec --app".into(),
            "Ardoise's page is not there: give its folder (web/dist) with --app".into(),
        )
    }

    pub(crate) fn no_app_in(self, folder: &Path) -> String {
        let folder = folder.display();
        self.pick(
            format!("{folder} ne contient pas la page d'Ardoise"),
            format!("{folder} does not hold Ardoise's page"),
        )
    }

    pub(crate) fn no_single_file(self) -> String {
        self.pick(
            "cette construction d'Ardoise n'a pas de fichier unique : il vient avec cargo xtask build --release".into(),
            "this build of Ardoise has no single file: it comes with cargo xtask build --release".into(),
        )
    }

    pub(crate) fn no_place_for_key(self) -> String {
        self.pick(
            "aucun dossier de configuration pour la clé de l'auteur : donnez-la avec --key".into(),
            "no configuration folder for the author's key: give it with --key".into(),
        )
    }

    pub(crate) fn no_key(self, path: &Path) -> String {
        let path = path.display();
        self.pick(
            format!("{path} n'est pas une clé d'auteur"),
            format!("{path} is no author's key"),
        )
    }

    pub(crate) fn no_random(self) -> String {
        self.pick(
            "ce système ne donne pas de nombres aléatoires".into(),
            "this system gives no random numbers".into(),
        )
    }

    pub(crate) fn key_made(self, path: &Path) -> String {
        let path = path.display();
        self.pick(
            format!("Votre clé d'auteur a été créée : {path}. Gardez-en une copie : elle prouve que les versions suivantes viennent de vous."),
            format!("Your author's key was made: {path}. Keep a copy: it shows that later versions come from you."),
        )
    }

    pub(crate) fn picture_elsewhere(self, name: &str) -> String {
        self.pick(
            format!("« {name} » est un chemin complet, que seul cet ordinateur connaît : mettez le fichier à côté du carnet et écrivez seulement son nom"),
            format!("\"{name}\" is a full path that only this computer knows: put the file beside the notebook and write its name alone"),
        )
    }

    pub(crate) fn picture_of_machine(self, cell: usize) -> String {
        self.pick(
            format!("cellule {cell} : une image est désignée par un chemin de cet ordinateur ; mettez-la à côté du carnet et écrivez seulement son nom"),
            format!("cell {cell}: a picture is named by a path of this computer; put it beside the notebook and write its name alone"),
        )
    }

    pub(crate) fn file_missing(self, name: &str) -> String {
        self.pick(
            format!("le fichier « {name} » n'est pas à côté du carnet"),
            format!("the file \"{name}\" is not beside the notebook"),
        )
    }

    pub(crate) fn damaged(self, slug: &str) -> String {
        self.pick(
            format!("l'activité du site est abîmée (activities/{slug}/activity.bin) : remettez-la depuis une sauvegarde, ou effacez-la pour repartir d'une première version"),
            format!("the site's activity is damaged (activities/{slug}/activity.bin): put it back from a backup, or delete it to begin with a first version"),
        )
    }

    pub(crate) fn no_cells(self) -> String {
        self.pick("le carnet n'a aucune cellule".into(), "the notebook has no cells".into())
    }

    pub(crate) fn bad_file(self, path: &str) -> String {
        self.pick(
            format!("le fichier « {path} » ne peut pas partir avec l'activité (nom trop long ou plus de 10 Mo)"),
            format!("the file \"{path}\" cannot go with the activity (its name is too long, or it has more than 10 MB)"),
        )
    }

    pub(crate) fn too_large(self) -> String {
        self.pick(
            "les fichiers de l'activité sont trop gros ensemble (25 Mo, 500 fichiers au plus)"
                .into(),
            "the activity's files are too large together (25 MB, 500 files at most)".into(),
        )
    }

    pub(crate) fn published(self, title: &str, version: u32, changed: bool) -> String {
        match (changed, version) {
            (false, _) => self.pick(
                format!("{title} : rien de nouveau (version {version})"),
                format!("{title}: nothing new (version {version})"),
            ),
            (true, 1) => self.pick(format!("{title} : publiée"), format!("{title}: published")),
            (true, _) => self.pick(
                format!("{title} : version {version}"),
                format!("{title}: version {version}"),
            ),
        }
    }

    pub(crate) fn unsigned(self, slug: &str) -> String {
        self.warning(&self.pick(
            format!("{slug} : cette version n'est pas signée, car cette clé n'est pas celle de la première version ; les élèves verront que son auteur n'est pas confirmé"),
            format!("{slug}: this version is not signed, since this key is not that of the first version; pupils will see that its author is not confirmed"),
        ))
    }

    pub(crate) fn removed(self, title: &str) -> String {
        self.pick(
            format!("{title} : retirée du site (les copies des élèves restent)"),
            format!("{title}: removed from the site (pupils' copies stay)"),
        )
    }

    pub(crate) fn nothing_published(self) -> String {
        self.pick("aucun carnet n'a pu être publié".into(), "no notebook could be published".into())
    }

    pub(crate) fn site_written(
        self,
        folder: &Path,
        new: usize,
        same: usize,
        removed: usize,
    ) -> String {
        let folder = folder.display();
        self.pick(
            format!("Site écrit dans {folder} : {new} fichiers nouveaux ou changés, {same} inchangés, {removed} retirés"),
            format!("Site written to {folder}: {new} files new or changed, {same} as they were, {removed} removed"),
        )
    }

    pub(crate) fn single_file_written(self, path: &Path, bytes: usize) -> String {
        let (path, size) = (path.display(), bytes as f64 / 1e6);
        self.pick(
            format!("Fichier écrit : {path} ({} Mo)", format!("{size:.2}").replace('.', ",")),
            format!("File written: {path} ({size:.2} MB)"),
        )
    }
}

impl Words {
    pub(crate) fn facts_missing(self, keys: &str) -> String {
        self.pick(
            format!("à compléter pour le catalogue : {keys}"),
            format!("to be filled in for the catalogue: {keys}"),
        )
    }

    pub(crate) fn no_check(self, cell: usize) -> String {
        self.pick(
            format!("cellule {cell} : rien ne vérifie ce qui est à compléter ici"),
            format!("cell {cell}: nothing checks what is to be filled in here"),
        )
    }

    pub(crate) fn no_assert(self, cell: usize) -> String {
        self.pick(
            format!("cellule {cell} : cette vérification n'a pas d'assert, elle ne vérifie rien"),
            format!("cell {cell}: this check has no assert, it checks nothing"),
        )
    }

    pub(crate) fn remote_picture(self, cell: usize, host: &str) -> String {
        self.pick(
            format!("cellule {cell} : une image vient d'internet ({host}) et ne s'affichera pas ; mettez-la à côté du carnet"),
            format!("cell {cell}: a picture is on the internet ({host}) and will not be shown; put it beside the notebook"),
        )
    }

    pub(crate) fn closed_for_good(self, cell: usize) -> String {
        self.pick(
            format!(
                "cellule {cell} : la suite attend cette cellule, qu'un élève ne peut pas valider"
            ),
            format!("cell {cell}: what follows waits for this cell, which a pupil cannot validate"),
        )
    }

    pub(crate) fn teachers_run(self, run: usize, failed: usize) -> String {
        self.pick(
            format!("carnet du professeur : {run} cellules exécutées, {failed} en erreur"),
            format!("teacher's notebook: {run} cells run, {failed} failed"),
        )
    }

    pub(crate) fn check_always_passes(self, cell: usize) -> String {
        self.pick(
            format!("cellule {cell} : cette vérification réussit alors que les réponses manquent"),
            format!("cell {cell}: this check passes although the answers are missing"),
        )
    }

    pub(crate) fn check_says_nothing(self, cell: usize) -> String {
        self.pick(
            format!("cellule {cell} : cette vérification échoue sans dire pourquoi ; écrivez une phrase après la condition : assert condition, \"phrase\""),
            format!("cell {cell}: this check fails without saying why; write a sentence after the condition: assert condition, \"sentence\""),
        )
    }

    pub(crate) fn checked(self, count: usize, ready: bool) -> String {
        match ready {
            true => self.pick(
                format!("{count} carnets vérifiés : prêts pour la classe"),
                format!("{count} notebooks checked: ready for the class"),
            ),
            false => self.pick(
                format!("{count} carnets vérifiés : lisez les remarques ci-dessus"),
                format!("{count} notebooks checked: read the remarks above"),
            ),
        }
    }
}
