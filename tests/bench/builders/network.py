"""network - the park of make_year as nodes and what flows between them, from the program that coplant exports

    network.py YEAR.mps NETWORK.json      writes it
    network.read(NETWORK.json)            reads it

The library's recipes, heating values, carbon and units are in the coefficients of the program already, so that the other builders need not have
coplant's library: a balance, or a mix, is a node; every column that is not a store's level is a component with an amount at each node (below 0:
taken) for one unit of it, a cost, and limits. Whatever differs by period is a list, all else a number; null is no limit.

    periods
    nodes        names
    components   name: {kind, at: {node: amount}, cost, lower, upper}
    stores       name: {charge, discharge: components; kept: share after an hour; cost, lower, upper}
    ramps        component: most that it changes in an hour, from the last one to the first too
    shares       name: {lower, upper, of: {component: coefficient}}, in each period
    sums         name: {lower, upper, first, end, of: {component: coefficient}, missing: cost of a unit that is missing, or null}

The least is in 1000 CNY an hour of the horizon, as in the program."""
import json, math, re, sys

IN_EACH_PERIOD = ("balance", "mix", "least_share", "most_share")
PERIOD = re.compile(r"(.*)\.t(\d+)(?:\.n\d+)?$")


def split(name):
    """(name without its period, period from 0 or None)."""
    found = PERIOD.match(name)
    return (found[1], int(found[2]) - 1) if found else (name, None)


def kind(name):
    return name.split(".", 1)[0]


def is_node(row):
    return kind(row) in ("balance", "mix")


class Reader:
    """One pass through the file; of the entries of a component only those of its first period are kept, the others must be the same."""

    def __init__(self):
        self.sense, self.side, self.range = {}, {}, {}  # of rows
        self.entries = {}  # of components without their period
        self.cost, self.lower, self.upper = {}, {}, {}  # component: {period: figure}
        self.reach = {}  # of sums: the periods in which they count something
        self.links = {}  # name in the file: (component, period)
        self.column, self.column_entries = None, []
        self.periods = 0

    def read(self, path):
        section = None
        with open(path) as file:
            for line in file:
                if not line.startswith(" "):
                    section = line.split()[0]
                    continue
                getattr(self, "take_" + section.lower())(line.split())
        return self

    def take_rows(self, words):
        sense, row = words
        if kind(row) not in IN_EACH_PERIOD or row.endswith(".t1"):
            self.sense[row] = sense
        elif PERIOD.match(row):
            self.periods = max(self.periods, split(row)[1] + 1)

    def take_columns(self, words):
        if words[0] != self.column:
            self.take_column()
            self.column = words[0]
        self.column_entries += zip(words[1::2], map(float, words[2::2]))

    def name_column(self):
        """Several links may carry the same from one place, and the file then numbers them: where they lead to tells them apart."""
        component, t = split(self.column)
        if kind(component) == "send":
            component += next(" to " + split(row)[0] for row, value in self.column_entries if is_node(row) and value > 0)
            self.links[self.column] = component, t
        return component, t

    def take_column(self):
        if not self.column_entries:
            return
        component, t = self.name_column()
        entries = self.entries.setdefault(component, {})
        for row, value in self.column_entries:
            base, period = split(row)
            if row == "cost":
                self.cost.setdefault(component, {})[t] = value
            elif kind(row) in IN_EACH_PERIOD:
                assert period == t, f"{self.column} in {row}"
                self.note(entries, base, value)
            elif kind(row) == "store":
                entries.setdefault(base, {})[0 if period == t else 1] = value
            elif kind(row) != "ramp":
                self.note(entries, row, value)
                self.reach.setdefault(row, set()).add(t)
        self.column_entries = []

    def note(self, entries, row, value):
        assert math.isclose(entries.setdefault(row, value), value, rel_tol=1e-12), f"{self.column} differs by period in {row}"

    def take_rhs(self, words):
        self.take_column()
        self.side[words[1]] = float(words[2])

    def take_ranges(self, words):
        self.range[words[1]] = float(words[2])

    def take_bounds(self, words):
        component, t = self.links.get(words[2]) or split(words[2])
        if words[0] in ("LO", "FX"):
            self.lower.setdefault(component, {})[t] = float(words[3])
        if words[0] in ("UP", "FX"):
            self.upper.setdefault(component, {})[t] = float(words[3])

    def take_endata(self, words):
        pass

    def limits(self, row):
        """(lower, upper) of a row."""
        side, sense = self.side.get(row, 0), self.sense[row]
        lower = side if sense in "EG" else None
        upper = side if sense in "EL" else None
        if row in self.range:
            lower = side - self.range[row] if sense == "L" else lower
        return lower, upper


def series(figures, periods, absent):
    """A number where it is the same in all periods."""
    values = [figures.get(t, absent) for t in range(periods)]
    return values[0] if all(value == values[0] for value in values) else values


def network_of(reader):
    periods = reader.periods
    network = {"periods": periods, "nodes": [], "components": {}, "stores": {}, "ramps": {}, "shares": {}, "sums": {}}
    for row in reader.sense:
        base = split(row)[0]
        lower, upper = reader.limits(row)
        if is_node(row):
            network["nodes"].append(base)
        elif kind(row) in ("least_share", "most_share"):
            network["shares"][base] = {"lower": lower, "upper": upper, "of": {}}
        elif kind(row) == "ramp":
            network["ramps"]["activity" + base[len("ramp"):]] = upper
        elif kind(row) != "store" and row != "cost":
            reach = [t for t in reader.reach.get(row, ()) if t is not None]
            network["sums"][row] = {"lower": lower, "upper": upper, "first": min(reach), "end": max(reach) + 1, "of": {}, "missing": None}
    for component, entries in reader.entries.items():
        figures = {
            "cost": series(reader.cost.get(component, {}), periods, 0),
            "lower": series(reader.lower.get(component, {}), periods, 0),
            "upper": series(reader.upper.get(component, {}), periods, None),
        }
        if kind(component) == "shortfall":
            (row,) = entries
            network["sums"][row]["missing"] = sum(reader.cost[component].values())
        elif kind(component) == "level":
            name = component[len("level."):]
            (kept,) = [entry[1] for row, entry in entries.items() if kind(row) == "store"]
            network["stores"][name] = figures | {"charge": "charge." + name, "discharge": "discharge." + name, "kept": kept}
        else:
            at = {row: value for row, value in entries.items() if is_node(row)}
            network["components"][component] = {"kind": kind(component), "at": at} | figures
            for row, value in entries.items():
                if kind(row) in ("least_share", "most_share"):
                    network["shares"][row]["of"][component] = value
                elif not is_node(row) and kind(row) != "store":
                    network["sums"][row]["of"][component] = value
    return network


def read(path):
    with open(path) as file:
        return json.load(file)


if __name__ == "__main__":
    with open(sys.argv[2], "w") as out:
        json.dump(network_of(Reader().read(sys.argv[1])), out)
