# closure - adds up the CSV of `coplant solve`, and of `coplant footprint` in its folder footprint/
#
#     python3 tests/closure/closure.py FOLDER
#
# Each flow is one row by its keys. Of each resource at each facility what comes in = what goes out; carbon and energy of each
# facility, and of the park, close with its CO2 and its tables; what is sold carries the CO2 of the accounts. All to 1e-9 of what passes.
# What does not is named, and the status is 1.
import csv
import math
import os
import sys
from collections import defaultdict

TOLERANCE = 1e-9
ROUNDING = 2e-11  # of a t, GJ or unit an hour: what is left of a flow that stands still
CO2_PER_CARBON = 44.009 / 12.011
INTO = {"bought", "received", "made", "discharged"}
OUT = {"used", "sold", "disposed", "sent", "charged"}
BURNS = {"flare", "air"}

faults = 0


def table(name):
    with open(f"{sys.argv[1]}/{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def same(what, left, right, size):
    global faults
    if not abs(left - right) <= TOLERANCE * size + ROUNDING:
        print(f"{what}: {left} and {right} of {size}")
        faults += 1


def totals(rows):
    sums = defaultdict(float)
    for row in rows:
        sums[row["facility"], row["role"], row["resource"], row["partner"]] += float(row["total"])
    return sums


facts = {row["name"]: row["value"] for row in table("facts")}
hours = float(facts["horizon.hours"])
resources = {row["resource"]: row for row in table("resources")}
by_period = os.path.exists(f"{sys.argv[1]}/flows_by_period.csv")
means = table("flows")
moves = table("flows_by_period") if by_period else means


def rated(rows):
    of = [row for row in rows if resources[row["resource"]]["ambient"] == ""]
    for flow in of:
        flow["rate"] = float(flow["rate"])
        assert flow["rate_unit"] == resources[flow["resource"]]["rate_unit"], flow
    return of


# One key is one row.
for rows in means, moves:
    seen = set()
    for row in rows:
        key = row["facility"], row["role"], row["resource"], row["partner"], row["period"]
        if key in seen:
            print(f"{' '.join(key)} stands in several rows")
            faults += 1
        seen.add(key)

# What flows by period comes to what flows over the horizon.
by_horizon = totals(means)
for key, total in totals(moves).items():
    same(" ".join(key) + " in all", total, by_horizon[key], abs(total))

# Each balance.
balance = defaultdict(list)
for flow in rated(moves):
    balance[flow["resource"], flow["facility"], flow["period"]].append(flow)
for (resource, facility, _), of in balance.items():
    into = math.fsum(flow["rate"] for flow in of if flow["role"] in INTO)
    out = math.fsum(flow["rate"] for flow in of if flow["role"] in OUT)
    same(f"{resource} at {facility}", into, out, into)

# Carbon and energy of each facility and of the park, an hour.
accounts = {(row["facility"], row["account"]): row for row in table("accounts")}
tables = {kind: {row["facility"]: row for row in table(kind)} for kind in ("carbon", "energy")}
unit = {"t": 1, "kt": 1000, "GJ": 1, "TJ": 1000}


def per_hour(row, column):
    return float(row[column]) * unit[row["unit"].split("/")[0]] / hours


# Heat that a loop carries: where it is taken, where it is given, GJ an hour. Streams of processes are called "process: stream".
loops = defaultdict(dict)
for row in table("heat_streams") if os.path.exists(f"{sys.argv[1]}/heat_streams.csv") else []:
    if ":" not in row["stream"] and row["role"] in ("taken", "given"):
        loops[row["stream"]][row["role"]] = (row["facility"], 3.6 * float(row["rate_MW"]))


def add_loops(facility, of):
    for ends in loops.values():
        (sender, taken), (receiver, given) = ends["taken"], ends["given"]
        if facility in (sender, "whole park"):
            of["sent"] += taken
            of["lost"] += taken - given
            of["made"] += taken
        if facility in (receiver, "whole park"):
            of["received"] += given
            of["used"] += given
    return of


# What goes which way, a mean over the horizon; what is sent arrives less what is lost.
flows = rated(means)


def ledger(facility, kind):
    sums = defaultdict(list)
    for flow in flows:
        if facility in (flow["facility"], "whole park"):
            role = flow["role"]
            if role == "disposed":
                role = "burnt" if flow["partner"] in BURNS else flow["partner"]
            sums[role].append(flow["rate"] * float(resources[flow["resource"]][kind]))
    return defaultdict(float, {role: math.fsum(of) for role, of in sums.items()})


for facility in tables["carbon"]:
    of = ledger(facility, "carbon")
    size = of["bought"] + of["received"]
    sent = of["sent"] - of["lost"]
    stored = of["charged"] - of["discharged"] - of["leaked"]
    left = size - of["sold"] - sent - of["landfill"] - of["stockpile"] - of["sewer"] - stored
    co2 = per_hour(accounts[facility, "direct CO2"], "amount")
    same(f"carbon of {facility}", left, co2 / CO2_PER_CARBON, size)
    same(f"carbon inside {facility}", of["used"] - of["made"] + of["burnt"] + of["lost"] + of["leaked"], co2 / CO2_PER_CARBON,
         size)
    said = tables["carbon"][facility]
    for column, value in {"bought": of["bought"], "received": of["received"], "sold": of["sold"], "sent": sent,
                          "stored": of["landfill"] + of["stockpile"] + stored, "drained": of["sewer"],
                          "to_air": co2 / CO2_PER_CARBON, "co2": co2, "difference": 0}.items():
        same(f"carbon {column} of {facility}", per_hour(said, column), value, size)

    of = add_loops(facility, ledger(facility, "energy"))
    size = of["bought"] + of["received"]
    sent = of["sent"] - of["lost"]
    disposed = of["burnt"] + of["landfill"] + of["stockpile"] + of["sewer"]
    used_up = of["used"] - of["made"]
    lost, stored = of["lost"] + of["leaked"], of["charged"] - of["discharged"] - of["leaked"]
    same(f"energy of {facility}", size - of["sold"] - sent - lost - disposed - stored, used_up, max(size, of["used"]))
    said = tables["energy"][facility]
    for column, value in {"bought": of["bought"], "received": of["received"], "sold": of["sold"], "sent": sent,
                          "disposed": disposed, "lost": lost, "stored": stored, "used_up": used_up,
                          "difference": 0}.items():
        same(f"energy {column} of {facility}", per_hour(said, column), value, max(size, of["used"]))

# Footprints: the sum over products is the three scopes.
products = table("footprint/products")
scopes = sum(per_hour(accounts["whole park", name], "amount")
             for name in ("direct CO2", "CO2 of power and heat bought", "CO2 of other goods bought"))
sold = [float(row["co2"]) * unit[row["co2_unit"].split("/")[0]] / hours for row in products
        if row["product"] != "" or row["facility"] == "carried by nothing"]
same("CO2 of what is sold", math.fsum(sold), scopes, scopes)
sys.exit(faults > 0)
