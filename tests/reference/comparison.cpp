#include "reference/comparison.hpp"

#include <algorithm>
#include <cmath>

namespace reference {
namespace {

constexpr double kLikelihoodTolerance = 1e-6;  // a fit's parameters may be off by more than its likelihood

// null, NaN, or nothing but such.
bool undefined(const json& v) {
  if (v.is_structured()) return !v.empty() && std::all_of(v.begin(), v.end(), undefined);
  return v.is_null() || (v.is_number_float() && std::isnan(v.get<double>()));
}

bool is_infinity(const json& v) {
  return v.is_string() && (v.get<std::string>() == "inf" || v.get<std::string>() == "-inf");
}

std::string shown(const json& v) {
  if (undefined(v)) return "null";
  if (v.is_number_float()) return relval::exact(v.get<double>());
  const std::string text = v.dump();
  return text.size() > 200 ? text.substr(0, 200) + "..." : text;
}

enum class Length { whole, prefix, suffix };

Length length_of(const std::string& key) {
  if (key.find("first") != std::string::npos || key == "n_star") return Length::prefix;
  return key == "last" ? Length::suffix : Length::whole;
}

class Comparison {
 public:
  explicit Comparison(const Case& c) : case_(c) {}

  std::optional<Difference> of(const json& got, const json& expected, const std::string& where,
                               const std::string& key) const {
    if (undefined(got) && undefined(expected)) return std::nullopt;
    if (expected.is_object()) return objects(got, expected, where);
    if (expected.is_array()) return lists(got, expected, where, key);
    if (undefined(expected)) return wrong(got, expected, where, "should be undefined");
    if (is_infinity(expected)) return infinities(got, expected, where);
    if (expected.is_number()) return numbers(got, expected, where, key);
    return got == expected ? std::nullopt : wrong(got, expected, where, "must be equal");
  }

 private:
  static std::optional<Difference> wrong(const json& got, const json& expected, const std::string& where,
                                         const std::string& by) {
    return Difference{where, shown(got), shown(expected), by};
  }

  std::optional<Difference> objects(const json& got, const json& expected, const std::string& where) const {
    if (!got.is_object()) return wrong(got, expected, where, "an object was expected");
    for (const auto& [key, value] : expected.items()) {
      const std::string below = where.empty() ? key : where + "." + key;
      if (!got.contains(key)) return wrong("missing", value, below, "key is missing");
      if (auto found = of(got.at(key), value, below, key)) return found;
    }
    return std::nullopt;
  }

  std::optional<Difference> lists(const json& got, const json& expected, const std::string& where,
                                  const std::string& key) const {
    if (!got.is_array()) return wrong(got, expected, where, "a list was expected");
    const Length length = length_of(key);
    if (length == Length::whole ? got.size() != expected.size() : got.size() < expected.size()) {
      return wrong(got, expected, where,
                   relval::format("{} entries, expected {}", got.size(), expected.size()));
    }
    const std::size_t skipped = length == Length::suffix ? got.size() - expected.size() : 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      auto found = of(got[skipped + i], expected[i], where + "[" + std::to_string(i) + "]", key);
      if (found) return found;
    }
    return std::nullopt;
  }

  static std::optional<Difference> infinities(const json& got, const json& expected, const std::string& where) {
    const double sign = expected.get<std::string>() == "inf" ? 1 : -1;
    if (got == expected) return std::nullopt;
    if (got.is_number() && std::isinf(got.get<double>()) && got.get<double>() * sign > 0) return std::nullopt;
    return wrong(got, expected, where, "should be infinite");
  }

  std::optional<Difference> numbers(const json& got, const json& expected, const std::string& where,
                                    const std::string& key) const {
    if (!got.is_number() || undefined(got)) return wrong(got, expected, where, "a number was expected");
    if (got.is_number_integer() && expected.is_number_integer()) {
      return got == expected ? std::nullopt : wrong(got, expected, where, "integers must be equal");
    }
    const double a = got.get<double>(), b = expected.get<double>();
    double allowed = case_.atol() + case_.rtol() * std::fabs(b);
    if (key == "loglik") allowed = std::min(allowed, kLikelihoodTolerance * std::fabs(b));
    if (std::fabs(a - b) <= allowed) return std::nullopt;
    return wrong(got, expected, where,
                 relval::format("{:.3e}, allowed {:.3e}", std::fabs(a - b), allowed));
  }

  const Case& case_;
};

}  // namespace

std::optional<Difference> difference(const Case& c, const json& got) {
  return Comparison(c).of(got, c.expected(), "", "");
}

}  // namespace reference
