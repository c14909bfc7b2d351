"""builders - the same park built and solved by model builders, each as a process of its own with a time limit; see builders.sh

A row a builder. `build s`: from the network (builders/network.py) to a program that is ready for HiGHS; of coplant from its files to the
program. `solve s`: from there to the optimum in the builder's hands, the hand-over to HiGHS with it; of coplant with its proof. `process s` and
`peak MB` are of the whole process, imports (`import s`) with it. `off` is the relative distance of the optimum from coplant's; of Calliope, which
leaves some rows out (see its file), from that of the program without them, found by HiGHS (builders/reduced.py).
HiGHS solves by its dual simplex up to 168 hours and by HiPO beyond; from 8760 hours on builders only build. A process may take 16 GB: Calliope
holds arrays of all technologies by all carriers by all hours, so it is asked up to 168 hours."""
import argparse, json, os, re, resource, subprocess, sys

from peers import last_words, make, print_machine, run, solve_coplant

BUILDERS = {"PyPSA": "pypsa", "oemof-solph": "oemof", "Calliope": "calliope"}
PLAN = "24,168,1344"
SIMPLEX_HOURS, SOLVED_HOURS, CALLIOPE_HOURS = 168, 1344, 168
MEMORY = 16 * 2**30
HERE = os.path.dirname(os.path.abspath(__file__))


def method(hours):
    return "simplex" if hours <= SIMPLEX_HOURS else "hipo" if hours <= SOLVED_HOURS else "none"


def number(figures, name, form=".3g"):
    return format(figures[name], form) if figures.get(name) is not None else "-"


def print_row(hours, name, used, figures, optimum, says):
    process, _, peak = used
    objective = figures.get("objective")
    off = f"{abs(objective / optimum - 1):.0e}" if objective is not None and optimum else "-"
    print(f"| {hours} | {name} | {number(figures, 'import')} | {number(figures, 'build')} | {number(figures, 'solve')} | {process:.3g} | {peak:.0f} "
          f"| {number(figures, 'objective', '.10g')} | {off} | {says} |", flush=True)


def measure_coplant(hours, folder, args):
    """Prints the row, returns the optimum."""
    park = os.path.join(folder, "year.yaml")
    text, _, *used = run([args.coplant, "solve", "--solver", "interior", "--verbose", "--quiet", park], args.limit)
    stage = {name: float(seconds) for name, seconds in re.findall(r"coplant: ([a-z ,]+): ([\d.]+) s", text)}
    optimum = solve_coplant("coplant interior", park, hours, args.limit, args, os.path.join(folder, "answer")).objective
    figures = {"build": stage["read and checked"] + stage["compiled"], "solve": stage["solved"] + stage["proved"], "objective": optimum}
    print_row(hours, "coplant", used, figures, optimum, "optimal and proved")
    return optimum


def python_of(name, args):
    return os.path.join(args.folder, BUILDERS[name], "bin", "python")


def is_installed(name, args):
    return os.path.exists(os.path.join(args.folder, BUILDERS[name], "installed"))


def measure_builder(name, hours, network, optimum, args):
    if not is_installed(name, args):
        print(f"| {hours} | {name} | | | | | | | | not installed |", flush=True)
        return
    script = os.path.join(HERE, "builders", BUILDERS[name] + "_park.py")
    text, status, *used = run([python_of(name, args), "-W", "ignore", script, network, method(hours)], args.limit)
    last = text.strip().splitlines()[-1:] or [""]
    figures = json.loads(last[0]) if status == 0 and last[0].startswith("{") else {}
    says = figures.get("status", "built only") if figures else last_words(text, status)
    print_row(hours, figures.get("version", name), used, figures, optimum, says)


def reduced_optimum(mps, args):
    done = subprocess.run([python_of("Calliope", args), os.path.join(HERE, "builders", "reduced.py"), mps], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def measure(hours, args):
    folder = make(hours, args)
    mps, network = os.path.join(folder, "year.mps"), os.path.join(folder, "network.json")
    subprocess.run([sys.executable, os.path.join(HERE, "builders", "network.py"), mps, network], check=True)
    optimum = measure_coplant(hours, folder, args)
    for name in args.builders.split(","):
        if name != "Calliope":
            measure_builder(name, hours, network, optimum, args)
        elif hours <= CALLIOPE_HOURS:
            measure_builder(name, hours, network, reduced_optimum(mps, args) if is_installed(name, args) else None, args)
    os.remove(mps)


def main():
    parser = argparse.ArgumentParser(description="coplant beside model builders on the same park")
    parser.add_argument("--hours", default=PLAN, help="horizons, by commas: %(default)s")
    parser.add_argument("--builders", default=",".join(BUILDERS), help="names by commas: %(default)s")
    parser.add_argument("--limit", type=float, default=300, help="seconds for each process: %(default)s")
    parser.add_argument("--coplant", required=True)
    parser.add_argument("--make-year", required=True)
    parser.add_argument("--folder", required=True, help="where the virtual environments are, and parks are made")
    args = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    print_machine(args)
    print("| hours | builder | import s | build s | solve s | process s | peak MB | objective | off | says |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|---:|---|")
    for hours in map(int, args.hours.split(",")):
        measure(hours, args)


if __name__ == "__main__":
    main()
