import turtle

screen = turtle.Screen()
screen.bgcolor("#f0fff0")
turtles = []
for number, name in enumerate(("arrow", "turtle", "circle", "square", "triangle", "classic")):
    t = turtle.Turtle(shape=name)
    t.color("black", ("tomato", "gold", "skyblue", "plum", "orange", "white")[number])
    t.setheading(60 * number)
    t.forward(50 + 10 * number)
    turtles.append(t)
turtles[1].shapesize(2, 3, 2)
turtles[3].tilt(45)
twin = turtles[0].clone()
twin.left(90)
twin.forward(40)
print(len(screen.turtles()), twin.pos(), twin.towards(0, 0), turtles[5].distance(turtles[2]))
