// Work shared among forked processes. The engine has no threads: a worker that dies takes nobody with it, and what
// comes out cannot depend on how many there are.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace relval {

// results[i] = work(i) for i < count, worked out by at most `workers` children of this process, which share its memory
// as it is now. The work must not write files and not use HDF5. An exception in a child is Error of its kind with its
// text; a child that dies is Error(bug) and names the i it was at. In this process where workers <= 1, or where a
// plugin has threads of its own. on_done is called in this process with how many pieces are done.
std::vector<double> in_processes(std::size_t count, std::size_t workers, const std::function<double(std::size_t)>& work,
                                 const std::function<void(std::size_t done)>& on_done = {});

// What became of one piece of work that had a process to itself.
struct ChildEnd {
  enum How { done, failed, died, timed_out } how = done;
  std::string text;       // done: what the work returned; otherwise a message
  int exit_code = 0;      // failed: of the error, as ErrorKind has them
  double seconds = 0;     // wall time
};

// ends[i] = work(i) for i < count, each in a child process of its own, at most `workers` at a time: a piece that
// crashes or hangs takes nobody with it. The work may read files and use HDF5; what it returns comes back through a
// pipe. It is stopped after `timeout_seconds`. on_end is called in this process as each piece ends, in that order.
std::vector<ChildEnd> in_children(std::size_t count, std::size_t workers, double timeout_seconds,
                                  const std::function<std::string(std::size_t)>& work,
                                  const std::function<void(std::size_t, const ChildEnd&)>& on_end = {});

// Zeroed memory that this process and its children share, for munmap(). Error(disk) where there is none.
void* shared_memory(std::size_t bytes);

// A count that this process and its children share.
class SharedCount {
 public:
  SharedCount();
  ~SharedCount();
  SharedCount(const SharedCount&) = delete;
  SharedCount& operator=(const SharedCount&) = delete;
  std::size_t& operator*() const { return *value_; }

 private:
  std::size_t* value_;
};

// Where a process that ends in a crash leaves its last words: stderr, or as a child of in_children() its parent, after
// a byte that says so; the parent then has ChildEnd::died with them.
struct LastWords {
  int to = 2;              // file descriptor
  const char* lead = "relval: ";
};
const LastWords& last_words();

// Processors this process may run on; RELVAL_WORKERS where that is set; Error(usage) for no number.
std::size_t available_workers();

}  // namespace relval
