// Work shared among forked processes. The engine has no threads: a worker that dies takes nobody with it, and what
// comes out cannot depend on how many there are.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace relval {

// results[i] = work(i) for i < count, worked out by at most `workers` children of this process, which share its memory
// as it is now. The work must not write files and not use HDF5. An exception in a child is Error of its kind with its
// text; a child that dies is Error(bug) and names the i it was at. workers <= 1: in this process.
std::vector<double> in_processes(std::size_t count, std::size_t workers,
                                 const std::function<double(std::size_t)>& work);

std::size_t available_workers();  // processors this process may run on; RELVAL_WORKERS where that is set

}  // namespace relval
