//! `ardoise publish` and `ardoise check`: what they write, leave alone, say and return.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ardoise_core::activity::{Activity, ActivityId, Publication, Solutions, pupils_file};
use ardoise_core::interchange::read_bytes;
use ardoise_core::session::preview;
use ardoise_crypto::{AuthorKey, activity_name, is_signed};
use ardoise_markup::Language;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A folder of its own for each test, away from the sources, with a small page to publish with.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("publish").join(test);
    let _ = fs::remove_dir_all(&folder);
    let app = folder.join("app");
    fs::create_dir_all(&app).expect("the folder can be made");
    let page = "<html><head><title>Ardoise</title><meta name=\"ardoise-version\" content=\"0123456789abcdef\" /></head><body>page</body></html>";
    fs::write(app.join("index.html"), page).expect("writable");
    let list = format!(
        "self.ardoiseOffline={{\"version\":\"0123456789abcdef\",\"files\":[[\"index.html\",\"{}\"]]}};\nwork();\n",
        hash(page.as_bytes())
    );
    fs::write(app.join("service-worker.js"), list).expect("writable");
    let single = "<!doctype html><title>Ardoise</title><script type=\"text/plain\" id=\"ardoise-activity\"></script>";
    fs::write(app.join("single-file.html"), single).expect("writable");
    let lessons = folder.join("lessons");
    fs::create_dir_all(lessons.join("images")).expect("the folder can be made");
    for name in ["carre.ipynb", "robot.ipynb"] {
        fs::copy(fixture(name), lessons.join(name)).expect("copied");
    }
    let square = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\" height=\"9\"/></svg>";
    fs::write(lessons.join("images/carre.svg"), square).expect("writable");
    fs::write(lessons.join("notes.csv"), "nom,note\nZoé,12\n").expect("writable");
    fs::write(lessons.join("outils.py"), "def double(x):\n    return 2 * x\n").expect("writable");
    fs::write(lessons.join("bulletins.ods"), "private").expect("writable");
    folder
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/activities").join(name)
}

fn ardoise(language: &str, folder: &Path, line: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ardoise"))
        .args(line.split_whitespace())
        .current_dir(folder)
        .env("LC_ALL", language)
        .env("XDG_CONFIG_HOME", folder.join("configuration"))
        .env("HOME", folder)
        .output()
        .expect("the program starts")
}

fn publish(folder: &Path) -> Output {
    ardoise("C", folder, "publish lessons -o site --app app")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn text(path: PathBuf) -> String {
    fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is there", path.display()))
}

fn json(path: PathBuf) -> Value {
    serde_json::from_str(&text(path)).expect("JSON")
}

/// Everything in a folder, by path.
fn contents(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn look(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                look(root, &path, found);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                found.insert(name, fs::read(&path).expect("readable"));
            }
        }
    }
    let mut found = BTreeMap::new();
    look(root, root, &mut found);
    found
}

#[test]
fn a_folder_becomes_a_site_that_can_be_read_without_script() {
    let folder = folder("site");
    let done = publish(&folder);
    assert!(done.status.success(), "{}", said(&done));
    let page = text(folder.join("site/activities/carre/index.html"));
    for wanted in [
        "<html lang=\"fr\">",
        "<h1>Le carré &lt;magique&gt;</h1>",
        "<li>CM2, 6e</li><li>Mathématiques</li><li>Nombres, séance 2</li><li>45 min</li><li>par Zoé Martin</li><li>licence CC-BY-4.0</li>",
        "<math",
        "<img src=\"picture-1.svg\" alt=\"Un carré\"",
        "...  # à compléter",
        "<details><summary>Indice 1</summary>",
        "../../index.html#/activity/carre",
    ] {
        assert!(page.contains(wanted), "{wanted} in {page}");
    }
    for unwanted in ["return x * x", "la solution", "carre(4)", "<script", "private"] {
        assert!(!page.contains(unwanted), "{unwanted} in {page}");
    }
    assert!(page.len() < 50_000);
    let english = text(folder.join("site/activities/robot/index.html"));
    assert!(english.contains("<html lang=\"en\">") && english.contains("Open and run"));
    let list = text(folder.join("site/activities/index.html"));
    let (first, second) = (list.find("A robot on a map"), list.find("Le carré"));
    assert!(first.is_some() && first < second, "sessions stand in order: {list}");
    assert!(folder.join("site/activities/carre/cover.svg").is_file());

    let catalogue = json(folder.join("site/activities/catalogue.json"));
    let card = &catalogue["activities"][1];
    assert_eq!(card["slug"], "carre");
    assert_eq!(card["version"], 1);
    let packet = fs::read(folder.join("site/activities/carre/activity.bin")).expect("there");
    assert_eq!(card["sha256"], hash(&packet));
    let search = json(folder.join("site/activities/search.json"));
    let words = search["carre"].as_str().expect("words");
    assert!(words.contains("multipliez") && !words.contains("secret"), "{words}");
    for (path, content) in contents(&folder.join("site")) {
        let gone = !String::from_utf8_lossy(&content).contains("private");
        assert!(gone, "{path}: a file that no cell names goes nowhere");
    }
    let page = text(folder.join("site/index.html"));
    assert!(page.contains("ardoise-catalogue"), "{page}");
}

