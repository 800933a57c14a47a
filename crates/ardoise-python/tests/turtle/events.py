from turtle import *

def avance_un_peu():
    forward(20)
    if xcor() < 60:
        ontimer(avance_un_peu, 100)

onkey(avance_un_peu, "Up")
onscreenclick(goto)
listen()
tracer(0)
avance_un_peu()
update()
done()
