// The keys of expect: what relval check compares, and how closely.
#include "config/run_config_sections.hpp"

namespace relval {

Section<ExpectConfig> expect_section() {
  Section<FigureTolerance> figure;
  figure.number("relative", &FigureTolerance::relative, {.help = "share of the figure", .bounds = at_least(0)})
      .number("absolute", &FigureTolerance::absolute, {.help = "in the figure's own unit", .bounds = at_least(0)});
  return Section<ExpectConfig>()
      .boolean("exact", &ExpectConfig::exact,
               {.help = "every figure and every day's digest equal; false: figures alone"})
      .number("relative", &ExpectConfig::relative,
              {.help = "with exact: false, how far a figure may move, as a share of it", .bounds = at_least(0)})
      .number("absolute", &ExpectConfig::absolute, {.help = "the same in a figure's own unit", .bounds = at_least(0)})
      .map_of("figures", &ExpectConfig::figures, &FigureTolerance::figure, std::move(figure),
              {.help = "tolerances of single figures: figures: {sharpe: {absolute: 0.01}}", .may_be_empty = true,
               .item = "figure"})
      .check([](ExpectConfig& e, const Node& node, Problems& problems) {
        if (e.exact && (e.relative > 0 || e.absolute > 0 || !e.figures.empty()))
          problems.add(node.place(), "expect has tolerances, and it is exact", "add exact: false");
      })
      .written_if([](const ExpectConfig& e) { return !e.exact; });
}

}  // namespace relval
