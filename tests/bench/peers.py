"""peers - other solvers on the same program, each as a process of its own with a time limit; see peers.sh

For each horizon a park of make_year, the MPS file that `coplant export --mps` makes of it, and a row a solver. `solve s` is what a solver says of
its own call (coplant: `solved` of --verbose, which its proof follows; HiGHS: the time of run(); Clp: seconds of the processor); `process s`,
`of processors` (seconds, of all threads) and `peak MB` are those of the whole process: with reading the file, for HiGHS with Python and numpy
(0.1 to 0.2 s, 35 MB), for coplant with reading YAML and printing the plan. Memory below that of this script (15 MB) is not seen. Rows that take
less than ten seconds are medians, of runs in turns. `of coplant` is solve s by that of coplant's interior point; `off` is the relative distance of the objective
from coplant's. A minus: no answer, and `says` tells what became of it."""
import argparse, functools, json, os, platform, re, shutil, subprocess, sys, tempfile, time

# What takes minutes and is known to be behind others of its kind is left out, and what ends in no limit that a coffee allows.
PLAN = {
    24: ["coplant interior", "coplant glpk", "GLPK", "Clp dual", "Clp barrier", "HiGHS simplex", "HiGHS IPX", "HiGHS HiPO", "HiGHS PDLP"],
    168: ["coplant interior", "GLPK", "Clp dual", "Clp barrier", "HiGHS simplex", "HiGHS IPX", "HiGHS HiPO"],
    1344: ["coplant interior", "Clp dual", "HiGHS HiPO"],
    8760: ["coplant interior", "HiGHS HiPO"],
}
LIMIT = {24: 60, 168: 100, 1344: 150, 8760: 700}  # seconds for each solve

HIGHS = {
    "HiGHS simplex": {"solver": "simplex"},
    "HiGHS IPX": {"solver": "ipx", "run_crossover": "off"},
    "HiGHS HiPO": {"solver": "hipo", "run_crossover": "off"},
    "HiGHS PDLP": {"solver": "pdlp"},
}
# The sentence of its log that shows that it is the one that was asked for.
SIGN = {"HiGHS simplex": "Using dual simplex", "HiGHS IPX": "IPX", "HiGHS HiPO": "Running HiPO", "HiGHS PDLP": "PDLP"}
CLP = "clp {mps} -seconds {limit} "
COMMANDS = {
    "Clp dual": CLP + "-dualSimplex",
    "Clp barrier": CLP + "-crossover off -barrier",
    "GLPK": "glpsol --freemps {mps} --dual --tmlim {limit} -o {answer}",
}
COPLANT = {"coplant interior": "interior", "coplant glpk": "glpk"}
TWO_THREADS = {"HiGHS HiPO", "HiGHS PDLP", "coplant interior"}  # those that use more than one

FEW_HOURS = 168  # up to which a plan as text has too few digits to compare, and as JSON is no burden
SHORT = 10  # seconds; what takes longer runs once


class Row:
    """One run: seconds of the solve and objective, or None, and what became of it; seconds, those of processors, and MB of the process."""

    def __init__(self, process, work, peak, says, seconds=None, objective=None):
        self.process, self.work, self.peak = process, work, peak
        self.says, self.seconds, self.objective = says, seconds, objective


def run_highs(mps, solver, limit, threads):
    """In the child: solves one file with its log, and prints a line of JSON behind it."""
    import highspy
    highs = highspy.Highs()
    for name, value in (HIGHS[solver] | {"time_limit": limit, "threads": threads}).items():
        if highs.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            sys.exit(f"HiGHS has no {name} = {value}")
    highs.readModel(mps)
    start = time.monotonic()
    highs.run()
    seconds = time.monotonic() - start
    print("\n" + json.dumps({"seconds": seconds, "objective": highs.getInfo().objective_function_value,
                             "status": highs.modelStatusToString(highs.getModelStatus())}))


def run(command, limit):
    """Runs a process: what it printed, and status (None: it was stopped), seconds, those of processors, and MB."""
    with tempfile.TemporaryFile("w+") as out:
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            seconds = time.monotonic() - start
            if pid != 0:
                break
            if seconds > limit:
                child.kill()
                status, usage = None, os.wait4(child.pid, 0)[2]
                break
            time.sleep(min(0.001 + seconds / 500, 0.1))
        child.returncode = 0
        out.seek(0)
        return out.read(), status, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def last_words(text, status):
    if status is None:
        return "stopped"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:70].replace("|", " ") if lines else "nothing"


