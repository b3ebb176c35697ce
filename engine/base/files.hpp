// The only door to the disk. Every failure is Error(disk) with the file and the system's words, unless said otherwise.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace relval {

using Path = std::filesystem::path;

std::string read_file(const Path& file);                        // whole, bytes as they are
// Called with the namespace (relval::exists): std::filesystem's own would be as good a match.
bool exists(const Path&);
bool is_directory(const Path&);
std::vector<Path> list_directory(const Path& directory);       // names in it, sorted; empty when it does not exist
void make_directories(const Path&);
void remove_tree(const Path&);                                  // silent when absent

// Written beside as NAME.tmp.PID, fsynced, renamed over: readers see the old file or the new one, never half of one.
void write_file_whole(const Path& file, std::string_view bytes);
// Written and fsynced in place: for files in a directory that is not published yet.
void write_file(const Path& file, std::string_view bytes);
void sync_directory(const Path&);

// Publishes a finished directory under its final name in one rename (an exchange where the name exists; the replaced
// one is then removed), fsyncing the parent. What has the name and is no directory is left alone: Error(disk).
void publish_directory(const Path& partial, const Path& final_name);
// Points link at target, atomically. A relative target counts from the link's directory and is written as it is; an
// absolute one is made relative to it.
void replace_symlink(const Path& link, const Path& target);

}  // namespace relval
