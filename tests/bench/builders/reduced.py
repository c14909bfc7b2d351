"""reduced - the optimum of the park without what Calliope leaves out, by HiGHS

    reduced.py YEAR.mps      prints it

Rows of contracts, of the target on flaring, and of ramps from the last hour to the first limit nothing."""
import sys

import highspy


def is_left_out(row):
    return row.startswith(("contract.", "most_target.")) or (row.startswith("ramp.") and row.endswith(".t1"))


highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.readModel(sys.argv[1])
for i, row in enumerate(highs.getLp().row_names_):
    if is_left_out(row):
        highs.changeRowBounds(i, -highspy.kHighsInf, highspy.kHighsInf)
highs.run()
print(repr(highs.getInfo().objective_function_value))
