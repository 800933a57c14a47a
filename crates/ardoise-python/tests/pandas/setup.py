import io
import numpy as np
import pandas as pd

df = pd.DataFrame({
    "nom": ["Ada", "Bob", "Cléo", "Dan", "Eve", "Fay"],
    "ville": ["Lyon", "Paris", "Lyon", "Nice", "Paris", "Lyon"],
    "age": [15, 16, 15, 17, 16, 15],
    "note": [12.5, 8.0, np.nan, 15.25, 11.0, 9.5],
    "admis": [True, False, False, True, True, False]})
s = pd.Series([3, 1, 2], index=["a", "b", "c"], name="n")
t = pd.Series([1.5, np.nan, 3.25, 0.0, -2.0])
m = pd.DataFrame([[1, 2, 3], [4, 5, 6], [7, 8, 9]], index=["x", "y", "z"], columns=["a", "b", "c"])
v = pd.DataFrame({"jour": ["lun", "lun", "mar", "mar"], "ville": ["Lyon", "Nice", "Lyon", "Nice"],
                  "temp": [8.5, 14.0, 9.0, 15.5], "pluie": [3, 0, 5, 1]})
d = pd.DataFrame({"date": pd.to_datetime(["2024-01-15", "2024-02-03", "2024-02-20", "2024-03-01"]),
                  "prix": [10, 12, 11, 15]})
txt = pd.Series(["Anne Durand", " bob ", None, "CHLOÉ-12", ""])
a = pd.DataFrame({"k": [1, 2, 3], "x": ["u", "v", "w"]})
b = pd.DataFrame({"k": [2, 3, 3, 4], "y": [20.0, 30.0, 31.0, 40.0]})
CSV = "nom,age,note\nAda,15,12.5\nBob,,8\nCléo,15,NA\n"
FR = "ville;température;date\nLyon;8,5;03/01/2024\nNice;14,25;13/01/2024\n"
