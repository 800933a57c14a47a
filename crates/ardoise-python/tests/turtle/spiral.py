import turtle

t = turtle.Turtle()
t.speed(0)
for step in range(60):
    t.pencolor(("red", "green", "blue")[step % 3])
    t.forward(2 * step)
    t.left(91)
print(t.pos(), round(t.heading(), 6))
