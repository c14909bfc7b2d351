"""calliope_park - the park of make_year in Calliope 0.7, built by Pyomo and solved by HiGHS

    calliope_park.py NETWORK.json METHOD      METHOD is an option `solver` of HiGHS, or "none": built only

A node of the network is a carrier at the one node of the model (with the facilities as nodes and links as transmission the arrays of Calliope, nodes x
technologies x carriers x hours, would be larger still); what takes from nodes and gives to others is a conversion, what only gives a supply, what only takes
a demand; a store is a storage. Fixed amounts of several carriers, limits of their own for filling and emptying, a cost of what lies in a store
and shares in a mix are said in Calliope's own language of mathematics. Left out are contracts, the target on flaring, and ramps from the last hour
to the first: the optimum is then that of a park without them. Calliope's interface to HiGHS does not work with the Pyomo of today, so the
program goes to highspy as a file."""
import json, os, sys, tempfile, time

import network

start = time.monotonic()
import calliope
import highspy
import pandas as pd

LOADED = time.monotonic()
PLACE = "park"

# activity: how much of a conversion is done in an hour; amount_in and amount_out: of a carrier for one unit of it.
MATHEMATICS = {
    "parameters": {name: {"default": default} for name, default in {
        "amount_in": float("nan"), "amount_out": float("nan"), "activity_min": 0, "activity_max": float("inf"), "activity_cost": 0, "activity_ramp": float("nan"),
        "storage_cost": 0, "charge_max": float("nan"), "discharge_max": float("nan"), "share_min": float("nan"), "share_max": float("nan")}.items()},
    "lookups": {"share_of": {"default": float("nan"), "dtype": "string"}},
    "variables": {
        "activity": {"foreach": ["nodes", "techs", "timesteps"], "where": "base_tech==conversion", "default": 0,
                     "bounds": {"min": "activity_min", "max": "activity_max"}},
    },
    "constraints": {
        "balance_conversion": {"active": False},
        "amounts_taken": {"foreach": ["nodes", "techs", "carriers", "timesteps"], "where": "carrier_in AND base_tech==conversion",
                          "equations": [{"expression": "flow_in == amount_in * activity"}]},
        "amounts_given": {"foreach": ["nodes", "techs", "carriers", "timesteps"], "where": "carrier_out AND base_tech==conversion",
                          "equations": [{"expression": "flow_out == amount_out * activity"}]},
        "charge": {"foreach": ["nodes", "techs", "carriers", "timesteps"], "where": "charge_max AND carrier_in",
                   "equations": [{"expression": "flow_in <= charge_max"}]},
        "discharge": {"foreach": ["nodes", "techs", "carriers", "timesteps"], "where": "discharge_max AND carrier_out",
                      "equations": [{"expression": "flow_out <= discharge_max"}]},
        "ramp_up": {"foreach": ["nodes", "techs", "timesteps"], "where": "activity_ramp AND NOT timesteps==get_val_at_index(timesteps=0)",
                    "equations": [{"expression": "activity - roll(activity, timesteps=1) <= activity_ramp"}]},
        "ramp_down": {"foreach": ["nodes", "techs", "timesteps"], "where": "activity_ramp AND NOT timesteps==get_val_at_index(timesteps=0)",
                      "equations": [{"expression": "roll(activity, timesteps=1) - activity <= activity_ramp"}]},
        "share_least": {"foreach": ["nodes", "techs", "timesteps"], "where": "share_min",
                        "equations": [{"expression": "activity >= share_min * select_from_lookup_arrays(activity, techs=share_of)"}]},
        "share_most": {"foreach": ["nodes", "techs", "timesteps"], "where": "share_max",
                       "equations": [{"expression": "activity <= share_max * select_from_lookup_arrays(activity, techs=share_of)"}]},
    },
    "objectives": {"min_cost_optimisation": {"equations": [{"expression":
        "sum(sum(cost, over=[nodes, techs]) * objective_cost_weights, over=costs)"
        " + sum(activity * activity_cost, over=[nodes, techs, timesteps]) + sum(storage * storage_cost, over=[nodes, techs, timesteps])"}]}},
}


def plain(name):
    """Names of Calliope have no dots."""
    return name.replace(".", "__").replace(" ", "_")


