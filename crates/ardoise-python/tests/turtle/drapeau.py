from turtle import *

def bande(x, nom):
    lever()
    aller_a(x, -60)
    baisser()
    couleur(nom)
    begin_fill()
    for cote in (60, 120, 60, 120):
        avancer(cote)
        gauche(90)
    end_fill()

for x, nom in ((-90, "bleu"), (-30, "blanc"), (30, "rouge")):
    bande(x, nom)
cacher()
print(position(), isvisible(), filling())
