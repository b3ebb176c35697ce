// Four closes of a pair with a factor leg, small enough to work out by hand. Row 0 flat; entered on row 1, held to the
// end.
//
//   row  date           days  market bp  beta a, b     CS01 a, b        net carry  cost    total
//   0    2025-09-04 Thu       90         1.20  0.80         0      0          0        0       0
//   1    2025-09-05 Fri    1  91         1.20  0.80    -10000   9000          0    -3000   -3000
//   2    2025-09-08 Mon    3  88         1.25  0.75    -10000   9000       +300        0   25300
//   3    2025-09-09 Tue    1  89         1.30  0.70    -11000   9000        -50     -200  -14250
#pragma once

#include "replay/result.hpp"

namespace relval {

// Legs a {A}, b {B, ORCL_5Y} and market {A's and B's twins}; notionals 20m and -11m, 22m on row 3. ORCL_5Y is not held.
RunResult pair_run();

}  // namespace relval
