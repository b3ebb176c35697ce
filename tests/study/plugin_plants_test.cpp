// Plugins that look at what they were not given. The run's rows are weekdays from Monday 2020-02-03.
#include <algorithm>
#include <cstdlib>

#include "catch.hpp"
#include "replay/run_helper.hpp"
#include "report/audit_text.hpp"
#include "signals/fenced_memory.hpp"
#include "study/audit_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

void is_betrayed(const AuditReport& r, const char* part, Date date, const char* asset) {
  const AuditPart& p = part_of(r, part);
  CAPTURE(part);
  REQUIRE(p.finding);
  CHECK(to_iso(p.finding->date) == to_iso(date));
  CHECK(p.finding->stage == "decision");
  CHECK(p.finding->asset == asset);
  CHECK(p.finding->input == "target");
}

}  // namespace

TEST_CASE("a variable that outlives its run makes the second replay another") {
  const AuditReport r = audit_on(audited_config("{name: keeps_count, held: a}"), audited_market());
  // The second replay's first call is the 85th, beyond the 30 after which the weight is 2.
  is_betrayed(r, "the same again", make_date(2020, 2, 3), "a");
  CHECK(part_of(r, "another process").passed());  // there it starts anew
  CHECK_FALSE(r.passed());
}

TEST_CASE("of a strategy that does not repeat itself more history is not judged: it would be accused at random") {
  const AuditReport r = audit_on(audited_config("{name: keeps_yesterday, held: N0}"), audited_market());
  CHECK(r.warm_up.empty());
  CHECK_THAT(audit_screen(r),
             Catch::Contains("does it need more history than it asks for\n"
                             "  skip  history          the strategy does not repeat itself: see above"));
  CHECK_THAT(audit_json(r), Catch::Contains("\"warm_up_skipped\": \"the strategy does not repeat itself"));
  const AuditReport good = audit_on(audited_config("{name: static_pair, long: a, short: b}"), audited_market());
  CHECK_FALSE(good.warm_up.empty());
  CHECK_THAT(audit_json(good), !Catch::Contains("warm_up_skipped"));
}

TEST_CASE("a count that a signal's step keeps beside its State is found at the signal, in words for it") {
  const AuditReport r = audit_on(audited_config("{name: keeps_signal, held: N0}"), audited_market());
  CHECK(failed(r) == std::vector<std::string>{"the same again", "set up anew"});
  const AuditFinding& f = *part_of(r, "the same again").finding;
  CHECK(to_iso(f.date) == "2020-02-03");
  CHECK(f.stage == "signal");
  CHECK(f.asset.empty());  // a signal of its own may be of several
  CHECK(f.input == "counted(spread@N0)");
  CHECK_THAT(audit_screen(r), Catch::Contains("The signals it is made of are the same: its step reads something else"));
}

TEST_CASE("a variable kept between days beside State makes the second answer of a day another") {
  const AuditReport r = audit_on(audited_config("{name: keeps_yesterday, held: N0}"), audited_market());
  // Equal from run to run: only asking twice tells, on the first day whose spread is above the day's before.
  CHECK(failed(r) == std::vector<std::string>{"asked twice"});
  const MarketData m = audited_market();
  std::size_t rise = 24;  // row 23 is the run's first
  while (!(m.panel("spread")->at(rise, 0) > m.panel("spread")->at(rise - 1, 0))) ++rise;
  is_betrayed(r, "asked twice", m.dates[rise], "N0");
  CHECK(part_of(r, "later rows empty").skipped == "the strategy does not repeat itself: see above");
}

TEST_CASE("what a run that has ended leaves behind makes the next one another") {
  const AuditReport r = audit_on(audited_config("{name: keeps_end, held: a}"), audited_market());
  CHECK(failed(r) == std::vector<std::string>{"set up anew"});
  is_betrayed(r, "set up anew", make_date(2020, 5, 25), "a");  // the fourth row before the last, 2020-05-29
}

TEST_CASE("a file read behind the host's back is missed where none can be opened, however it is read") {
  const Path file = temporary_file("row.txt", "10\n");
  ::setenv("RELVAL_TEST_ROW_FILE", file.c_str(), 1);  // read where the plugin is loaded
  ::setenv("HIDDEN_TEST_ROW", "10", 1);
  std::filesystem::create_symlink("10", file.string() + ".link");
  struct Way {
    const char *when, *tried;
  };
  // Loading comes first: the audits after it are in a process that has loaded the plugin.
  const Way ways[] = {{"loading", " (loading it)"}, {"decide", " (decide)"}, {"setup", " (setup)"},
                      {"once", " (setup)"},         {"mapped", " (setup)"},  {"held_open", ""},
                      {"thread", " (setup)"},       {"child", " (setup)"},   {"limit", " (setup)"},
                      {"link", " (setup)"},         {"program", ""},         {"environment", ""}};
  for (const auto& [when, tried] : ways) {
    CAPTURE(when);
    const AuditReport r = audit_on(
        audited_config(std::string("{name: reads_file, held: b, when: ") + when + ", path: " + file.string() + "}"),
        audited_market());
    CHECK(failed(r) == std::vector<std::string>{"no files"});
    is_betrayed(r, "no files", make_date(2020, 2, 17), "b");  // ten weekdays on
    const std::vector<std::string>& got = part_of(r, "no files").tried;
    CAPTURE(got);
    if (*tried == '\0') continue;
    const std::string expected = file.string() + (std::string_view(when) == "link" ? ".link" : "") + tried;
    CHECK(std::find(got.begin(), got.end(), expected) != got.end());
    CHECK_THAT(audit_screen(r), Catch::Contains("it tried to get at: " + expected));
    CHECK_THAT(audit_json(r), Catch::Contains("\"refused\": [") && Catch::Contains(expected));
  }
}

#ifndef RELVAL_FENCED_MEMORY  // where the sanitizer stands guard these end before the audit can tell
TEST_CASE("a pointer moved past today in a history reads another value") {
  const AuditReport r = audit_on(audited_config("{name: peeks, held: N3, where: history}"), audited_market());
  // In the run 0 lies there, below every spread; the noise lies above them. NaN compares as 0 does and tells later.
  is_betrayed(r, "later rows noise", make_date(2020, 2, 3), "N3");
}

TEST_CASE("a cross-section read past its end reads another value") {
  const AuditReport r = audit_on(audited_config("{name: peeks, held: N3, where: cross_section}"), audited_market());
  is_betrayed(r, "later rows noise", make_date(2020, 2, 3), "N3");
}

TEST_CASE("a history read beyond the rows that were asked for reads another value") {
  const AuditReport r = audit_on(audited_config("{name: peeks, held: N3, where: older}"), audited_market());
  CHECK_FALSE(part_of(r, "later rows empty").passed());
  CHECK(part_of(r, "later rows empty").finding->stage == "decision");
}
#endif
