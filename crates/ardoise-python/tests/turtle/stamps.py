import turtle

t = turtle.Turtle("turtle")
t.color("green", "lightgreen")
t.penup()
stamps = []
for step in range(12):
    t.forward(20 + 5 * step)
    stamps.append(t.stamp())
    t.right(30)
t.clearstamp(stamps[3])
t.clearstamps(2)
t.clearstamps(-1)
t.goto(0, 0)
t.dot(30, "purple")
t.dot()
t.undo()