def solve_highs(solver, mps, limit, threads):
    text, status, *used = run([sys.executable, __file__, "--child", mps, solver, str(limit), str(threads)], patience(limit))
    last = text.strip().splitlines()[-1:] or [""]
    if status != 0 or not last[0].startswith("{"):
        return Row(*used, last_words(text, status))
    said = json.loads(last[0])
    if said["status"] != "Optimal":
        return Row(*used, said["status"])
    if SIGN[solver] not in text:
        return Row(*used, "solved by another method")
    return Row(*used, "optimal", said["seconds"], said["objective"])


def solve_command(solver, mps, limit, answer):
    command = COMMANDS[solver].format(mps=mps, limit=int(limit), answer=answer)
    text, status, *used = run(command.split(), patience(limit))
    if solver == "GLPK":
        seconds, objective = re.search(r"Time used:\s+([\d.]+)", text), re.search(r"Objective:.*?= *(\S+)", open_text(answer))
        if "OPTIMAL LP SOLUTION FOUND" in text and seconds and objective:
            return Row(*used, "optimal", float(seconds[1]), float(objective[1]))
    else:
        found = re.findall(r"Optimal objective (\S+) .* time ([\d.]+)", text)
        if found:
            return Row(*used, "optimal", float(found[-1][1]), float(found[-1][0]))
    return Row(*used, "no answer in time" if used[0] >= limit else last_words(text, status))


def open_text(path):
    if not os.path.exists(path):
        return ""
    with open(path) as file:
        return file.read(4096)


def solve_coplant(solver, park, hours, limit, args, answer):
    command = [args.coplant, "solve", "--solver", COPLANT[solver], "--quiet", "--time-limit", str(limit), park]
    text, status, *used = run([*command, "--verbose"], patience(limit))
    seconds = re.search(r"coplant: solved: ([\d.]+) s", text)
    said = re.search(r"^best margin: (\S+) (million )?CNY(/a)?", text, re.M)
    if status != 0 or not seconds or not said:
        return Row(*used, last_words(text, status))
    margin = float(said[1]) * (1e6 if said[2] else 1) * (hours / 8760 if said[3] else 1)
    if hours <= FEW_HOURS:
        run([*command, "--format", "json", "--output", answer], patience(limit))
        margin = float(re.search(r'"objective": {[^}]*"value": ([^,}\s]+)', open_text(answer))[1])
    # The least of the program is in 1000 CNY an hour, the margin of the plan in CNY over the horizon.
    return Row(*used, "optimal and proved", float(seconds[1]), margin / (-1000 * hours))


def patience(limit):
    """For reading, and for those who look at the clock seldom."""
    return 1.1 * limit + 60


def solve(solver, folder, hours, limit, args):
    mps, park = os.path.join(folder, "year.mps"), os.path.join(folder, "year.yaml")
    if solver in HIGHS:
        return solve_highs(solver, mps, limit, args.threads)
    with tempfile.TemporaryDirectory() as scratch:
        answer = os.path.join(scratch, "answer")
        if solver in COPLANT:
            return solve_coplant(solver, park, hours, limit, args, answer)
        return solve_command(solver, mps, limit, answer)


