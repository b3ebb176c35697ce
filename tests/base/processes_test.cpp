#include "base/processes.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <thread>

#include "base/error.hpp"
#include "catch.hpp"

using namespace relval;

TEST_CASE("pieces come back in their order, however many workers there are") {
  const auto square = [](std::size_t i) { return static_cast<double>(i * i) + 0.1; };
  const std::vector<double> alone = in_processes(17, 1, square);
  for (std::size_t workers : {2U, 3U, 8U, 40U}) CHECK(in_processes(17, workers, square) == alone);
  CHECK(alone[16] == 256.1);
  CHECK(in_processes(0, 4, square).empty());
}

TEST_CASE("RELVAL_WORKERS that is no number is refused") {
  for (const char* wrong : {"abc", "0", "-1", "2.5"}) {
    ::setenv("RELVAL_WORKERS", wrong, 1);
    CHECK_THROWS_WITH(available_workers(), Catch::Contains("a whole number of processes, 1 or more"));
  }
  ::setenv("RELVAL_WORKERS", "3", 1);
  CHECK(available_workers() == 3);
  ::unsetenv("RELVAL_WORKERS");
  CHECK(available_workers() >= 1);
}

TEST_CASE("whoever waits is told how many pieces are done") {
  for (const std::size_t workers : {1U, 3U}) {
    std::vector<std::size_t> told;
    in_processes(9, workers, [](std::size_t) { return 0.0; }, [&](std::size_t done) { told.push_back(done); });
    REQUIRE(!told.empty());
    CHECK(std::is_sorted(told.begin(), told.end()));
    CHECK(told.back() == 9);
  }
}

TEST_CASE("an error in a worker is told with its kind and text") {
  const auto fails = [](std::size_t i) -> double {
    if (i == 5) throw Error(ErrorKind::data, "store.h5", "bad value");
    return 0;
  };
  try {
    in_processes(8, 2, fails);
    FAIL("no error");
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::data);
    CHECK(std::string(e.what()) == "store.h5: bad value");
  }
}

TEST_CASE("a worker that dies is told with the piece it was at") {
  const auto dies = [](std::size_t i) -> double {
    if (i == 3) ::raise(SIGKILL);
    return 0;
  };
  CHECK_THROWS_WITH(in_processes(8, 2, dies), Catch::Contains("a worker died at piece 3"));
}

TEST_CASE("a worker's memory is its own") {
  int seen = 0;
  in_processes(4, 2, [&](std::size_t) {
    ++seen;
    return 0.0;
  });
  CHECK(seen == 0);
}

TEST_CASE("each piece has a process to itself, and what it returns comes back whole") {
  const std::string large(3'000'000, 'x');  // more than a pipe holds
  std::vector<std::size_t> ended;
  const auto ends = in_children(
      5, 2, 60, [&](std::size_t i) { return i == 3 ? large : std::to_string(i); },
      [&](std::size_t i, const ChildEnd&) { ended.push_back(i); });
  REQUIRE(ends.size() == 5);
  CHECK(ends[0].text == "0");
  CHECK(ends[3].text == large);
  CHECK(ended.size() == 5);
  CHECK(in_children(0, 2, 60, [](std::size_t) { return std::string(); }).empty());
}

TEST_CASE("a piece that fails, dies or hangs is told, and the others come back") {
  const auto ends = in_children(5, 2, 0.5, [](std::size_t i) -> std::string {
    if (i == 1) throw Error(ErrorKind::data, "store.h5", "bad value");
    if (i == 2) ::raise(SIGKILL);
    if (i == 3)
      for (;;) ::pause();
    return "good";
  });
  CHECK(ends[0].text == "good");
  CHECK(ends[1].how == ChildEnd::failed);
  CHECK(ends[1].text == "store.h5: bad value");
  CHECK(ends[1].exit_code == 3);
  CHECK(ends[2].how == ChildEnd::died);
  CHECK_THAT(ends[2].text, Catch::Contains("died of signal 9"));
  CHECK(ends[3].how == ChildEnd::timed_out);
  CHECK(ends[4].text == "good");
}

TEST_CASE("where another thread lives, work is not forked away from it") {
  std::atomic<bool> over{false};
  std::thread other([&] {
    while (!over) std::this_thread::yield();
  });
  const auto process = [](std::size_t) { return static_cast<double>(::getpid()); };
  const std::vector<double> here = in_processes(6, 2, process);
  over = true;
  other.join();
  CHECK(here == std::vector<double>(6, static_cast<double>(::getpid())));
  CHECK(in_processes(6, 2, process) != here);
}

TEST_CASE("a count is shared with children") {
  const SharedCount count;
  in_children(3, 1, 60, [&](std::size_t) {
    ++*count;
    return std::string();
  });
  CHECK(*count == 3);
}
