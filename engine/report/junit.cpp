#include "report/junit.hpp"

#include "base/text.hpp"
#include "report/layout.hpp"

namespace relval {
namespace {

constexpr std::size_t kWorst = 5;

// XML 1.0 has no way to write most control characters.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      default: out += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    }
  }
  return is_utf8(out) ? out : out.substr(0, utf8_length(out));
}

std::string seconds(double x) { return number(x, 3); }

std::string outcome(const CheckedConfig& c) {
  if (c.end == CheckEnd::skipped) return "      <skipped message=\"" + escaped(c.fault) + "\"/>\n";
  const bool error = c.end != CheckEnd::compared && c.end != CheckEnd::no_baseline;
  const std::string tag = error ? "error" : "failure";
  return "      <" + tag + " type=\"" + escaped(headline(c)) + "\" message=\"" + escaped(headline(c)) + "\">" +
         escaped(check_lines(c, kWorst)) + "</" + tag + ">\n";
}

}  // namespace

std::string junit_xml(const std::vector<CheckedConfig>& all) {
  std::size_t failures = 0, errors = 0, skipped = 0;
  double total = 0;
  std::string cases;
  for (const CheckedConfig& c : all) {
    total += c.seconds;
    cases += "    <testcase classname=\"relval.check\" name=\"" + escaped(c.config) + "\" time=\"" +
             seconds(c.seconds) + "\"";
    if (c.passed() && c.end == CheckEnd::compared) {
      cases += "/>\n";
      continue;
    }
    skipped += c.end == CheckEnd::skipped;
    const bool failure = c.end == CheckEnd::compared || c.end == CheckEnd::no_baseline;
    failures += failure;
    errors += !failure && c.end != CheckEnd::skipped;
    cases += ">\n" + outcome(c) + "    </testcase>\n";
  }
  const std::string counts = format("tests=\"{}\" failures=\"{}\" errors=\"{}\"", all.size(), failures, errors);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"relval check\" " + counts + " time=\"" +
         seconds(total) + "\">\n  <testsuite name=\"relval check\" " + counts +
         format(" skipped=\"{}\" time=\"{}\">\n", skipped, seconds(total)) + cases +
         "  </testsuite>\n</testsuites>\n";
}

}  // namespace relval
