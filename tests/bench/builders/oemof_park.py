"""oemof_park - the park of make_year in oemof-solph, built by Pyomo and solved by HiGHS

    oemof_park.py NETWORK.json METHOD      METHOD is an option `solver` of HiGHS, or "none": built only

A node is a bus; what takes from nodes and gives to others is a converter, what only gives a source, what only takes a sink; a store is a
GenericStorage. oemof-solph has no word for shares in a mix, for contracts, for the target on flaring and for a ramp from the last hour to the
first: they are added to its model in Pyomo, as its own module `constraints` does. Nothing is left out."""
import json, sys, time

import network

start = time.monotonic()
import pandas as pd
import pyomo.environ as po
from oemof import solph

LOADED = time.monotonic()


def scaled(value, factor):
    return [one * factor for one in value] if isinstance(value, list) else value * factor


def largest(value):
    return max(value) if isinstance(value, list) else value


def limited_flow(component, unit, ramp=None):
    """The flow at a node of which one unit of the component takes or gives `unit`."""
    flow = {"variable_costs": scaled(component["cost"], 1 / unit)}
    if component["upper"] is not None and largest(component["upper"]) > 0:
        nominal = largest(component["upper"]) * unit
        flow |= {"maximum": scaled(component["upper"], unit / nominal)}
    elif component["upper"] is not None:
        nominal, flow = 1, flow | {"maximum": 0}
    elif largest(component["lower"]) > 0:
        nominal, flow = 1, flow | {"maximum": 1e5}  # a least must be a share of something; no flow is so large
    else:
        return solph.Flow(**flow)
    if ramp is not None:
        flow |= {"positive_gradient_limit": ramp * unit / nominal, "negative_gradient_limit": ramp * unit / nominal}
    return solph.Flow(nominal_capacity=nominal, minimum=scaled(component["lower"], unit / nominal), **flow)


class Built:
    """The energy system; of each component the two ends of the flow that stands for it, and how large that is."""

    def __init__(self, park):
        hours = pd.date_range("2025-01-01", periods=park["periods"] + 1, freq="h")
        self.system = solph.EnergySystem(timeindex=hours, infer_last_interval=False)
        self.bus = {node: solph.Bus(label=node) for node in park["nodes"]}
        self.system.add(*self.bus.values())
        self.flow = {}
        stored = {store[end] for store in park["stores"].values() for end in ("charge", "discharge")}
        for name, component in park["components"].items():
            if name not in stored:
                self.add(name, component, park["ramps"].get(name))
        for name, store in park["stores"].items():
            self.add_store(name, store, park["components"])

    def add(self, name, component, ramp):
        taken = {node: -amount for node, amount in component["at"].items() if amount < 0}
        given = {node: amount for node, amount in component["at"].items() if amount > 0}
        first, unit = next(iter((taken or given).items()))
        flow = limited_flow(component, unit, ramp)
        inputs = {self.bus[node]: flow if node == first else solph.Flow() for node in taken}
        outputs = {self.bus[node]: flow if node == first else solph.Flow() for node in given}
        if not taken:
            node = solph.components.Source(label=name, outputs=outputs)
        elif not given:
            node = solph.components.Sink(label=name, inputs=inputs)
        else:
            node = solph.components.Converter(label=name, inputs=inputs, outputs=outputs,
                                              conversion_factors={self.bus[at]: amount for at, amount in (taken | given).items()})
        self.system.add(node)
        self.flow[name] = ((self.bus[first], node) if taken else (node, self.bus[first])), unit

    def add_store(self, name, store, components):
        charge, discharge = components[store["charge"]], components[store["discharge"]]
        (bus,) = charge["at"]
        self.system.add(solph.components.GenericStorage(
            label=name, nominal_capacity=store["upper"], loss_rate=1 - store["kept"], storage_costs=store["cost"], balanced=True,
            inputs={self.bus[bus]: limited_flow(charge, 1)}, outputs={self.bus[bus]: limited_flow(discharge, 1)}))


def add_rows(model, park, built):
    """What oemof-solph has no word for."""
    def at(name, value, t):
        (i, o), unit = built.flow[name]
        return value / unit * model.flow[i, o, t]

    def limit(total, rule):
        return total >= rule["lower"] if rule["upper"] is None else total <= rule["upper"]

    shares, sums = list(park["shares"].values()), list(park["sums"].values())
    model.shares = po.Constraint(range(len(shares)), model.TIMESTEPS, rule=lambda _, k, t: limit(
        sum(at(name, value, t) for name, value in shares[k]["of"].items()), shares[k]))
    model.missing = po.Var([k for k, rule in enumerate(sums) if rule["missing"] is not None], within=po.NonNegativeReals)
    model.sums = po.Constraint(range(len(sums)), rule=lambda _, k: limit(
        sum(at(name, value, t) for name, value in sums[k]["of"].items() for t in range(sums[k]["first"], sums[k]["end"]))
        + (model.missing[k] if k in model.missing else 0), sums[k]))
    model.objective.expr += sum(sums[k]["missing"] * model.missing[k] for k in model.missing)
    last = park["periods"] - 1
    model.ramps = po.Constraint(list(park["ramps"]), rule=lambda _, name: (
        -park["ramps"][name], at(name, 1, 0) - at(name, 1, last), park["ramps"][name]))


def main():
    park = network.read(sys.argv[1])
    begin = time.monotonic()
    built = Built(park)
    model = solph.Model(built.system)
    add_rows(model, park, built)
    end = time.monotonic()
    said = {"version": f"oemof-solph {solph.__version__}", "import": LOADED - start, "build": end - begin}
    if sys.argv[2] != "none":
        crossover = {} if sys.argv[2] == "simplex" else {"run_crossover": "off"}
        model.solve(solver="highs", solve_kwargs={"tee": True}, cmdline_options={"solver": sys.argv[2], "threads": 2} | crossover)
        said |= {"solve": time.monotonic() - end, "objective": po.value(model.objective), "status": model.solver_results["termination_condition"]}
    print("\n" + json.dumps(said))


main()
