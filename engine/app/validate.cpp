// relval validate: everything that run checks before it reads a value.
#include "app/commands.hpp"
#include "app/each_config.hpp"
#include "app/prepare.hpp"
#include "app/print.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

std::string legs_text(const Universe& u) {
  std::vector<std::string> out;
  for (const Leg& leg : u.legs) out.push_back(format("{} ({})", leg.name, leg.slots.size()));
  return join(out, ", ");
}

}  // namespace

Options validate_options() {
  return Options("validate CONFIG... [options]",
                 "Checks configs against their stores and strategies. Nothing is run or written.")
      .list("set", "KEY=VALUE", "override a key of the config, e.g. sizing.unit=dts").positional("CONFIG", 1, -1);
}

int validate_command(const Options::Parsed& args) {
  const std::vector<Override> overrides = parse_overrides(args.list("set"));
  return each_config(args.positional, [&](const std::string& file) {
    const Prepared p = prepare(file, overrides);
    print(format("{}: ok: {} rows of {}, legs {}, strategy {}\n", file, p.plan.request.rows - p.plan.warm_up_rows,
                 p.plan.row_unit.name, legs_text(p.plan.universe), p.plan.strategy.identity.name));
    return 0;
  });
}

}  // namespace relval
