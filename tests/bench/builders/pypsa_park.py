"""pypsa_park - the park of make_year in PyPSA, built by linopy and solved by HiGHS

    pypsa_park.py NETWORK.json METHOD      METHOD is an option `solver` of HiGHS, or "none": built only

A node is a bus; what takes from nodes and gives to others is a link, whose flow is that at the first node it takes from; what only gives is a
generator, what only takes a generator of sign -1; a store has a bus of its own, since what fills it and what empties it have limits of their own.
PyPSA has no word for shares in a mix, for contracts, for the target on flaring and for a ramp from the last hour to the first: they are
added to its model by linopy, as its documentation does. Nothing is left out."""
import json, sys, time

import network

start = time.monotonic()
import numpy as np
import pandas as pd
import pypsa

LOADED = time.monotonic()


def series(value, absent):
    return np.array(value, dtype=float) if isinstance(value, list) else (absent if value is None else value)


class Component:
    """A component as PyPSA has it: its flow is `unit` times that of the network."""

    def __init__(self, name, what):
        self.name, self.at = name, what["at"]
        taken = [node for node, amount in self.at.items() if amount < 0]
        given = [node for node, amount in self.at.items() if amount > 0]
        self.is_link = bool(taken and given)
        self.first = (taken or given)[0]
        self.unit = abs(self.at[self.first])
        self.sign = -1 if taken and not given else 1
        self.cost = series(what["cost"], 0) / self.unit
        self.lower = series(what["lower"], 0) * self.unit
        self.upper = series(what["upper"], np.inf) * self.unit
        most = float(np.max(self.upper))
        self.nominal = most if 0 < most < np.inf else 1.0

    def others(self):
        return {node: amount / self.unit for node, amount in self.at.items() if node != self.first}


def add_all(n, park, components):
    generators = [c for c in components.values() if not c.is_link]
    links = [c for c in components.values() if c.is_link]
    columns = lambda some, of: pd.DataFrame({c.name: np.broadcast_to(of(c), park["periods"]) for c in some}, index=n.snapshots)
    common = lambda some: dict(p_nom=[c.nominal for c in some], p_max_pu=columns(some, lambda c: c.upper / c.nominal),
                               p_min_pu=columns(some, lambda c: c.lower / c.nominal), marginal_cost=columns(some, lambda c: c.cost))
    ramps = lambda c: park["ramps"].get(c.name, np.nan) * c.unit / c.nominal
    n.add("Generator", [c.name for c in generators], bus=[c.first for c in generators], sign=[c.sign for c in generators], **common(generators))
    most = max(len(c.others()) for c in links)
    more = {}
    for k in range(most):
        others = [list(c.others().items())[k] if k < len(c.others()) else ("", 1.0) for c in links]
        more[f"bus{k + 1}"] = [node for node, _ in others]
        more["efficiency" if k == 0 else f"efficiency{k + 1}"] = [amount for _, amount in others]
    n.add("Link", [c.name for c in links], bus0=[c.first for c in links], ramp_limit_up=[ramps(c) for c in links],
          ramp_limit_down=[ramps(c) for c in links], **more, **common(links))


def add_stores(n, park):
    for name, store in park["stores"].items():
        n.add("Bus", "store." + name)
        n.add("Store", name, bus="store." + name, e_nom=store["upper"], e_cyclic=True, standing_loss=1 - store["kept"],
              marginal_cost_storage=store["cost"])
        park["components"][store["charge"]]["at"]["store." + name] = 1.0
        park["components"][store["discharge"]]["at"]["store." + name] = -1.0


def add_rows(n, park, components):
    """What PyPSA has no word for."""
    model = n.model
    of = lambda name: model.variables["Link-p" if components[name].is_link else "Generator-p"].sel(name=name)
    term = lambda name, value: value / components[name].unit * of(name)
    for row, share in park["shares"].items():
        total = sum(term(name, value) for name, value in share["of"].items())
        model.add_constraints(total, ">=" if share["upper"] is None else "<=", share["lower"] if share["upper"] is None else share["upper"], name=row)
    for row, rule in park["sums"].items():
        hours = slice(rule["first"], rule["end"])
        total = sum(term(name, value).isel(snapshot=hours).sum() for name, value in rule["of"].items())
        if rule["missing"] is not None:
            missing = model.add_variables(lower=0, name="missing " + row)
            total = total + missing
            model.objective = model.objective.expression + rule["missing"] * missing
        model.add_constraints(total, ">=" if rule["upper"] is None else "<=", rule["lower"] if rule["upper"] is None else rule["upper"], name=row)
    for name, most in park["ramps"].items():
        step = of(name).isel(snapshot=0) - of(name).isel(snapshot=-1)
        model.add_constraints(step, "<=", most * components[name].unit, name=f"ramp up {name}")
        model.add_constraints(step, ">=", -most * components[name].unit, name=f"ramp down {name}")


def build(park):
    n = pypsa.Network()
    n.set_snapshots(range(park["periods"]))
    n.add("Bus", park["nodes"])
    add_stores(n, park)
    components = {name: Component(name, what) for name, what in park["components"].items()}
    add_all(n, park, components)
    n.optimize.create_model()
    add_rows(n, park, components)
    return n


def main():
    park = network.read(sys.argv[1])
    begin = time.monotonic()
    n = build(park)
    built = time.monotonic()
    said = {"version": f"PyPSA {pypsa.__version__}", "import": LOADED - start, "build": built - begin}
    if sys.argv[2] != "none":
        status = n.model.solve(solver_name="highs", io_api="direct", solver=sys.argv[2], threads=2,
                               **({} if sys.argv[2] == "simplex" else {"run_crossover": "off"}))
        said |= {"solve": time.monotonic() - built, "objective": n.model.objective.value, "status": str(status)}
    print("\n" + json.dumps(said))


main()
