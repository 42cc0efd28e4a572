#include <iomanip>

#include "app/access.hpp"
#include "app/commands.hpp"
#include "app/tell.hpp"
#include "io/clock.hpp"
#include "store/ledger.hpp"

// Tokens are changed in the ledger of a stopped server: it keeps the directory to itself while it
// runs.
namespace dealbell::app {

int token_create(const ops::CommandLine& line) {
  auto ledger = store::Ledger::open(line.config.data);
  if (!ledger) return tell(ledger.error());
  Access access({}, false);
  const auto issued = access.issue(line.name, line.role, io::now(), std::nullopt);
  if (const auto kept = ledger->put_token(issued.token); !kept) return tell(kept.error());
  std::cout << issued.secret << "\n";
  std::cerr << "token " << issued.token.id << " (" << line.role << "): shown only this once\n";
  return 0;
}

int token_list(const ops::CommandLine& line) {
  auto ledger = store::Ledger::open(line.config.data);
  if (!ledger) return tell(ledger.error());
  const auto tokens = ledger->tokens();
  if (!tokens) return tell(tokens.error());
  for (const auto& t : *tokens)
    std::cout << std::left << std::setw(14) << t.id << std::setw(8) << t.role << std::setw(22)
              << format_instant(t.created_at) << t.name << "\n";
  return 0;
}

int token_revoke(const ops::CommandLine& line) {
  auto ledger = store::Ledger::open(line.config.data);
  if (!ledger) return tell(ledger.error());
  const auto removed = ledger->remove_token(line.id);
  if (!removed) return tell(removed.error());
  if (!*removed) return tell(error(Errc::not_found, "no token " + line.id));
  std::cout << "revoked " << line.id << "\n";
  return 0;
}

}  // namespace dealbell::app
