import math
import turtle

turtle.setworldcoordinates(-1, -2, 7, 2)
turtle.speed("fastest")
turtle.pensize(2)
turtle.forward(6.5)
turtle.home()
turtle.color("blue")
for step in range(40):
    turtle.goto(step / 6, math.sin(step / 6))
print(turtle.pos(), turtle.heading(), turtle.towards(0, 0))