#[test]
fn the_manifest_says_what_is_there_and_twins_hold_the_same() {
    let folder = folder("manifest");
    assert!(publish(&folder).status.success());
    let site = folder.join("site");
    let manifest = json(site.join("manifest.json"));
    let files = manifest["files"].as_array().expect("a list");
    assert_eq!(manifest["activities"][0]["slug"], "robot");
    let mut twins = 0;
    for file in files {
        let path = file["path"].as_str().expect("a path");
        let content = fs::read(site.join(path)).expect("there");
        assert_eq!(file["size"], content.len());
        assert_eq!(file["sha256"], hash(&content), "{path}");
        if let Ok(twin) = fs::read(site.join(format!("{path}.br"))) {
            let mut plain = Vec::new();
            let mut reader = brotli::Decompressor::new(&twin[..], 4096);
            std::io::Read::read_to_end(&mut reader, &mut plain).expect("Brotli");
            assert!(plain == content && twin.len() < content.len(), "{path}");
            twins += 1;
        }
    }
    assert!(twins > 5, "{twins}");
}

#[test]
fn published_again_only_what_has_changed_is_written_and_versions_rise() {
    let folder = folder("again");
    assert!(publish(&folder).status.success());
    let site = folder.join("site");
    fs::write(site.join("activities/mot-de-la-prof.txt"), "à moi").expect("writable");
    let before = contents(&site);
    let same = publish(&folder);
    assert!(said(&same).contains("0 files new or changed"), "{}", said(&same));
    assert_eq!(contents(&site), before, "nothing was touched");

    let notebook = folder.join("lessons/robot.ipynb");
    fs::write(&notebook, text(notebook.clone()).replace("Drive the robot", "Steer the robot"))
        .expect("writable");
    let done = publish(&folder);
    assert!(said(&done).contains("A robot on a map: version 2"), "{}", said(&done));
    let after = contents(&site);
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, content)| before.get(*path) != Some(content))
        .map(|(path, _)| path.split('.').next().unwrap_or(path))
        .collect();
    for path in &changed {
        let expected = path.starts_with("activities/robot/")
            || ["manifest", "activities/catalogue", "activities/search", "activities/index"]
                .contains(path);
        assert!(expected, "{path} has not changed");
    }
    let packet = &after["activities/robot/activity.bin"];
    let activity = Activity::from_bytes(packet).expect("a packet");
    let proof = activity.proof.as_ref().expect("signed");
    assert!(ardoise_crypto::is_signed(&activity.signed_bytes(), &proof.key, &proof.signature));

    // Without the key, the next version is not signed, and says so.
    fs::write(&notebook, text(notebook.clone()).replace("Steer the robot", "Guide the robot"))
        .expect("writable");
    let other = ardoise("C", &folder, "publish lessons -o site --app app --key other.key");
    assert!(other.status.success() && said(&other).contains("not signed"), "{}", said(&other));

    // An activity that is gone is told; what is not ours stays.
    fs::remove_file(&notebook).expect("there");
    let gone = publish(&folder);
    assert!(said(&gone).contains("A robot on a map: removed"), "{}", said(&gone));
    assert!(!site.join("activities/robot").exists());
    assert_eq!(text(site.join("activities/mot-de-la-prof.txt")), "à moi");
    assert!(site.join("activities/carre/activity.bin").is_file());
}

