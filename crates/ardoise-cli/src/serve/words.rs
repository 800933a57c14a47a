//! What `serve` says to a person, in French and in English.

use std::path::Path;

use crate::words::Words;

impl Words {
    pub(super) fn cannot_serve(self) -> String {
        self.pick("le relais ne démarre pas".into(), "the relay does not start".into())
    }

    pub(super) fn no_place_for_data(self) -> String {
        self.pick(
            "où garder les salles ? Dites-le avec --data".into(),
            "where to keep rooms? Say so with --data".into(),
        )
    }

    pub(super) fn serves(self, address: &str) -> String {
        self.pick(
            format!(
                "Ardoise est à l'adresse {address} (cette machine seule ; --lan pour la classe)"
            ),
            format!("Ardoise is at {address} (this machine alone; --lan for the class)"),
        )
    }

    pub(super) fn serves_all(self, addresses: &[String]) -> String {
        let list: String = addresses.iter().map(|address| format!("\n  {address}")).collect();
        if addresses.is_empty() {
            return self.pick(
                "Cette machine n'est reliée à aucun réseau : personne d'autre ne peut venir".into(),
                "This machine is in no network: nobody else can come".into(),
            );
        }
        self.pick(
            format!("Ardoise est à l'adresse, pour tout le réseau :{list}"),
            format!("Ardoise is at, for the whole network:{list}"),
        )
    }

    pub(super) fn not_private(self) -> String {
        self.pick(
            "Attention : en http, sans certificat, rien n'est confidentiel sur ce réseau. Quelqu'un \
             peut lire et changer ce qui passe. Pour l'éviter : --cert et --key."
                .into(),
            "Note: over http, without a certificate, nothing is private in this network. Somebody \
             can read and change what passes. To avoid it: --cert and --key."
                .into(),
        )
    }

    pub(super) fn kept_in(self, folder: &Path) -> String {
        let folder = folder.display();
        self.pick(
            format!("Les salles sont gardées dans {folder}. Ctrl+C pour arrêter."),
            format!("Rooms are kept in {folder}. Ctrl+C to stop."),
        )
    }

    pub(super) fn kept_in_database(self) -> String {
        self.pick(
            "Les salles sont gardées dans la base de données. Ctrl+C pour arrêter.".into(),
            "Rooms are kept in the database. Ctrl+C to stop.".into(),
        )
    }

    pub(super) fn stopped(self) -> String {
        self.pick("Arrêté ; tout est écrit.".into(), "Stopped; all is written.".into())
    }
}
