import turtle

t = turtle.Turtle(visible=False)
for align, y in (("left", 60), ("center", 0), ("right", -60)):
    t.penup()
    t.goto(0, y)
    t.dot(6, "red")
    t.write(f"<{align}> & été", align=align, font=("Arial", 16, "bold italic"))
t.pencolor(0.5, 0, 0.5)
t.goto(-150, -100)
t.write("deux\nlignes \\n")
t.write(42, move=True, font=("Courier New", 12, "normal"))
print(t.pos()[0] > -150, t.ycor())