class Model:
    """The definition of the model, as its YAML files would be, and what differs by hour."""

    def __init__(self, park):
        self.hours = pd.date_range("2025-01-01", periods=park["periods"], freq="h")
        self.techs, self.tables = {}, {}
        stored = {store[end] for store in park["stores"].values() for end in ("charge", "discharge")}
        for name, component in park["components"].items():
            if name not in stored:
                self.add(name, component, park["ramps"].get(name))
        for name, store in park["stores"].items():
            self.add_store(name, store, park["components"])
        for share in park["shares"].values():
            self.add_share(share)

    def set(self, name, parameter, value, factor=1.0, costs=False):
        """A figure, or a column of a table."""
        if value is None or (value == 0 and parameter != "sink_use_max"):
            return
        if isinstance(value, list):
            self.tables.setdefault((parameter, costs), {})[name] = [one * factor for one in value]
        elif costs:
            self.techs[name][parameter] = {"data": value * factor, "index": "monetary", "dims": "costs"}
        else:
            self.techs[name][parameter] = value * factor

    def add(self, name, component, ramp):
        taken = {plain(node): -amount for node, amount in component["at"].items() if amount < 0}
        given = {plain(node): amount for node, amount in component["at"].items() if amount > 0}
        name = plain(name)
        (unit,) = (taken or given).values() if not (taken and given) else (1.0,)
        if not taken:
            self.techs[name] = {"base_tech": "supply", "carrier_out": list(given)}
            words = ("source_use_min", "source_use_max", "cost_flow_out")
        elif not given:
            self.techs[name] = {"base_tech": "demand", "carrier_in": list(taken)}
            words = ("sink_use_min", "sink_use_max", "cost_flow_in")
        else:
            self.techs[name] = {"base_tech": "conversion", "carrier_in": list(taken), "carrier_out": list(given),
                                "amount_in": {"data": list(taken.values()), "index": list(taken), "dims": "carriers"},
                                "amount_out": {"data": list(given.values()), "index": list(given), "dims": "carriers"}}
            words = ("activity_min", "activity_max", "activity_cost")
            self.set(name, "activity_ramp", ramp)
        self.set(name, words[0], component["lower"], unit)
        self.set(name, words[1], component["upper"], unit)
        self.set(name, words[2], component["cost"], 1 / unit, costs=words[2].startswith("cost"))

    def add_store(self, name, store, components):
        charge, discharge = components[store["charge"]], components[store["discharge"]]
        (carrier,) = map(plain, charge["at"])
        self.techs[plain(name)] = {
            "base_tech": "storage", "carrier_in": carrier, "carrier_out": carrier, "storage_cap_max": store["upper"], "storage_loss": 1 - store["kept"],
            "cyclic_storage": True, "storage_cost": store["cost"], "charge_max": charge["upper"], "discharge_max": discharge["upper"]}

    def add_share(self, share):
        """value ingredient + share activity >= or <= 0."""
        (ingredient, value), = [(name, value) for name, value in share["of"].items() if name.startswith("ingredient.")]
        (activity, of), = [(name, value) for name, value in share["of"].items() if name != ingredient]
        self.techs[plain(ingredient)] |= {"share_of": plain(activity), "share_min" if share["upper"] is None else "share_max": -of / value}

    def build(self):
        definition = {
            "config": {"init": {"name": "year", "extra_math": ["flows"]}},
            "data_definitions": {"objective_cost_weights": {"data": 1, "index": "monetary", "dims": "costs"}},
            "techs": self.techs,
            "nodes": {PLACE: {"techs": {name: None for name in self.techs}}},
            "data_tables": {parameter: {"data": parameter, "rows": "timesteps", "columns": "techs",
                                        "add_dims": {"parameters": parameter, "nodes": PLACE} | ({"costs": "monetary"} if costs else {})}
                            for parameter, costs in self.tables},
        }
        frames = {parameter: pd.DataFrame(columns, index=self.hours) for (parameter, _), columns in self.tables.items()}
        model = calliope.read_dict(definition, math_dict={"flows": MATHEMATICS}, data_table_dfs=frames)
        model.build()
        return model


def solve(model, method):
    """(objective, status) by way of an LP file."""
    highs = highspy.Highs()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "year.lp")
        model.backend.to_lp(path)
        highs.readModel(path)
    for option, value in ({"solver": method, "threads": 2} | ({} if method == "simplex" else {"run_crossover": "off"})).items():
        highs.setOptionValue(option, value)
    highs.run()
    return highs.getInfo().objective_function_value, highs.modelStatusToString(highs.getModelStatus())


def main():
    park = network.read(sys.argv[1])
    begin = time.monotonic()
    model = Model(park).build()
    built = time.monotonic()
    said = {"version": f"Calliope {calliope.__version__}", "import": LOADED - start, "build": built - begin}
    if sys.argv[2] != "none":
        objective, status = solve(model, sys.argv[2])
        said |= {"solve": time.monotonic() - built, "objective": objective, "status": status}
    print("\n" + json.dumps(said))


main()
