// relval audit: does a strategy look ahead or not repeat itself, do its numbers add up. For CI: exit code 1.
#include "app/commands.hpp"
#include "app/prepare.hpp"
#include "app/print.hpp"
#include "app/progress.hpp"
#include "base/processes.hpp"
#include "replay/load.hpp"
#include "report/audit_text.hpp"
#include "study/audit.hpp"
#include "study/audit_replays.hpp"

namespace relval {
namespace {

constexpr double kMostSeconds = 6 * 3600;

AuditReport audit_config(const std::string& file, const std::vector<Override>& overrides) {
  const auto replay = [&] {
    const Prepared own = prepare(file, overrides);
    MarketLoader loader(*own.store);
    return record(own.plan, loader.load(own.plan));
  };
  const FreshReplay apart = replay_fresh(Inputs::all, replay), sealed = replay_fresh(Inputs::given, replay);
  const Prepared prepared = prepare(file, overrides);
  MarketLoader loader(*prepared.store);
  Progress progress;
  const AuditedRun run{
      prepared.plan, [&](const RunPlan& plan) { return loader.load(plan); },
      [&] { return make_plan(prepared.plan.config, prepared.store->header(), *prepared.registry); }, apart, sealed,
      progress.teller()};
  return audit(run);
}

}  // namespace

Options audit_options() {
  return Options("audit CONFIG... [options]",
                 "Whether anything a run does depends on what was not known yet, on what the strategy was\n"
                 "not given, or on how much history was loaded, and whether its numbers add up. Exit code 1\n"
                 "where something does not pass; nothing is written.")
      .list("set", "KEY=VALUE", "set a key of the config, as in relval run; may be repeated")
      .flag("json", "print it as JSON")
      .positional("CONFIG", 1, -1);
}

int audit_command(const Options::Parsed& args) {
  const std::vector<Override> overrides = parse_overrides(args.list("set"));
  const bool json = args.has("json");
  int code = 0;
  std::vector<std::string> objects;
  // Each in a process of its own: a plugin starts anew, and one that crashes leaves the others to be audited.
  in_children(
      args.positional.size(), 1, kMostSeconds,
      [&](std::size_t i) {
        const AuditReport report = audit_config(args.positional[i], overrides);
        return (report.passed() ? "0" : "1") + (json ? audit_json(report) : audit_screen(report));
      },
      [&](std::size_t i, const ChildEnd& end) {
        const bool audited = end.how == ChildEnd::done;
        const bool crashed = end.how == ChildEnd::died;
        const int failed = crashed ? static_cast<int>(ErrorKind::strategy) : end.exit_code;
        code = worse_exit(code, audited ? end.text[0] - '0' : failed);
        const std::string why = crashed ? args.positional[i] + ": " + end.text : end.text;
        if (json) objects.push_back(audited ? end.text.substr(1) : audit_json(args.positional[i], why));
        if (!audited) complain(why);
        else if (!json) print((i > 0 ? "\n" : "") + end.text.substr(1));
      });
  if (json) print(audits_json(objects));
  return code;
}

}  // namespace relval
