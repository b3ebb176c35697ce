// One config's way from file to summary, stage by stage, for the commands that run one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analytics/summary.hpp"
#include "app/prepare.hpp"
#include "replay/load.hpp"
#include "replay/replay.hpp"

namespace relval {

// The stages in their order, each called once.
class WholeRun {
 public:
  explicit WholeRun(std::string file, std::vector<Override> overrides = {}, const std::vector<VaryConfig>& vary = {},
                    OnProgress on_progress = {});

  // Before the market is read: what was planned, without results.
  RunResult planned() const;
  // SHA-256 of the store's file; empty for one so large that reading what the plan needs is quicker.
  const std::string& store_sha256();
  void read();
  RunResult described() const;  // planned, and what was read
  const RunResult& replay(const std::optional<WhyAsked>& why = {});
  void vary();
  const Summary& summarise();

  const RunPlan& plan() const { return prepared_.plan; }
  const MarketData& market() const { return market_; }
  const RunResult& result() const { return result_; }
  const Path& store_path() const { return prepared_.store_path; }

 private:
  std::string file_;
  std::vector<Override> overrides_;
  OnProgress on_progress_;
  Prepared prepared_;
  std::string digest_, store_sha256_;
  bool hashed_ = false;
  MarketData market_;
  LegHistory legs_;
  std::optional<Session> session_;
  RunResult result_;
  Variations variations_;
  Summary summary_;
};

}  // namespace relval
