// stats_reference DIR [TOPIC ...]: every case of DIR/expected*/TOPIC.json, or of all topics, against relval's
// statistics. Prints what failed, then "N passed, M failed"; ends with 1 when a case failed.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "reference/comparison.hpp"
#include "reference/topics.hpp"

using namespace reference;
namespace fs = std::filesystem;

namespace {

Functions all_functions() {
  Functions all;
  add_benchmark(all);
  add_bootstrap(all);
  add_covariance(all);
  add_cv_splits(all);
  add_kalman(all);
  add_mean_reversion(all);
  add_overfitting(all);
  add_pca(all);
  add_performance(all);
  add_regression(all);
  add_rolling(all);
  add_trades(all);
  add_unit_root(all);
  add_var_es(all);
  return all;
}

std::vector<fs::path> case_files(const fs::path& folder, const std::set<std::string>& topics) {
  std::vector<fs::path> files;
  for (const auto& below : fs::directory_iterator(folder)) {
    if (!below.is_directory() || below.path().filename().string().rfind("expected", 0) != 0) continue;
    for (const auto& file : fs::directory_iterator(below.path())) {
      if (file.path().extension() != ".json") continue;
      if (topics.empty() || topics.count(file.path().stem().string()) > 0) files.push_back(file.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Python writes NaN and Infinity into JSON, which has neither: null and "inf" in their place.
json parse_loosely(const fs::path& file) {
  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::string plain;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto word = [&](const std::string& w) { return !quoted && text.compare(i, w.size(), w) == 0; };
    if (word("NaN")) plain += "null", i += 3;
    else if (word("-Infinity")) plain += "\"-inf\"", i += 9;
    else if (word("Infinity")) plain += "\"inf\"", i += 8;
    else if (quoted && text[i] == '\\') plain.append(text, i, 2), i += 2;
    else {
      if (text[i] == '"') quoted = !quoted;
      plain += text[i++];
    }
  }
  return json::parse(plain);
}

// Nothing when the case agrees.
std::optional<Difference> run(const Functions& functions, const Case& c) {
  try {
    const auto function = functions.find(c.fn());
    if (function == functions.end()) {
      return Difference{"", "nothing", "a result", "unknown function '" + c.fn() + "'"};
    }
    return difference(c, function->second(c));
  } catch (const std::exception& error) {
    return Difference{"", "an exception", "a result", error.what()};
  }
}

// What a case says under `key`, also where it is not a case at all.
std::string said(const json& one, const std::string& key) {
  const bool there = one.is_object() && one.contains(key);
  return !there ? "?" : one.at(key).is_string() ? one.at(key).get<std::string>() : one.at(key).dump();
}

struct Tally {
  std::size_t passed = 0, failed = 0;
};

void run_file(const Functions& functions, const fs::path& file, CsvFiles& csv, Tally& tally) {
  const std::string name = file.parent_path().filename().string() + "/" + file.filename().string();
  json content;
  try {
    content = parse_loosely(file);
    if (!content.is_array()) content = json(content.at("cases"));
    if (!content.is_array()) throw std::runtime_error("no list of cases");
  } catch (const std::exception& error) {
    ++tally.failed;
    std::printf("FAILED %s\n  differs  not a file of cases: %s\n", name.c_str(), error.what());
    return;
  }
  for (const json& one : content) {
    const Case c(one, csv);
    const auto found = run(functions, c);
    if (!found) {
      ++tally.passed;
      continue;
    }
    ++tally.failed;
    std::printf("FAILED %s %s, fn %s%s%s\n  got      %s\n  expected %s\n  differs  %s\n", name.c_str(),
                said(one, "id").c_str(), said(one, "fn").c_str(), found->where.empty() ? "" : ", at ",
                found->where.c_str(), found->got.c_str(), found->expected.c_str(), found->by.c_str());
  }
}

int run_all(const fs::path& folder, const std::set<std::string>& topics) {
  const std::vector<fs::path> files = case_files(folder, topics);
  if (files.empty()) throw std::runtime_error("no cases below " + folder.string() + "/expected*");
  const Functions functions = all_functions();
  CsvFiles csv(folder.string());
  Tally tally;
  for (const fs::path& file : files) run_file(functions, file, csv, tally);
  std::printf("%zu passed, %zu failed\n", tally.passed, tally.failed);
  return tally.failed > 0 ? 1 : 0;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fprintf(stderr, "usage: stats_reference DIR [TOPIC ...]\n");
    return 2;
  }
  try {
    return run_all(words[1], std::set<std::string>(words + 2, words + count));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "stats_reference: %s\n", error.what());
    return 2;
  }
}
