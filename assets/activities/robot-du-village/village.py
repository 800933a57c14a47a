"""Le village du robot : ce que le robot sait faire, et le souvenir de son trajet.

Un programme commence par depart(). Les vérifications lisent `trajet` ; elles peuvent aussi faire
marcher le robot sans rien dessiner, avec depart(dessin=False). `town` dit la même chose en anglais.
"""

import linecache
import math
import random
import re
import sys
import turtle

__all__ = [
    "depart", "avancer", "reculer", "gauche", "droite", "ou", "fleur",
    "matin", "lettre_ici", "prendre", "chantier", "rue_barree",
]

RUES_X = (-200, -100, 0, 100, 200)
RUES_Y = (-100, 0, 100)
DEMI_RUE = 15

LIEUX = {
    (-200, -100): "devant la maison du robot",
    (-100, -100): "devant la boulangerie",
    (0, -100): "devant la poste",
    (100, -100): "devant le marché",
    (200, -100): "devant le jardin",
    (-200, 0): "devant la ferme",
    (0, 0): "devant la fontaine",
    (200, 0): "devant la gare",
    (-200, 100): "devant la bibliothèque",
    (0, 100): "devant la mairie",
    (100, 100): "devant l’école",
    (200, 100): "devant le stade",
}
MOTS = {
    "carrefour": "à un carrefour",
    "rue": "au milieu d’une rue",
    "dehors": "en dehors des rues",
    "rien": "Il n’y a pas de lettre ici.",
    "barree": "Aïe ! La rue est barrée.",
}


# Les instructions du robot, telles qu'on les écrit.
ORDRES = re.compile(
    r"\b(avancer|reculer|gauche|droite|fleur|prendre|forward|back|left|right|flower|take)\s*\("
)
DEPARTS = re.compile(r"\b(depart|start)\s*\(.*")


class Trajet:
    """Où en est le robot, et tout ce qu'il a fait depuis le départ."""

    def __init__(self, dessin, programme=""):
        self.dessin = dessin
        self.programme = programme
        self.x, self.y, self.cap = -200, -100, 0
        self.instructions = 0
        self.passages = [LIEUX[-200, -100]]
        self.sorti = False
        self.fleurs = []
        # Les lettres qui attendent et les barrières, avec leur dessin.
        self.lettres = {}
        self.barrieres = {}
        self.erreurs = 0

    def ou(self):
        """L'endroit où est le robot, en mots."""
        ici = (round(self.x), round(self.y))
        if ici in LIEUX:
            return LIEUX[ici]
        if ici[0] in RUES_X and ici[1] in RUES_Y:
            return MOTS["carrefour"]
        return MOTS["rue" if self._dans_une_rue() else "dehors"]

    def ecrites(self):
        """Combien d'instructions sont écrites dans le programme, après le dernier départ."""
        lignes = [ligne.partition("#")[0] for ligne in self.programme.splitlines()]
        return len(ORDRES.findall(DEPARTS.split("\n".join(lignes))[-1]))

    def _dans_une_rue(self):
        long = abs(self.x) <= 200 + DEMI_RUE and any(abs(self.y - y) <= DEMI_RUE for y in RUES_Y)
        haut = abs(self.y) <= 100 + DEMI_RUE and any(abs(self.x - x) <= DEMI_RUE for x in RUES_X)
        return long or haut

    def devant(self, pas):
        """Le point qui est à tant de pas devant le robot."""
        angle = math.radians(self.cap)
        return round(self.x + pas * math.cos(angle), 6), round(self.y + pas * math.sin(angle), 6)

    def marche(self, pas):
        """Avance, un pas après l'autre, et note ce que le robot rencontre."""
        self.instructions += 1
        sens = 1 if pas >= 0 else -1
        points = [self.devant(sens * n) for n in range(1, math.ceil(abs(pas)))]
        for self.x, self.y in points + [self.devant(pas)]:
            self.sorti = self.sorti or not self._dans_une_rue()
            ici = (round(self.x), round(self.y))
            lieu = LIEUX.get(ici)
            if lieu and self.passages[-1] != lieu:
                self.passages.append(lieu)
            if ici in self.barrieres:
                self.erreurs += 1
                if self.dessin:
                    print(MOTS["barree"])
        if self.dessin:
            turtle.forward(pas)

    def tourne(self, angle):
        self.instructions += 1
        self.cap = (self.cap + angle) % 360
        if self.dessin:
            turtle.left(angle)


