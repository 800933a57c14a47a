import binascii
import turtle

picture = binascii.a2b_base64(
    "iVBORw0KGgoAAAANSUhEUgAAAPAAAAC0AgMAAADX8kl7AAAADFBMVEXW6si+vr7EeFoAAAD8YeHhAAAAa0lEQVR42u3ZwQmAMAwF"
    "0CzR0TKaSzilLUVEQS+VHsr7l4aQd09o7C3RUt8tM3t19R5VqSNnL2AYhmF4aXxL6fgr7yMwDMMwvBq2VsAwDE/HORAYhn/H1kcY"
    "hmG3JAzDMAz7l4RhGIbhCfgAt+pRoVF33OMAAAAASUVORK5CYII="
)
with open("town.png", "wb") as file:
    file.write(picture)
screen = turtle.Screen()
screen.setup(240, 180)
screen.bgpic("town.png")
robot = turtle.Turtle(shape="square")
robot.color("red")
robot.forward(80)
robot.left(90)
robot.forward(50)
print(screen.bgpic(), screen.window_width(), screen.window_height())
