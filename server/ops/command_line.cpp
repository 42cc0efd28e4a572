#include "ops/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

namespace dealbell::ops {
namespace {

// The file's settings under the command line's: flags that were given win.
bool read_config_file(const std::string& path, Config& config) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    std::cerr << path << ": cannot read\n";
    return false;
  }
  auto reading = read_config(text.str());
  for (const auto& e : reading.errors)
    std::cerr << path << ": " << e.pointer << ": " << e.message << "\n";
  config = reading.config;
  config.file = path;
  return reading.errors.empty();
}

// A mistake in the form CLI11 wants it; empty when there is none.
std::string three_letters(const std::string& code) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (code.size() == 3 && std::all_of(code.begin(), code.end(), letter)) return {};
  return "expected a currency code of three letters such as EUR, not " + code;
}

}  // namespace

Parsed parse_command_line(int argc, const char* const* argv, const std::string& version) {
  CommandLine line;
  std::string config_file, org_file;
  Config given;

  CLI::App app{"Dealbell: the sales floor's wall, live from the CRM"};
  app.set_version_flag("--version", version);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  std::vector<std::pair<CLI::App*, CommandLine::Command>> commands;
  const auto command = [&](CLI::App& under, const char* name, const char* about,
                           CommandLine::Command which) {
    auto* sub = under.add_subcommand(name, about);
    commands.push_back({sub, which});
    return sub;
  };
  const auto data_option = [&](CLI::App* sub) {
    return sub->add_option("--data", given.data, "Directory of the office")->capture_default_str();
  };

  auto* serve = command(app, "serve", "Run the server", CommandLine::serve);
  serve->add_option("--config", config_file, "Settings as JSON");
  auto* data = data_option(serve);
  auto* listen = serve->add_option("--listen", given.listen, "HOST:PORT")->capture_default_str();
  auto* lan = serve->add_flag("--lan", given.lan, "Listen on every interface");
  auto* web = serve->add_option("--web", given.web, "Folder of the bundled pages");
  auto* tick = serve->add_option("--tick-ms", given.tick_ms, "Publish at most this often")
                   ->check(CLI::Range(5, 10'000));
  auto* demo = serve->add_flag("--demo", given.demo, "A made-up office in its own ledger");
  auto* rate =
      serve->add_option("--demo-rate", given.demo_rate, "Its pace")->check(CLI::Range(0.01, 100.0));
  auto* seed = serve->add_option("--demo-seed", given.demo_seed, "Which office it is");

  command(app, "check", "Check a configuration or org document", CommandLine::check)
      ->add_option("FILE", line.file)
      ->required();

  auto* org = app.add_subcommand("org", "The org document: people, teams, quotas");
  org->require_subcommand(1);
  auto* apply = command(*org, "apply", "Make FILE the org document", CommandLine::org_apply);
  apply->add_option("FILE", line.file)->required();
  data_option(apply);
  auto* rates =
      command(*org, "rates", "Add the exchange rates of FILE to it", CommandLine::org_rates);
  rates
      ->add_option("FILE", line.file,
                   "The European Central Bank's CSV or XML, or a CSV of day,base,currency,rate")
      ->required();
  rates->add_option("--since", line.since, "Only what holds on this day and later, YYYY-MM-DD");
  data_option(rates);
  data_option(command(*org, "show", "Print the org document", CommandLine::org_show));

  auto* import = command(app, "import", "Take deals from a CSV file", CommandLine::import);
  import->add_option("FILE", line.file, "CSV with a header line; - reads standard input")
      ->required();
  import->add_option("--map", line.map_file, "Which column is what, as JSON");
  import->add_option("--as-of", line.as_of, "Day the file was exported; later exports win");
  import->add_option("--currency", line.currency, "Currency of the amounts, if no column says it")
      ->check(three_letters, "CODE");
  import->add_option("--rejects", line.rejects_file, "Where rows go that cannot be taken");
  import->add_flag("--dry-run", line.dry_run, "Show the map and what would happen, take nothing");
  data_option(import);

  import->add_option("--source", line.source,
                     "The configured source whose deals these are; its live events then meet them");

  auto* send =
      command(app, "send", "Sign a payload as its sender would, and post it", CommandLine::send);
  send->add_option("SOURCE", line.source, "A source of the settings")->required();
  send->add_option("FILE", line.file, "The payload")->required();
  send->add_option("--config", config_file, "Settings as JSON")->required();
  send->add_option("--url", line.url, "http://HOST:PORT/hooks/SOURCE, if not the one on --data");
  send->add_option("--header", line.headers, "Further headers, \"Name: value\"");
  data_option(send);

  auto* token = app.add_subcommand("token", "Tokens for programs and people");
  token->require_subcommand(1);
  auto* create =
      command(*token, "create", "Make a token and print it once", CommandLine::token_create);
  create->add_option("--name", line.name, "What it is for")->required();
  create->add_option("--role", line.role)
      ->check(CLI::IsMember({"admin", "viewer"}))
      ->capture_default_str();
  data_option(create);
  data_option(command(*token, "list", "List tokens", CommandLine::token_list));
  auto* revoke = command(*token, "revoke", "Revoke a token", CommandLine::token_revoke);
  revoke->add_option("ID", line.id)->required();
  data_option(revoke);

  data_option(command(app, "verify", "Fold the ledger twice and compare, also with a snapshot",
                      CommandLine::verify));

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e);
    return {std::nullopt, code == 0 ? 0 : 2};
  }
  if (!config_file.empty() && !read_config_file(config_file, line.config)) return {std::nullopt, 2};
  const auto take = [&](CLI::Option* option, auto member) {
    if (option->count() > 0) line.config.*member = given.*member;
  };
  take(listen, &Config::listen);
  take(lan, &Config::lan);
  take(web, &Config::web);
  take(tick, &Config::tick_ms);
  take(demo, &Config::demo);
  take(rate, &Config::demo_rate);
  take(seed, &Config::demo_seed);
  take(data, &Config::data);
  for (const auto& [sub, which] : commands)
    if (sub->parsed()) {
      line.command = which;
      if (which != CommandLine::serve) line.config.data = given.data;
    }
  return {std::move(line), 0};
}

}  // namespace dealbell::ops