def solve_in_turns(solvers, folder, hours, limit, args):
    """Of each solver the run whose solve took the median of all. They take turns, so that whatever else the machine does meets all alike."""
    rows = {solver: [] for solver in solvers}
    for _ in range(args.times):
        for solver, runs in rows.items():
            if not runs or runs[-1].process < SHORT:
                runs.append(solve(solver, folder, hours, limit, args))
    for runs in rows.values():
        runs.sort(key=lambda row: row.process if row.seconds is None else row.seconds)
    return {solver: (runs[len(runs) // 2], len(runs)) for solver, runs in rows.items()}


def size(mps):
    """Rows, columns and entries, the objective not counted."""
    rows = columns = entries = 0
    section, last = None, None
    with open(mps) as file:
        for line in file:
            if not line.startswith(" "):
                section = line.split()[0]
                if section == "RHS":
                    break
            elif section == "ROWS":
                rows += 1
            elif section == "COLUMNS":
                words = line.split()
                columns += words[0] != last
                last = words[0]
                entries += sum(word != "cost" for word in words[1::2])
    return rows - 1, columns, entries


def first_line(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=20)
        return next(line for line in (done.stdout + done.stderr).splitlines() if line.strip())
    except (OSError, StopIteration):
        return None


@functools.cache
def highs_version():
    """Asked in a process of its own: what this one holds would count in the memory of those it starts."""
    done = subprocess.run([sys.executable, "-c", "import highspy; print(highspy.Highs().version())"], capture_output=True, text=True)
    return f"HiGHS {done.stdout.strip()}" if done.returncode == 0 else None


def print_machine(args):
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    with open("/proc/meminfo") as file:
        memory = int(re.search(r"MemTotal:\s+(\d+)", file.read())[1]) / 2**20
    solvers = [first_line([args.coplant, "version"]), first_line(["glpsol", "--version"]), first_line(["clp", "-quit"]), highs_version()]
    print(f"{time.strftime('%d %B %Y')}, {model[1] if model else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, "
          f"{platform.system()} {platform.release()}, load {os.getloadavg()[0]:.1f} before; " + "; ".join(filter(None, solvers)) + "\n")


def missing(solver):
    """Why it can't be run, or None."""
    if solver in HIGHS:
        return None if highs_version() else "highspy is not installed"
    if solver in COMMANDS and shutil.which(COMMANDS[solver].split()[0]) is None:
        return f"{COMMANDS[solver].split()[0]} is not installed"
    return None


def make(hours, args):
    """The park of so many hours and its program."""
    folder = os.path.join(args.folder, str(hours))
    os.makedirs(folder, exist_ok=True)
    subprocess.run([args.make_year, folder, str(hours)], check=True)
    with open(os.path.join(folder, "year.mps"), "w") as file:
        subprocess.run([args.coplant, "export", "--mps", os.path.join(folder, "year.yaml")], check=True, stdout=file)
    return folder


def measure(hours, args):
    folder = make(hours, args)
    limit = args.limit or LIMIT.get(hours, 600)
    solvers = args.solvers.split(",") if args.solvers else PLAN.get(hours, list(COPLANT)[:1])
    rows, columns, entries = size(os.path.join(folder, "year.mps"))
    print(f"{hours} hours: {rows} rows, {columns} columns, {entries} entries; limit {limit:g} s\n")
    print("| hours | solver | threads | runs | solve s | process s | of processors | peak MB | objective | off | of coplant | says |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|")
    ours = None
    medians = solve_in_turns([solver for solver in solvers if not missing(solver)], folder, hours, limit, args)
    for solver in solvers:
        if missing(solver):
            print(f"| {hours} | {solver} | | | - | | | | | | | {missing(solver)} |", flush=True)
            continue
        row, runs = medians[solver]
        ours = row if ours is None and solver in COPLANT else ours
        known = row.seconds is not None
        beside = known and ours is not None and ours.seconds is not None
        print(f"| {hours} | {solver} | {args.threads if solver in TWO_THREADS else 1} | {runs} | {f'{row.seconds:.3g}' if known else '-'} "
              f"| {row.process:.3g} | {row.work:.3g} | {row.peak:.0f} | {f'{row.objective:.10g}' if known else '-'} "
              f"| {f'{abs(row.objective / ours.objective - 1):.0e}' if beside else '-'} "
              f"| {f'{row.seconds / ours.seconds:.1f}' if beside else '-'} | {row.says} |", flush=True)
    print()
    if not args.keep:
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description="coplant beside other solvers on the same program")
    parser.add_argument("--hours", default=",".join(map(str, PLAN)), help="horizons, by commas: %(default)s")
    parser.add_argument("--solvers", help="names by commas, out of: " + ", ".join([*COPLANT, *COMMANDS, *HIGHS]))
    parser.add_argument("--limit", type=float, help="seconds for each solve; " + ", ".join(f"{s} at {h} h" for h, s in LIMIT.items()))
    parser.add_argument("--threads", type=int, default=2, help="for those that can use them: %(default)s")
    parser.add_argument("--times", type=int, default=5, help=f"runs of what takes less than {SHORT} s: %(default)s")
    parser.add_argument("--keep", action="store_true", help="parks and MPS files stay (1.2 GB at 8760 h)")
    parser.add_argument("--coplant", default="coplant")
    parser.add_argument("--make-year", required=True)
    parser.add_argument("--folder", required=True, help="where parks and MPS files are made")
    args = parser.parse_args()
    print_machine(args)
    for hours in map(int, args.hours.split(",")):
        measure(hours, args)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        run_highs(sys.argv[2], sys.argv[3], float(sys.argv[4]), int(sys.argv[5]))
    else:
        main()
