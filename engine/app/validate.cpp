// relval validate: everything that run checks before it reads a value.
#include "app/commands.hpp"
#include "app/options.hpp"
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

int validate_command(const std::vector<std::string>& words) {
  Options options("validate CONFIG... [options]",
                  "Checks configs against their stores and strategies. Nothing is run or written.");
  options.list("set", "KEY=VALUE", "override a key of the config, e.g. sizing.unit=dts").positional("CONFIG", 1, -1);
  const auto args = options.parse(words);
  if (args.help) {
    print(options.help());
    return 0;
  }
  int code = 0;
  for (const std::string& file : args.positional) {
    try {
      const Prepared p = prepare(file, parse_overrides(args.list("set")));
      print(format("{}: ok: {} rows of {}, legs {}, strategy {}\n", file, p.plan.request.rows - p.plan.warm_up_rows,
                   p.plan.row_unit.name, legs_text(p.plan.universe), p.plan.strategy.identity.name));
    } catch (const Error& e) {
      complain(e.what());
      code = worse_exit(code, e.exit_code());
    }
  }
  return code;
}

int worse_exit(int a, int b) {
  constexpr int kOrder[] = {70, 5, 4, 3, 2, 1};
  for (int code : kOrder)
    if (a == code || b == code) return code;
  return 0;
}

}  // namespace relval
