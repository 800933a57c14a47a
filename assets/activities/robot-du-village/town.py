"""The village of the robot in English: the same robot as in `village`, with English words."""

import village
from village import avancer as forward, chantier as roadworks, depart as start, droite as right
from village import fleur as flower, gauche as left, lettre_ici as letter_here, matin as morning
from village import ou as where, prendre as take, reculer as back, rue_barree as road_closed

__all__ = [
    "start", "forward", "back", "left", "right", "where", "flower",
    "morning", "letter_here", "take", "roadworks", "road_closed",
]

village.LIEUX.update({
    (-200, -100): "at the robot’s house",
    (-100, -100): "at the bakery",
    (0, -100): "at the post office",
    (100, -100): "at the market",
    (200, -100): "at the garden",
    (-200, 0): "at the farm",
    (0, 0): "at the fountain",
    (200, 0): "at the station",
    (-200, 100): "at the library",
    (0, 100): "at the town hall",
    (100, 100): "at the school",
    (200, 100): "at the sports ground",
})
village.MOTS.update({
    "carrefour": "at a crossing",
    "rue": "in the middle of a road",
    "dehors": "off the roads",
    "rien": "There is no letter here.",
    "barree": "Ouch! The road is closed.",
})
