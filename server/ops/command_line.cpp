#include "ops/command_line.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>

#include "base/suggest.hpp"

namespace dealbell::ops {
namespace {

// Prints mistakes; false if there are any.
bool read_config_file(const std::string& path, Config& config) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    std::cerr << fmt::format("{}: the file cannot be read\n", path);
    return false;
  }
  auto result = read_config(text.str());
  for (const auto& e : result.errors)
    std::cerr << fmt::format("{}: {}: {}\n", path, e.pointer, e.message);
  config = std::move(result.config);
  config.file = path;
  return result.errors.empty();
}

// In the form that CLI11 wants: empty if `code` is valid.
std::string currency_error(const std::string& code) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (code.size() == 3 && std::all_of(code.begin(), code.end(), letter)) return {};
  return fmt::format("expected a currency code of three letters such as EUR, not {}", code);
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string>& known) {
  const std::vector<std::string_view> words(known.begin(), known.end());
  const auto word = nearest(typed, words);
  return word.empty() ? "" : fmt::format(" (did you mean {}?)", word);
}

// The end of the sentence about something on the command line that is not known, or `otherwise`.
std::string unknown_argument(const CLI::App& command, const std::vector<std::string>& arguments,
                             const std::string& otherwise) {
  if (arguments.empty()) return otherwise;
  const auto option = std::ranges::find_if(
      arguments, [](const std::string& argument) { return argument.starts_with('-'); });
  if (option != arguments.end()) {
    std::vector<std::string> known;
    for (const auto* one : command.get_options())
      if (one->nonpositional()) known.push_back(one->get_name());
    const auto name = option->substr(0, option->find('='));
    return fmt::format("unknown option {}{}", name, did_you_mean(name, known));
  }
  std::vector<std::string> known;
  for (const auto* one : command.get_subcommands(nullptr)) known.push_back(one->get_name());
  const auto& argument = arguments.front();
  if (known.empty()) return fmt::format("unexpected argument \"{}\"", argument);
  return fmt::format("unknown command \"{}\"{}", argument, did_you_mean(argument, known));
}

// The commands with their options. CLI11 keeps references to the members.
class Parser {
 public:
  explicit Parser(const std::string& version);
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  ParsedCommandLine parse(int argc, const char* const* argv);

 private:
  void print_mistake(const CLI::ParseError& e) const;
  CLI::App* add(CLI::App& parent, const char* name, const char* help, CommandLine::Command command);
  void add_data(CLI::App* command);  // wins over the settings file's
  void add_serve();
  void add_org();
  void add_import();
  void add_send();
  void add_token();
  void add_user();

  // An option of `serve` that a settings file contains as well.
  template <class T>
  CLI::Option* add_setting(CLI::App* command, const char* name, T Config::*member,
                           const char* help);

  CLI::App app_{"Dealbell: a real-time sales dashboard for your office's screens"};
  CommandLine line_;
  Config given_;             // by the command line
  std::string config_file_;  // --config
  std::string log_level_, log_format_;
  std::vector<std::pair<CLI::App*, CommandLine::Command>> commands_;
  // Run after the settings file has been read, because the command line wins.
  std::vector<std::function<void(Config&)>> settings_;
};

Parser::Parser(const std::string& version) {
  app_.set_version_flag("--version", version);
  app_.require_subcommand(1);
  add_serve();
  add(app_, "check", "Check a settings file, an org document or a mapping", CommandLine::check)
      ->add_option("FILE", line_.file)
      ->required();
  add_org();
  add_import();
  add_send();
  add_token();
  add_user();
  add_data(add(app_, "verify",
               "Rebuild the sales state from the ledger twice, and from a snapshot, and compare",
               CommandLine::verify));
}

CLI::App* Parser::add(CLI::App& parent, const char* name, const char* help,
                      CommandLine::Command command) {
  auto* added = parent.add_subcommand(name, help);
  commands_.emplace_back(added, command);
  return added;
}

void Parser::add_data(CLI::App* command) {
  command->add_option("--data", given_.data, "Data directory of the office")->capture_default_str();
}

template <class T>
CLI::Option* Parser::add_setting(CLI::App* command, const char* name, T Config::*member,
                                 const char* help) {
  CLI::Option* option = nullptr;
  if constexpr (std::is_same_v<T, bool>)
    option = command->add_flag(name, given_.*member, help);
  else
    option = command->add_option(name, given_.*member, help);
  settings_.emplace_back([this, option, member](Config& config) {
    if (option->count() > 0) config.*member = given_.*member;
  });
  return option;
}

