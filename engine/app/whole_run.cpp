#include "app/whole_run.hpp"

#include <filesystem>

#include "base/hash.hpp"
#include "replay/describe.hpp"
#include "study/scenario_windows.hpp"
#include "study/variations.hpp"

namespace relval {

WholeRun::WholeRun(std::string file, std::vector<Override> overrides, const std::vector<VaryConfig>& vary,
                   OnProgress on_progress)
    : file_(std::move(file)),
      overrides_(std::move(overrides)),
      on_progress_(std::move(on_progress)),
      prepared_(prepare(file_, overrides_, vary)) {}

RunResult WholeRun::planned() const {
  RunResult r;
  r.config = plan().config;
  r.strategy = plan().strategy.identity;
  for (const InputTable& t : plan().strategy.tables) r.strategy_inputs.push_back(t.parameter + " " + t.sha256);
  return r;
}

const std::string& WholeRun::store_sha256() {
  constexpr std::uintmax_t kMostBytes = 64u << 20;
  if (!hashed_ && std::filesystem::file_size(store_path()) <= kMostBytes)
    store_sha256_ = sha256_hex(read_file(store_path()));
  hashed_ = true;
  return store_sha256_;
}

void WholeRun::read() {
  MarketLoader loader(*prepared_.store);
  market_ = loader.load(prepared_.plan);
  digest_ = loader.digest();
}

RunResult WholeRun::described() const {
  RunResult r;
  describe_run(plan(), {market_, digest_}, r);
  return r;
}

const RunResult& WholeRun::replay(const std::optional<WhyAsked>& why) {
  legs_ = follow_legs(prepared_.plan, market_);
  session_.emplace(Session{market_, digest_, 64, &legs_, why, on_progress_});
  return result_ = run(prepared_.plan, *session_);
}

void WholeRun::vary() {
  variations_ = run_variations({file_, overrides_, prepared_.store_path, *prepared_.store, *prepared_.registry,
                                prepared_.plan, *session_, result_, on_progress_});
}

const Summary& WholeRun::summarise() {
  return summary_ = relval::summarise(result_, market_, std::move(variations_),
                                        read_windows(*prepared_.store, plan(), result_));
}

}  // namespace relval