#[test]
fn one_notebook_joins_a_site_that_has_others() {
    let folder = folder("joins");
    assert!(publish(&folder).status.success());
    fs::copy(fixture("robot.ipynb"), folder.join("autre.ipynb")).expect("copied");
    let done = ardoise("C", &folder, "publish autre.ipynb -o site --app app");
    assert!(done.status.success(), "{}", said(&done));
    let catalogue = json(folder.join("site/activities/catalogue.json"));
    assert_eq!(catalogue["activities"].as_array().map(Vec::len), Some(3));
    assert!(folder.join("site/activities/carre/index.html").is_file());
}

#[test]
fn faults_are_told_in_words_and_the_others_are_published() {
    let folder = folder("faults");
    fs::copy(fixture("faults.ipynb"), folder.join("lessons/faults.ipynb")).expect("copied");
    fs::write(folder.join("lessons/Robot.ipynb"), text(fixture("robot.ipynb"))).expect("writable");
    fs::write(folder.join("lessons/page.ipynb"), "<!DOCTYPE html>").expect("writable");
    let done = ardoise("fr_FR.UTF-8", &folder, "publish lessons -o site --app app");
    assert_eq!(done.status.code(), Some(1));
    let said = said(&done);
    for wanted in [
        "« absente.png » n'est pas à côté du carnet",
        "« /images/y.png » est un chemin complet",
        "cellule 1 : une image est désignée par un chemin de cet ordinateur",
        "« donnees.csv » n'est pas à côté du carnet",
        "un autre carnet a déjà l'adresse « robot »",
        "page.ipynb ne peut pas être ouvert comme carnet",
        "Sans mot : publiée",
    ] {
        assert!(said.contains(wanted), "{wanted} in {said}");
    }
    assert!(folder.join("site/activities/carre/index.html").is_file());
}

#[test]
fn two_sites_with_the_same_lessons_have_activities_of_their_own() {
    let folder = folder("two-sites");
    for site in ["site", "other"] {
        let line = format!("publish lessons -o {site} --app app");
        assert!(ardoise("C", &folder, &line).status.success());
    }
    let packet = |site: &str| {
        let bytes = fs::read(folder.join(site).join("activities/carre/activity.bin"));
        Activity::from_bytes(&bytes.expect("there")).expect("an activity")
    };
    let (one, other) = (packet("site"), packet("other"));
    assert_ne!(one.id, other.id);

    // A site of before sites had names: its activities keep theirs, and are signed as before.
    let path = folder.join("other/manifest.json");
    let mut manifest = json(path.clone());
    manifest.as_object_mut().expect("an object").remove("site");
    fs::write(&path, manifest.to_string()).expect("writable");
    let secret = text(folder.join("configuration/ardoise/author.key"));
    let digits = secret.trim().strip_prefix("ardoise-author-key:").expect("a key");
    let bytes: Vec<u8> = (0..64)
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("digits"))
        .collect();
    let key = AuthorKey::from_secret(bytes.try_into().expect("32 bytes"));
    let id = ActivityId(activity_name(&key.public(), &key.salt("carre")));
    let lesson = fs::read(folder.join("lessons/carre.ipynb")).expect("there");
    let (mut file, _) = read_bytes(&lesson).expect("a notebook");
    pupils_file(&mut file, Solutions::LeftOut);
    let publication = Publication { file, title: "Le carré".to_owned(), files: Vec::new() };
    let old = Activity::first(id, publication).expect("it can be published");
    fs::write(folder.join("other/activities/carre/activity.bin"), old.to_bytes())
        .expect("writable");
    let lesson = text(folder.join("lessons/carre.ipynb")).replace("carre(3)", "carre(7)");
    fs::write(folder.join("lessons/carre.ipynb"), lesson).expect("writable");
    assert!(ardoise("C", &folder, "publish lessons -o other --app app").status.success());
    let next = packet("other");
    assert_eq!((next.id, next.version()), (id, 2));
    let proof = next.proof.clone().expect("signed");
    assert!(is_signed(&next.signed_bytes(), &proof.key, &proof.signature));
    assert_eq!(json(path)["site"].as_str().expect("a name").len(), 32);
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = folder("taken");
    fs::create_dir_all(folder.join("site")).expect("the folder can be made");
    fs::write(folder.join("site/index.html"), "my own site").expect("writable");
    let done = publish(&folder);
    assert_eq!(done.status.code(), Some(2));
    assert!(said(&done).contains("choose another folder"), "{}", said(&done));
    assert_eq!(contents(&folder.join("site")).len(), 1);
    fs::create_dir_all(folder.join("empty")).expect("the folder can be made");
    let none = ardoise("C", &folder, "publish empty -o other --app app");
    assert_eq!(none.status.code(), Some(2));
    assert!(said(&none).contains("there is no notebook"), "{}", said(&none));
    let absent = ardoise("C", &folder, "publish absent.ipynb -o other --app app");
    assert_eq!(absent.status.code(), Some(2));
}

