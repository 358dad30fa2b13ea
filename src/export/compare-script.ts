// compare.py, a part of every folder for another program: its anchor points beside ours. Python 3 without packages, so that it runs
// wherever the program does.

/** Reads curve.csv (fidimag, magnum.np), table.txt (mumax3) or an .odt table (OOMMF). */
export const compareScript = `#!/usr/bin/env python3
"""Anchor points of a demagnetization curve, beside those of expected.csv.

usage: python3 compare.py OUTPUT
OUTPUT is table.txt of mumax3, the .odt table of OOMMF, or curve.csv of the Python scripts.
"""
import csv
import json
import os
import re
import sys

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "sweep.json")) as file:
    sweep = json.load(file)


def read_csv(path):
    with open(path) as file:
        rows = list(csv.DictReader(file))
    return [(float(r["appliedField_HA"]), float(r["magnetization_Ms"])) for r in rows]


def read_mumax3(path):
    with open(path) as file:
        lines = file.read().strip().splitlines()
    names = [name.split("(")[0].strip() for name in lines[0].lstrip("# ").split("\\t")]
    field, moment = names.index("B_exty"), names.index("my")
    rows = [[float(x) for x in line.split("\\t")] for line in lines[1:]]
    return [(r[field] / sweep["mu0HA_T"], r[moment]) for r in rows]


def read_odt(path):
    with open(path) as file:
        text = re.sub(r"\\\\\\n", " ", file.read())
    header = re.search(r"^# Columns:(.*)$", text, re.M).group(1)
    names = [a or b for a, b in re.findall(r"{([^}]*)}|(\\S+)", header)]
    field = next(i for i, n in enumerate(names) if n.endswith(":By"))
    moment = next(i for i, n in enumerate(names) if n.endswith(":my"))
    rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(float(r[field]) / 1000 / sweep["mu0HA_T"], float(r[moment])) for r in rows]


def read(path):
    if path.endswith(".odt"):
        return read_odt(path)
    return read_mumax3(path) if path.endswith(".txt") else read_csv(path)


def at(curve, field):
    for (h0, m0), (h1, m1) in zip(curve, curve[1:]):
        if h1 - 1e-6 <= field <= h0 + 1e-6:
            return m0 + (m1 - m0) * (h0 - field) / (h0 - h1)
    return None


def reverse_field(curve, level, mr):
    h0, m0 = 0.0, mr
    for h, m in curve:
        if h >= -1e-6:
            continue
        if m <= level:
            return -(h0 + (h - h0) * (m0 - level) / (m0 - m))
        h0, m0 = h, m
    return None


def anchors(curve):
    mr = at(curve, 0.0)
    levels = {"Hk90": 0.9, "Hk80": 0.8, "Hk70": 0.7, "Hc": 0.0}
    found = {"M1": at(curve, 1.0), "Mr": mr}
    for name, share in levels.items():
        found[name] = None if mr is None or mr <= 0 else reverse_field(curve, share * mr, mr)
    return found


def shown(value):
    return "not reached" if value is None else "%.4f" % value


if len(sys.argv) != 2:
    sys.exit(__doc__.strip())
if not os.path.isfile(sys.argv[1]):
    sys.exit("%s: no such file: run the program first" % sys.argv[1])
theirs = anchors(read(sys.argv[1]))
expected = os.path.join(here, "expected.csv")
ours = anchors(read_csv(expected)) if os.path.exists(expected) else {}
print("%-5s %-3s %12s %12s %12s" % ("", "", "here", "Loopsmith", "difference"))
for name, value in theirs.items():
    unit = "Ms" if name.startswith("M") else "HA"
    other = ours.get(name)
    difference = "" if value is None or other is None else "%+.4f" % (value - other)
    print("%-5s %-3s %12s %12s %12s" % (name, unit, shown(value), shown(other) if ours else "not solved", difference))
`;
