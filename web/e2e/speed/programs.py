# The programs of `cargo xtask speed`, as a lycée writes them. Each `# %%` starts one: its name, then
# code that defines `main`, whose result has to be the same on every engine.

# %% fibonacci, recursive
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

def main():
    return fib(23)

# %% integer loop
def main():
    total = 0
    for i in range(300000):
        if i % 3 == 0 or i % 5 == 0:
            total += i
    return total

# %% planets (floats)
class Body:
    def __init__(self, x, y, vx, vy, mass):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.mass = mass

def main():
    bodies = [Body(i * 1.5, i * 0.5, 0.1 * i, 0.2, 1.0 + i) for i in range(6)]
    for step in range(300):
        for a in bodies:
            ax = ay = 0.0
            for b in bodies:
                if a is not b:
                    dx = b.x - a.x
                    dy = b.y - a.y
                    d = (dx * dx + dy * dy + 0.01) ** 1.5
                    ax += b.mass * dx / d
                    ay += b.mass * dy / d
            a.vx += ax * 0.001
            a.vy += ay * 0.001
        for a in bodies:
            a.x += a.vx * 0.001
            a.y += a.vy * 0.001
    return round(sum(a.x for a in bodies) * 1000)

# %% sieve
def main():
    n = 100000
    prime = [True] * (n + 1)
    prime[0] = prime[1] = False
    i = 2
    while i * i <= n:
        if prime[i]:
            for j in range(i * i, n + 1, i):
                prime[j] = False
        i += 1
    return sum(prime)

# %% insertion sort
def main():
    values = [(i * 7919) % 1009 for i in range(500)]
    for i in range(1, len(values)):
        x = values[i]
        j = i
        while j > 0 and values[j - 1] > x:
            values[j] = values[j - 1]
            j -= 1
        values[j] = x
    return values[250]

# %% merge sort
def merge(a, b):
    result = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            result.append(a[i])
            i += 1
        else:
            result.append(b[j])
            j += 1
    return result + a[i:] + b[j:]

def sort(t):
    if len(t) < 2:
        return t
    m = len(t) // 2
    return merge(sort(t[:m]), sort(t[m:]))

def main():
    return sort([(i * 7919) % 10007 for i in range(6000)])[3000]

# %% words (strings and dictionary)
def main():
    text = "le chat et le chien vont voir la mer et le vent " * 400
    counts = {}
    for word in text.split():
        word = word.lower()
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    letters = ""
    for letter in text[:6000]:
        if letter not in "aeiouy ":
            letters += letter
    return counts["le"] * len(letters) + len("-".join(sorted(counts)))

# %% lists in brackets
def main():
    squares = [x * x for x in range(40000) if x % 3 == 1]
    pairs = [(a, b) for a in range(150) for b in range(150) if a < b]
    return sum(squares) % 1000003 + len(pairs)

# %% halving a search
def find(t, x):
    low = 0
    high = len(t) - 1
    while low <= high:
        middle = (low + high) // 2
        if t[middle] == x:
            return middle
        if t[middle] < x:
            low = middle + 1
        else:
            high = middle - 1
    return -1

def main():
    t = [3 * i for i in range(5000)]
    return sum(find(t, x) for x in range(0, 15000, 2)) % 100003

# %% matrix product
def main():
    n = 40
    a = [[i + j for j in range(n)] for i in range(n)]
    b = [[i * j % 7 for j in range(n)] for i in range(n)]
    c = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            s = 0
            for k in range(n):
                s += a[i][k] * b[k][j]
            c[i][j] = s
    return c[7][11] + c[39][39]

# %% bank queue (classes)
class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

class Queue:
    def __init__(self):
        self.head = None
        self.tail = None
        self.size = 0

    def is_empty(self):
        return self.size == 0

    def put(self, value):
        node = Node(value)
        if self.is_empty():
            self.head = node
        else:
            self.tail.next = node
        self.tail = node
        self.size += 1

    def get(self):
        node = self.head
        self.head = node.next
        self.size -= 1
        return node.value

def main():
    queue = Queue()
    seed = 1
    served = waited = 0
    for minute in range(12000):
        seed = (seed * 1103515245 + 12345) % 2147483648
        if seed % 3 == 0:
            queue.put(minute)
        if seed % 4 == 0 and not queue.is_empty():
            waited += minute - queue.get()
            served += 1
    return waited * 10000 + served

# %% prime factors
def factors(n):
    found = []
    d = 2
    while d * d <= n:
        while n % d == 0:
            found.append(d)
            n //= d
        d += 1
    if n > 1:
        found.append(n)
    return found

def main():
    return sum(len(factors(n)) for n in range(10000, 11000))

# %% letters of a text
def main():
    text = "Portez ce vieux whisky au juge blond qui fume, dit la voix. " * 150
    counts = {}
    for letter in text:
        if "a" <= letter.lower() <= "z":
            code = ord(letter.lower())
            counts[code] = counts.get(code, 0) + 1
    coded = ""
    for letter in text[:4000]:
        if "a" <= letter <= "z":
            coded += chr((ord(letter) - 97 + 3) % 26 + 97)
        else:
            coded += letter
    return counts[101] * len(coded) + ord(coded[100])