trajet = Trajet(False)


def _robot():
    """Le robot vu d'en haut : deux roues, un corps, deux yeux à l'avant."""
    forme = turtle.Shape("compound")
    for x in (-13, 9):
        forme.addcomponent(((x, -9), (x + 4, -9), (x + 4, 9), (x, 9)), "#333333")
    forme.addcomponent(((-9, -11), (9, -11), (9, 8), (5, 12), (-5, 12), (-9, 8)), "#d8262c")
    for x in (-6, 2):
        forme.addcomponent(((x, 3), (x + 4, 3), (x + 4, 8), (x, 8)), "white")
    return forme


def depart(dessin=True):
    """Un nouveau trajet : le robot est devant sa maison et regarde vers la boulangerie."""
    global trajet
    cellule = sys._getframe(1).f_code.co_filename
    trajet = Trajet(dessin, "".join(linecache.getlines(cellule)))
    if not dessin:
        return
    turtle.bye()
    turtle.setup(600, 400)
    turtle.bgpic("village.png")
    turtle.register_shape("robot", _robot())
    turtle.shape("robot")
    turtle.teleport(trajet.x, trajet.y)
    turtle.pensize(5)
    turtle.pencolor("#2f5db5")
    turtle.speed(6)


def avancer(pas):
    """Avance de tant de pas. D'un carrefour au suivant, il y en a 100."""
    trajet.marche(pas)


def reculer(pas):
    """Recule de tant de pas, sans se retourner."""
    trajet.marche(-pas)


def gauche(angle):
    """Tourne sur place vers la gauche. Un quart de tour, c'est 90."""
    trajet.tourne(angle)


def droite(angle):
    """Tourne sur place vers la droite. Un quart de tour, c'est 90."""
    trajet.tourne(-angle)


def ou():
    """Dit où est le robot."""
    return trajet.ou()


def fleur():
    """Plante une fleur à l'endroit où est le robot."""
    trajet.instructions += 1
    trajet.fleurs.append((round(trajet.x), round(trajet.y)))
    if trajet.dessin:
        # À droite du robot, pour que son trait ne passe pas dessus.
        angle = math.radians(trajet.cap - 90)
        plante = turtle.Turtle(visible=False)
        plante.teleport(trajet.x + 12 * math.cos(angle), trajet.y + 12 * math.sin(angle))
        plante.dot(16, "#d6408c")
        plante.dot(7, "#ffd84a")


def _objet(x, y, haut, large, couleur):
    """Pose un petit rectangle sur la carte."""
    objet = turtle.Turtle("square", visible=False)
    objet.shapesize(haut, large)
    objet.color("#333333", couleur)
    objet.teleport(x, y)
    objet.showturtle()
    return objet


def matin(numero, dessin=True):
    """Un nouveau jour : des lettres attendent devant certains lieux de la rue du bas."""
    depart(dessin)
    hasard = random.Random(numero)
    for x in hasard.sample(RUES_X[1:], hasard.randint(1, 3)):
        trajet.lettres[x, -100] = _objet(x + 17, -83, 0.6, 0.9, "#ffd84a") if dessin else None


def lettre_ici():
    """Est-ce qu'une lettre attend ici ?"""
    return (round(trajet.x), round(trajet.y)) in trajet.lettres


def prendre():
    """Prend la lettre qui est ici."""
    trajet.instructions += 1
    if not lettre_ici():
        trajet.erreurs += 1
        if trajet.dessin:
            print(MOTS["rien"])
        return
    objet = trajet.lettres.pop((round(trajet.x), round(trajet.y)))
    if objet is not None:
        objet.hideturtle()


def chantier(numero, dessin=True):
    """Un jour de travaux : des barrières coupent la rue du bas."""
    depart(dessin)
    hasard = random.Random(numero)
    for x in hasard.sample(RUES_X[:-1], hasard.randint(1, 2)):
        trajet.barrieres[x + 50, -100] = _objet(x + 50, -100, 1.5, 0.4, "#ff8c1a") if dessin else None


def rue_barree():
    """Est-ce qu'une barrière coupe la rue, juste devant le robot ?"""
    x, y = trajet.devant(50)
    return (round(x), round(y)) in trajet.barrieres
