// relval completion: a bash script made of the commands' option tables and the config's table.
#include <algorithm>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "config/run_config_table.hpp"

namespace relval {
namespace {

// The words are taken from the line, as the shell's own split them at '=' and ':'. _relval_table says of a command
// what it takes; the words in capitals there are those of --help.
const char* const kScript = R"bash(
_relval_words() {  # WORDS CURRENT: those that begin like it
  COMPREPLY=($(compgen -W "$1" -- "$2"))
}

_relval_files() {  # CURRENT ENDING...: files of these endings, and the folders on the way
  local current=$1 ending
  shift
  compopt -o filenames
  mapfile -t COMPREPLY < <(compgen -d -- "$current"; for ending; do compgen -f -X "!*$ending" -- "$current"; done)
}

_relval_key() {  # CURRENT: a key of the config, then its values, after a comma the next
  local key=${1%%=*} values
  if [[ $1 != *=* ]]; then
    compopt -o nospace
    _relval_words "$(printf '%s\n' $_relval_keys | sed 's/=.*/=/' | uniq)" "$1"
    return
  fi
  values=$(printf '%s\n' $_relval_keys | sed -n "s/^$key=//p")
  local before=${1#*=} last
  last=${before##*,}
  before=${before%"$last"}
  COMPREPLY=($(compgen -P "$key=$before" -W "$values" -- "$last"))
}

_relval() {
  local text=${COMP_LINE:0:COMP_POINT} line command options operand takes current before i
  read -ra line <<< "$text"
  [[ $text != *[[:space:]] ]] || line+=("")
  current=${line[-1]} before=${line[-2]}
  if ((${#line[@]} == 2)); then
    _relval_words "$_relval_commands --help --version" "$current"
    return
  fi
  command=${line[1]}
  [[ $command != help ]] || { _relval_words "$_relval_commands" "$current"; return; }
  _relval_table "$command ${line[2]}" "" && command="$command ${line[2]}"
  _relval_table "$command" "" || options=
  if ((${#line[@]} == 3)) && [[ -n $(_relval_verbs "$command") && $current != -* ]]; then
    _relval_words "$(_relval_verbs "$command")" "$current"
    [[ -z $operand || -n ${COMPREPLY[*]} ]] && return
  fi
  if [[ $current == --*=* ]]; then  # --out=DIR
    before=${current%%=*} current=${current#*=}
  elif [[ $current == -* ]]; then
    _relval_words "$options" "$current"
    return
  fi
  takes=
  _relval_table "$command" "$before"
  [[ -n $takes ]] || takes=$operand
  case $takes in
    KEY=*) _relval_key "$current" ;;
    *CONFIG* | SPEC) _relval_files "$current" .yaml .yml ;;
    STORE) _relval_files "$current" .h5 .hdf5 ;;
    DIR | RUN) _relval_files "$current" ;;
    FILE | A*) _relval_files "$current" "" ;;
    NAME) _relval_words "$("${line[0]}" strategies list 2> /dev/null | sed 's/ .*//')" "$current" ;;
    [a-z]*) _relval_words "${takes//|/ }" "$current" ;;
  esac
  # The shell puts in what stands after its last break.
  for ((i = ${#text}; i > 0; i--)); do
    [[ ${text:i-1:1} != [[:space:]] ]] || break
    [[ ${text:i-1:1} == [=:] && $COMP_WORDBREAKS == *"${text:i-1:1}"* ]] || continue
    takes=${text:0:i} takes=${takes##*[[:space:]]}
    [[ $takes != --*=* || $takes == --*=*[=:]* ]] && COMPREPLY=("${COMPREPLY[@]#"${takes#--*=}"}")
    break
  done
}

complete -F _relval relval
)bash";

std::string table() {
  std::string out = "_relval_table() {  # COMMAND OPTION: what they take\n  case $1 in\n";
  for (const Command& command : commands()) {
    const Options options = command.options();
    std::vector<std::string> names;
    std::string valued;
    for (const Options::Option& o : options.all()) {
      names.push_back("--" + o.name);
      if (!o.argument.empty()) valued += format(" --{}) takes='{}' ;;", o.name, o.argument);
    }
    out += format("    '{}')\n      options='{}' operand='{}'\n", command.name, join(names, " "), options.operand());
    if (!valued.empty()) out += "      case $2 in" + valued + " esac\n";
    out += "      ;;\n";
  }
  return out + "    *) return 1 ;;\n  esac\n}\n";
}

// Of "data import" and its like: the first words, and the second ones of each.
std::string names_and_verbs() {
  std::vector<std::string> first;
  std::string verbs;
  for (const Command& command : commands()) {
    const std::vector<std::string> words = split(command.name, ' ');
    if (std::find(first.begin(), first.end(), words[0]) == first.end()) first.push_back(words[0]);
    if (words.size() == 2) verbs += format("  [[ $1 != {} ]] || echo {}\n", words[0], words[1]);
  }
  return "_relval_commands='" + join(first, " ") + "'\n_relval_verbs() {\n" + verbs + "}\n";
}

// KEY=VALUE of each key with a choice, KEY= of any other that a word can name.
std::string keys() {
  std::vector<std::string> out;
  for (const KeyInfo& key : run_config_table().describe()) {
    const bool has_keys = key.type == KeyType::section || key.type == KeyType::section_map ||
                          key.type == KeyType::section_list || key.type == KeyType::free_map;
    if (has_keys || key.path.find_first_of("<[") != std::string::npos) continue;
    std::vector<std::string> values = key.type == KeyType::choice    ? key.choices
                                      : key.type == KeyType::boolean ? std::vector<std::string>{"true", "false"}
                                                                     : std::vector<std::string>{""};
    for (const std::string& value : values) out.push_back(key.path + "=" + value);
  }
  return "_relval_keys='" + join(out, "\n") + "'\n";
}

}  // namespace

Options completion_options() {
  return Options("completion bash",
                 "Prints a script for bash that completes commands, options, files and the config's keys:\n"
                 "source <(relval completion bash)")
      .positional("bash", 1, 1);
}

int completion_command(const Options::Parsed& args) {
  const std::string& shell = args.positional[0];
  if (shell != "bash")
    throw Error(ErrorKind::usage, "relval completion", "there is a script for bash, not for '" + shell + "'",
                "relval completion bash");
  print("# Completion of relval's command lines for bash, printed by relval completion bash.\n" + names_and_verbs() +
        keys() + table() + kScript);
  return 0;
}

}  // namespace relval
