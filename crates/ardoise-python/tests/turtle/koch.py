import turtle

def cote(t, longueur, ordre):
    if ordre == 0:
        t.forward(longueur)
        return
    for angle in (60, -120, 60, 0):
        cote(t, longueur / 3, ordre - 1)
        t.left(angle)

t = turtle.Turtle()
t.penup()
t.goto(-135, 80)
t.pendown()
t.color("navy", "#cde")
t.begin_fill()
for _ in range(3):
    cote(t, 270, 3)
    t.right(120)
t.end_fill()
print(t.pos(), t.heading())
