// The commands, one file each. A command gets the words after its name and returns an exit code.
#pragma once

#include <string>
#include <vector>

namespace relval {

struct Command {
  const char* name;
  const char* usage;
  const char* summary;
  int (*run)(const std::vector<std::string>& words);
};

int run_command(const std::vector<std::string>& words);
int check_command(const std::vector<std::string>& words);
int approve_command(const std::vector<std::string>& words);
int diff_command(const std::vector<std::string>& words);
int compare_command(const std::vector<std::string>& words);
int runs_command(const std::vector<std::string>& words);
int validate_command(const std::vector<std::string>& words);
int explain_command(const std::vector<std::string>& words);
int schema_command(const std::vector<std::string>& words);
int data_command(const std::vector<std::string>& words);
int strategies_command(const std::vector<std::string>& words);

// The worst of several exit codes: 70, 5, 4, 3, 2, 1, 0.
int worse_exit(int a, int b);

}  // namespace relval
