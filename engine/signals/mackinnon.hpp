// p-values and critical values of unit-root statistics: MacKinnon's response surfaces.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace relval {

// What the test regression has besides the lagged level.
enum class Deterministic { none, constant, trend, quadratic };  // n, c, ct, ctt
std::optional<Deterministic> deterministic_of(std::string_view text);  // "n", "c", "ct", "ctt"

// The chance of a statistic at least this negative if there is a unit root (series = 1: Dickey-Fuller) or no
// cointegration (2 to 6: Engle-Granger, the number of series). NaN for another number of series. MacKinnon (1994), JBES
// 12, 167-176: 0 and 1 beyond the ends of its tables.
double mackinnon_p(double statistic, std::size_t series, Deterministic);

// 1 %, 5 % and 10 % for `rows` rows in the test regression (infinity allowed). MacKinnon (2010), Queen's Economics
// Department working paper 1227; with Deterministic::none one series only, else NaN.
std::array<double, 3> mackinnon_critical(double rows, std::size_t series, Deterministic);

}  // namespace relval
