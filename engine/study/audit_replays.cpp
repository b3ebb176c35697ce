#include "study/audit_replays.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr std::size_t kBlockRows = 64;  // as a run has them
constexpr double kNoise = 1e6;  // beside what a strategy may read: beyond any spread or score

class Recorder : public ReplayWatch {
 public:
  explicit Recorder(Recording& out) : out_(out) {}
  void row_begins(std::size_t) override { out_.begin_row(); }
  void saw(Watched stage, std::size_t item, std::span<const double> values) override { out_.add(stage, item, values); }

 private:
  Recording& out_;
};

class UncoveringRecorder final : public Recorder {
 public:
  UncoveringRecorder(Recording& out, Cover& cover, double fill) : Recorder(out), cover_(cover), fill_(fill) {}
  void row_begins(std::size_t row) override {
    cover_.row_begins(row);
    Recorder::row_begins(row);
  }
  void deciding(std::size_t row) override { cover_.deciding(row); }
  void decided(std::size_t row) override { cover_.decided(row); }
  bool uncovers() const override { return true; }
  std::optional<double> fill() const override { return fill_; }

 private:
  Cover& cover_;
  double fill_;
};

class AnswerRecorder final : public ReplayWatch {
 public:
  AnswerRecorder(Recording& first, Recording& second) : first_(first), second_(second) {}
  bool asks_twice() const override { return true; }
  void row_begins(std::size_t) override {
    first_.begin_row();
    second_.begin_row();
  }
  void saw(Watched stage, std::size_t item, std::span<const double> values) override {
    if (stage == Watched::first_answer) first_.add(Watched::first_answer, item, values);
    if (stage == Watched::second_answer) second_.add(Watched::first_answer, item, values);
  }

 private:
  Recording &first_, &second_;
};

// Faults of the strategy, and those of the data it makes: what ends a run is a difference between two.
void replay(const RunPlan& plan, const MarketData& market, std::size_t block_rows, ReplayWatch& watch, Recording& out,
            RunResult* result) {
  try {
    Session session{market, "", block_rows};
    session.watch = &watch;
    RunResult r = run(plan, session);
    if (result) *result = std::move(r);
  } catch (const Error& e) {
    if (e.kind() == ErrorKind::bug) throw;
    out.fail(e.what());
  }
}

}  // namespace

Recording record(const RunPlan& plan, const MarketData& market, RunResult* result) {
  Recording out;
  Recorder watch(out);
  replay(plan, market, kBlockRows, watch, out, result);
  return out;
}

Recording record_uncovering(const RunPlan& plan, const MarketData& market, CoverWith with) {
  Cover cover(plan, market, with);
  Recording out;
  UncoveringRecorder watch(out, cover, with == CoverWith::nothing ? kNaN : kNoise);
  replay(cover.plan(), cover.market(), 1, watch, out, nullptr);
  return out;
}

void record_answers(const RunPlan& plan, const MarketData& market, Recording& first, Recording& second) {
  AnswerRecorder watch(first, second);
  replay(plan, market, kBlockRows, watch, first, nullptr);
}

RunPlan ended_after(const RunPlan& plan, std::size_t rows, const std::vector<Date>& dates) {
  RunPlan out = plan;
  out.request.rows = plan.warm_up_rows + rows;
  out.config.to.value = dates[out.request.rows - 1];
  for (InputTable& t : out.strategy.tables) {
    const auto last = std::upper_bound(t.dates.begin(), t.dates.end(), out.config.to.value);
    const auto kept = static_cast<std::size_t>(last - t.dates.begin());
    t.dates.resize(kept);
    t.values.resize(kept * t.assets.size());
    t.lines.resize(std::min(t.lines.size(), kept));
  }
  return out;
}

}  // namespace relval