void Parser::add_serve() {
  auto* serve = add(app_, "serve", "Run the server", CommandLine::serve);
  serve->add_option("--config", config_file_, "Settings file, JSON");
  add_data(serve);
  add_setting(serve, "--listen", &Config::listen, "HOST:PORT")->capture_default_str();
  add_setting(serve, "--lan", &Config::lan, "Listen on every interface");
  add_setting(serve, "--web", &Config::web, "Folder of the built pages");
  add_setting(serve, "--tick-ms", &Config::tick_ms, "Publish a board at most once in this time")
      ->check(CLI::Range(5, 10'000));
  add_setting(serve, "--demo", &Config::demo, "Run a made-up office in its own ledger");
  add_setting(serve, "--demo-rate", &Config::demo_rate, "Speed of the demo; 2 is twice as fast")
      ->check(CLI::Range(0.01, 100.0));
  add_setting(serve, "--demo-seed", &Config::demo_seed, "Which office the demo makes up");
  auto* level = serve->add_option("--log-level", log_level_, "Least severe level that is logged")
                    ->check(CLI::IsMember({"error", "warning", "info", "debug"}));
  auto* format = serve->add_option("--log-format", log_format_, "Format of the log on stderr")
                     ->check(CLI::IsMember({"text", "json"}));
  settings_.emplace_back([this, level, format](Config& config) {
    if (level->count() > 0) config.log_level = *parse_log_level(log_level_);
    if (format->count() > 0) config.log_format = *parse_log_format(log_format_);
  });
}

void Parser::add_org() {
  auto* org = app_.add_subcommand("org", "The org document: people, teams, quotas");
  org->require_subcommand(1);

  auto* apply = add(*org, "apply", "Replace the org document by FILE", CommandLine::org_apply);
  apply->add_option("FILE", line_.file)->required();
  add_data(apply);

  auto* rates =
      add(*org, "rates", "Add the exchange rates of FILE to the document", CommandLine::org_rates);
  rates
      ->add_option("FILE", line_.file,
                   "CSV or XML of the European Central Bank, or CSV of day,base,currency,rate")
      ->required();
  rates->add_option("--since", line_.since, "Only rates from this day on, YYYY-MM-DD");
  add_data(rates);

  add_data(add(*org, "show", "Print the org document", CommandLine::org_show));
}

void Parser::add_import() {
  auto* import = add(app_, "import", "Import deals from a CSV file", CommandLine::import);
  import->add_option("FILE", line_.file, "CSV with a header line; - reads standard input")
      ->required();
  import->add_option("--map", line_.map_file, "Meaning of the columns, JSON");
  import->add_option("--as-of", line_.as_of, "Day of the export; newer exports win");
  import
      ->add_option("--currency", line_.currency,
                   "Currency of the amounts, if no column contains it")
      ->check(currency_error, "CODE");
  import
      ->add_option("--header-line", line_.header_line,
                   "Line of the column names, if others stand above it")
      ->check(CLI::PositiveNumber);
  import->add_option("--encoding", line_.encoding, "Encoding of the file, such as windows-1250");
  import->add_option("--rejects", line_.rejects_file, "Write rows that cannot be imported here");
  import->add_flag("--dry-run", line_.dry_run, "Show the map and the outcome; import nothing");
  add_data(import);
  import->add_option("--source", line_.source,
                     "Configured source of these deals, so that its webhooks update them");
}

void Parser::add_send() {
  auto* send = add(app_, "send", "Sign a payload as its sender would, and post it to the server",
                   CommandLine::send);
  send->add_option("SOURCE", line_.source, "A source of the settings")->required();
  send->add_option("FILE", line_.file, "The payload")->required();
  send->add_option("--config", config_file_, "Settings file, JSON")->required();
  send->add_option("--url", line_.url,
                   "http://HOST:PORT/hooks/SOURCE, if not that of the server on --data");
  send->add_option("--header", line_.headers, "Additional headers, \"Name: value\"");
  add_data(send);
}

void Parser::add_token() {
  auto* token = app_.add_subcommand("token", "Access tokens for programs and people");
  token->require_subcommand(1);

  auto* create =
      add(*token, "create", "Create a token and print it once", CommandLine::token_create);
  create->add_option("--name", line_.name, "What it is used for")->required();
  create->add_option("--role", line_.role)
      ->check(CLI::IsMember({"admin", "viewer"}))
      ->capture_default_str();
  add_data(create);

  add_data(add(*token, "list", "List tokens", CommandLine::token_list));

  auto* revoke = add(*token, "revoke", "Revoke a token with all its devices, or one device",
                     CommandLine::token_revoke);
  revoke->add_option("ID", line_.id)->required();
  add_data(revoke);
}

void Parser::add_user() {
  auto* user = app_.add_subcommand("user", "People who log in");
  user->require_subcommand(1);
  add_data(add(*user, "link", "Print a link that logs in an admin, once, within ten minutes",
               CommandLine::user_link));
}

// One line, so that the reason is not lost above a page of help.
void Parser::print_mistake(const CLI::ParseError& e) const {
  const CLI::App* command = &app_;
  std::string path = "dealbell";
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
    path += " " + command->get_name();
  }
  const auto* what = e.get_name() == "RequiredError" && command->get_require_subcommand_min() > 0
                         ? "a command is required"
                         : e.what();
  std::cerr << fmt::format("{}: {}; see {} --help\n", path,
                           unknown_argument(*command, command->remaining(), what), path);
}

ParsedCommandLine Parser::parse(int argc, const char* const* argv) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return {std::nullopt, app_.exit(e)};  // --help, --version
    print_mistake(e);
    return {std::nullopt, 2};
  }
  if (!config_file_.empty() && !read_config_file(config_file_, line_.config))
    return {std::nullopt, 2};
  for (const auto& apply : settings_) apply(line_.config);
  for (const auto& [sub, command] : commands_)
    if (sub->parsed()) {
      line_.command = command;
      if (const auto* data = sub->get_option_no_throw("--data"); data && data->count() > 0)
        line_.config.data = given_.data;
    }
  return {std::move(line_), 0};
}

}  // namespace

ParsedCommandLine parse_command_line(int argc, const char* const* argv,
                                     const std::string& version) {
  return Parser(version).parse(argc, argv);
}

}  // namespace dealbell::ops
