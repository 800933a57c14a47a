import turtle

t = turtle.Turtle()
t.width(3)
t.circle(60)
t.circle(-40, 180)
t.color("orange")
t.circle(50, steps=5)
t.circle(30, 90, 3)
print(t.pos(), t.heading())
t.radians()
t.circle(20, 3.141592653589793)
print(t.pos(), t.heading())
