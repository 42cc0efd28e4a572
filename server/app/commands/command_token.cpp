#include <algorithm>
#include <array>
#include <iomanip>
#include <iostream>

#include "app/auth/access.hpp"
#include "app/commands/commands.hpp"
#include "app/commands/local_server.hpp"
#include "app/commands/print_error.hpp"
#include "app/office/office_change.hpp"
#include "io/clock.hpp"
#include "store/ledger.hpp"

// These commands change the ledger itself, so they need a stopped server: it locks the directory.
namespace dealbell::app {
namespace {

Result<store::Ledger> open_ledger(const std::string& data, bool create) {
  store::Options options;
  options.create = create;
  auto ledger = store::Ledger::open(data, options);
  if (!ledger && ledger.error().code == Errc::conflict && LocalServer::find(data))
    return error(Errc::conflict,
                 ledger.error().message + ": stop the server to list or change tokens");
  return ledger;
}

// Pads every column but the last to its widest cell.
using Line = std::array<std::string, 4>;
void print_table(const std::vector<Line>& lines) {
  std::array<std::size_t, 3> widths{};
  for (const auto& line : lines)
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < widths.size(); ++i)
      std::cout << std::left << std::setw(static_cast<int>(widths[i]) + 2) << line[i];
    std::cout << line.back() << "\n";
  }
}

}  // namespace

int token_create(const ops::CommandLine& line) {
  auto ledger = open_ledger(line.config.data, true);
  if (!ledger) return print_error(ledger.error());
  Access access({}, false);
  const auto issued = access.issue(line.name, line.role, io::now(), std::nullopt);
  if (const auto kept = put_token(*ledger, issued.token, ledger->shared()); !kept)
    return print_error(kept.error());
  std::cout << issued.secret << "\n";
  std::cerr << "token " << issued.token.id << " (" << line.role << "), which is not shown again\n";
  return 0;
}

int token_list(const ops::CommandLine& line) {
  auto ledger = open_ledger(line.config.data, false);
  if (!ledger) return print_error(ledger.error());
  const auto tokens = ledger->tokens();
  if (!tokens) return print_error(tokens.error());
  std::vector<Line> lines{{"id", "role", "created", "name"}};
  for (const auto& t : *tokens)
    lines.push_back({t.id, t.role,
                     format_instant(std::chrono::floor<std::chrono::seconds>(t.created_at)),
                     t.name});
  print_table(lines);
  return 0;
}

int token_revoke(const ops::CommandLine& line) {
  auto ledger = open_ledger(line.config.data, false);
  if (!ledger) return print_error(ledger.error());
  const auto removed = revoke_token(*ledger, line.id, ledger->shared(), io::now());
  if (!removed) return print_error(removed.error());
  if (!*removed)
    return print_error(error(Errc::not_found, "there is no token with the id \"" + line.id +
                                                  "\"; `token list` shows the ids"));
  std::cout << "revoked " << line.id << "\n";
  return 0;
}

}  // namespace dealbell::app
