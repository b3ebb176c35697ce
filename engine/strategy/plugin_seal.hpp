// Shuts plugin code off from every input that the program does not give it: for a replay that shows what a plugin reads
// behind the program's back. It is evidence, not a prison: code that sets out to break it can.
#pragma once

#include <string>
#include <vector>

namespace relval {

// From here to the end of this process. While plugin code runs (PluginCall), on any other thread and in any process
// made from here, these fail with EACCES: opening or looking at a file, reading one that the program has open, starting
// a program, sockets, shared memory of other processes, and reading memory by system calls. Still opened are shared
// libraries, time zones, locales and what tells the number of CPUs. Standard input is empty, every other descriptor but
// that of last_words() is closed, and of the environment only what the program and the loader read is left.
//
// Call it before a plugin is loaded. False, and nothing is changed, where the system has no system call filters.
bool seal_plugins();

// What was refused so far in this process, each once and at most 16: "/data/future.csv (decide)".
std::vector<std::string> sealed_attempts();

}  // namespace relval
