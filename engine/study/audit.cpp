#include "study/audit.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "replay/replay.hpp"
#include "study/audit_accounting.hpp"
#include "study/audit_replays.hpp"
#include "study/audit_warm_up.hpp"
#include "study/audit_words.hpp"

namespace relval {
namespace {

using Group = AuditPart::Group;

constexpr std::array kEnds = {0.25, 0.5, 0.75};  // of the run's rows
constexpr const char* kSkipped = "the strategy does not repeat itself: see above";

class Audit {
 public:
  explicit Audit(const AuditedRun& run) : run_(run), plan_(run.plan), market_(run.load(run.plan)) {}

  AuditReport report() {
    out_.config = plan_.config.file.string();
    out_.strategy = plan_.strategy.identity.name;
    out_.store = market_.info;
    out_.first = market_.dates[plan_.warm_up_rows];
    out_.last = market_.dates.back();
    out_.rows = rows();
    out_.delay_rows = plan_.strategy.same_close ? 0 : plan_.delay_rows;
    RunResult result;
    run_recorded_ = record(plan_, market_, &result);
    if (!run_recorded_.failure().empty()) throw Error(ErrorKind::strategy, out_.config, run_recorded_.failure());
    repeats();
    looks_ahead();
    for (AuditPart& part : account(result, market_, plan_)) out_.parts.push_back(std::move(part));
    tell();
    if (repeats_itself_) out_.warm_up = warm_up(run_, market_, run_recorded_);
    else out_.warm_up_skipped = kSkipped;
    tell();
    return std::move(out_);
  }

 private:
  std::size_t rows() const { return market_.dates.size() - plan_.warm_up_rows; }

  void tell() {
    constexpr std::size_t kSteps = 7;
    if (run_.on_progress) run_.on_progress("replays of the audit", ++steps_, kSteps);
  }

  // From a setup of its own, which ends with it.
  Recording record_anew() {
    try {
      const RunPlan again = run_.plan_again();
      return record(again, market_);
    } catch (const Error& e) {
      Recording none;
      none.begin_row();
      none.fail(e.what());
      return none;
    }
  }

  AuditPart& part(Group group, const char* name, const char* does) {
    return out_.parts.emplace_back(AuditPart{group, name, does});
  }

  void judge(AuditPart& p, const Recording& other, std::size_t compared_rows) {
    const RecordedComparison c = compare_recordings(run_recorded_, other, compared_rows);
    p.rows += c.rows;
    p.values += c.values;
    if (c.first && !p.finding) p.finding = in_words(*c.first, plan_, market_);
  }

  void no_replay(AuditPart& p, const std::string& why) {
    AuditFinding f;
    f.date = out_.first;
    f.stage = "decision";
    f.input = "the replay fails";
    f.text = why;
    p.finding = f;
  }

  void judge_fresh(AuditPart& p, const FreshReplay& fresh) {
    p.tried = fresh.tried;
    p.skipped = fresh.skipped;
    if (!fresh.failure.empty()) no_replay(p, fresh.failure);
    else if (fresh.skipped.empty()) judge(p, fresh.recording, rows());
  }

  void repeats() {
    judge(part(Group::repeat, "the same again", "a second time in this process"), record(plan_, market_), rows());
    record_anew();  // what it leaves behind where it ends is there for the next
    judge(part(Group::repeat, "set up anew", "after a setup that has ended"), record_anew(), rows());
    tell();
    judge_fresh(part(Group::repeat, "another process", "in a process of its own"), run_.apart);
    judge_fresh(part(Group::repeat, "no files", "loaded where no file can be opened"), run_.sealed);
    AuditPart& twice = part(Group::repeat, "asked twice", "decide() twice a row, from one State");
    if (plan_.strategy.band_rule) {
      twice.skipped = "a band rule is the engine's: there is no decide()";
    } else {
      Recording first, second;
      record_answers(plan_, market_, first, second);
      const RecordedComparison c = compare_recordings(first, second, rows());
      twice.rows = c.rows;
      twice.values = c.values;
      if (c.first) twice.finding = in_words(*c.first, plan_, market_);
      if (c.values == 0) twice.skipped = "decide() was not asked on any row";
    }
    repeats_itself_ =
        std::all_of(out_.parts.begin(), out_.parts.end(), [](const AuditPart& p) { return p.passed(); });
    tell();
  }

  void looks_ahead() {
    const auto reveal = [&](const char* name, const char* does, CoverWith with) {
      AuditPart& p = part(Group::lookahead, name, does);
      if (repeats_itself_) judge(p, record_uncovering(plan_, market_, with), rows());
      else p.skipped = kSkipped;
      tell();
    };
    reveal("later rows empty", "NaN until the replay reaches a row", CoverWith::nothing);
    reveal("later rows noise", "other plausible values until then", CoverWith::noise);
    AuditPart& p = part(Group::lookahead, "shorter runs", "ended earlier, and else the same");
    if (!repeats_itself_) p.skipped = kSkipped;
    for (const double end : kEnds) {
      const auto kept = static_cast<std::size_t>(end * static_cast<double>(rows()));
      // What is decided on the last rows depends on whether the calendar goes on: left out.
      const std::size_t open = static_cast<std::size_t>(out_.delay_rows) + 1;
      if (!repeats_itself_ || kept < open + 1) continue;
      const RunPlan shorter = ended_after(plan_, kept, market_.dates);
      judge(p, record(shorter, run_.load(shorter)), kept - open);
    }
    if (repeats_itself_ && p.rows == 0) p.skipped = "the run is too short to be ended earlier";
    tell();
  }

  const AuditedRun& run_;
  const RunPlan& plan_;
  MarketData market_;
  Recording run_recorded_;
  bool repeats_itself_ = false;
  AuditReport out_;
  std::size_t steps_ = 0;
};

}  // namespace

AuditReport audit(const AuditedRun& run) { return Audit(run).report(); }

}  // namespace relval