#[test]
fn a_single_file_holds_the_activity_and_its_next_version() {
    let folder = folder("single");
    let line = "publish --single-file lessons/carre.ipynb -o carre.html --app app";
    let done = ardoise("C", &folder, line);
    assert!(done.status.success(), "{}", said(&done));
    let file = fs::read(folder.join("carre.html")).expect("written");
    let shown = String::from_utf8_lossy(&file);
    assert!(shown.contains("<title>Le carr&#233; &lt;magique&gt;</title>"), "{shown}");
    let again = ardoise("C", &folder, line);
    assert!(said(&again).contains("nothing new (version 1)"), "{}", said(&again));
    assert_eq!(fs::read(folder.join("carre.html")).expect("written"), file);
    let notebook = folder.join("lessons/carre.ipynb");
    fs::write(&notebook, text(notebook.clone()).replace("On calcule", "Calculons"))
        .expect("writable");
    let next = ardoise("C", &folder, line);
    assert!(said(&next).contains("version 2"), "{}", said(&next));
}

/// Notebooks of real lessons, where they lie beside the repository; else our own.
fn lessons() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let samples = root.join("../shared/samples");
    if samples.is_dir() { samples } else { root.join("assets/lessons") }
}

#[test]
fn real_notebooks_come_out_of_their_packets_as_they_went_in() {
    let folder = folder("lessons");
    let line = format!("publish {} -o site --app app", lessons().display());
    let done = ardoise("C", &folder, &line);
    let catalogue = json(folder.join("site/activities/catalogue.json"));
    let cards = catalogue["activities"].as_array().expect("a list");
    assert!(cards.len() >= 10, "{}", said(&done));
    let mut compared = 0;
    let mut notebooks = vec![lessons()];
    while let Some(path) = notebooks.pop() {
        if path.is_dir() {
            notebooks.extend(fs::read_dir(path).expect("readable").flatten().map(|it| it.path()));
            continue;
        }
        let below = path.strip_prefix(lessons()).expect("below").with_extension("");
        let slug = below.to_string_lossy().to_lowercase().replace(['/', '_', '.'], "-");
        let packet = folder.join("site/activities").join(slug).join("activity.bin");
        let (Ok(packet), Ok(bytes)) = (fs::read(packet), fs::read(&path)) else { continue };
        let activity = Activity::from_bytes(&packet).expect("a packet");
        let (mut file, _) = read_bytes(&bytes).expect("it was published");
        pupils_file(&mut file, Solutions::LeftOut);
        let view = preview(&activity.state(), Language::French).expect("a notebook");
        let wanted: Vec<_> = file.cells.iter().map(|cell| (cell.kind, &cell.source)).collect();
        let got: Vec<_> = view.cells.iter().map(|cell| (cell.kind, &cell.source)).collect();
        assert_eq!(got, wanted, "{}", path.display());
        compared += 1;
    }
    assert!(compared >= 10, "{compared} notebooks compared");
}

#[test]
fn check_runs_the_teachers_and_the_pupils_notebook() {
    let folder = folder("check");
    let good = ardoise("fr_FR.UTF-8", &folder, "check lessons/carre.ipynb");
    assert!(good.status.success(), "{}", said(&good));
    assert!(said(&good).contains("3 cellules exécutées, 0 en erreur"), "{}", said(&good));
    fs::copy(fixture("faults.ipynb"), folder.join("lessons/faults.ipynb")).expect("copied");
    let bad = ardoise("fr_FR.UTF-8", &folder, "check lessons/faults.ipynb");
    assert_eq!(bad.status.code(), Some(1));
    let said = said(&bad);
    assert!(
        said.contains("cellule 3 : cette vérification réussit alors que les réponses manquent"),
        "{said}"
    );
    assert!(said.contains("à compléter pour le catalogue : levels, subject"), "{said}");
    for wanted in [
        "cellule 1 : une image vient d'internet (exemple.fr)",
        "cellule 5 : rien ne vérifie ce qui est à compléter ici",
        "cellule 6 : la suite attend cette cellule, qu'un élève ne peut pas valider",
    ] {
        assert!(said.contains(wanted), "{wanted} in {said}");
    }
}
