#include <iostream>

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
  const auto checked = wire::check_org(*text, core::known_zone);
  if (const int code = print_error(line.file, checked.errors); code != 0) return code;

  auto store = OrgStore::open(line.config.data);
  if (!store) return print_error(store.error());
  // Replaces any version: the file is complete, unlike an edit of the stored document.
  if (const auto put = store->put(*text, std::nullopt); !put) return print_error(put.error());
  std::cout << "org document applied\n";
  return 0;
}

int org_show(const ops::CommandLine& line) {
  if (auto server = LocalServer::find(line.config.data)) {
    const auto response = server->request("GET", "/api/v1/org", "", "");
    if (!response) return print_error(response.error());
    std::cout << response->body << "\n";
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
