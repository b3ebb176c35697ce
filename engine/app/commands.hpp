// The commands, one file each. Their table is what dispatch, --help, the manual page and the completion are made of.
#pragma once

#include <string>
#include <vector>

#include "app/options.hpp"

namespace relval {

struct Command {
  const char* name;     // "run"; of two words where it belongs to a group: "data import"
  const char* usage;    // as the list of commands shows it
  const char* summary;  // one line
  Options (*options)();
  int (*run)(const Options::Parsed&);  // returns an exit code
};

const std::vector<Command>& commands();  // in the order they are listed

Options run_options();
Options check_options();
Options approve_options();
Options audit_options();
Options diff_options();
Options compare_options();
Options runs_options();
Options runs_prune_options();
Options stats_options();
Options validate_options();
Options explain_options();
Options schema_options();
Options data_info_options();
Options data_validate_options();
Options data_import_options();
Options data_synth_options();
Options strategies_list_options();
Options strategies_describe_options();
Options strategies_new_options();
Options completion_options();
Options manual_options();

int run_command(const Options::Parsed&);
int check_command(const Options::Parsed&);
int approve_command(const Options::Parsed&);
int audit_command(const Options::Parsed&);
int diff_command(const Options::Parsed&);
int compare_command(const Options::Parsed&);
int runs_command(const Options::Parsed&);
int runs_prune_command(const Options::Parsed&);
int stats_command(const Options::Parsed&);
int validate_command(const Options::Parsed&);
int explain_command(const Options::Parsed&);
int schema_command(const Options::Parsed&);
int data_info_command(const Options::Parsed&);
int data_validate_command(const Options::Parsed&);
int data_import_command(const Options::Parsed&);
int data_synth_command(const Options::Parsed&);
int strategies_list_command(const Options::Parsed&);
int strategies_describe_command(const Options::Parsed&);
int strategies_new_command(const Options::Parsed&);
int completion_command(const Options::Parsed&);
int manual_command(const Options::Parsed&);

// The worst of several exit codes: 70, 5, 4, 3, 2, 1, 0.
int worse_exit(int a, int b);

}  // namespace relval
