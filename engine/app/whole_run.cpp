#include "app/whole_run.hpp"

#include "study/variations.hpp"

namespace relval {

WholeRun::WholeRun(std::string file, std::vector<Override> overrides, const std::vector<VaryConfig>& vary)
    : file_(std::move(file)), overrides_(std::move(overrides)), prepared_(prepare(file_, overrides_, vary)) {}

void WholeRun::read() {
  MarketLoader loader(*prepared_.store);
  market_ = loader.load(prepared_.plan);
  digest_ = loader.digest();
  legs_ = follow_legs(prepared_.plan, market_);
}

const RunResult& WholeRun::replay(const std::optional<WhyAsked>& why) {
  session_.emplace(Session{market_, digest_, 64, &legs_, why});
  return result_ = run(prepared_.plan, *session_);
}

void WholeRun::vary() {
  variations_ = run_variations({file_, overrides_, prepared_.store_path, *prepared_.store, *prepared_.registry,
                                prepared_.plan, *session_, result_});
}

const Summary& WholeRun::summarise() {
  return summary_ = relval::summarise(result_, market_, std::move(variations_));
}

}  // namespace relval
