#include "app/commands/commands.hpp"
#include "app/commands/local_server.hpp"
#include "app/commands/org_store.hpp"
#include "app/commands/print_error.hpp"
#include "app/system/files.hpp"
#include "core/calendar/calendar.hpp"
#include "store/ledger.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {

int org_apply(const ops::CommandLine& line) {
  const auto text = read_file(line.file);
  if (!text) return print_error(text.error());
  const auto reading = wire::check_org(*text, core::known_zone);
  for (const auto& e : reading.errors)
    std::cerr << line.file << ": " << (e.pointer.empty() ? "/" : e.pointer) << ": " << e.message
              << "\n";
  if (!reading.errors.empty()) return 1;

  auto store = OrgStore::on(line.config.data);
  if (!store) return print_error(store.error());
  // A command replaces what is there; whoever edits by hand reads first and names the version.
  if (const auto put = store->put(*text, std::nullopt); !put) return print_error(put.error());
  std::cout << "org document applied\n";
  return 0;
}

int org_show(const ops::CommandLine& line) {
  if (auto server = RunningServer::on(line.config.data)) {
    const auto answer = server->request("GET", "/api/v1/org", "", "");
    if (!answer) return print_error(answer.error());
    std::cout << answer->body << "\n";
    return 0;
  }
  store::Options options;
  options.create = false;
  const auto ledger = store::Ledger::open(line.config.data, options);
  if (!ledger) return print_error(ledger.error());
  const auto version = ledger->org();
  if (!version) return print_error(version.error());
  std::cout << (*version ? (*version)->document : wire::write_org({})) << "\n";
  return 0;
}

}  // namespace dealbell::app
