#include <iostream>

#include "app/commands/commands.hpp"
#include "app/commands/org_store.hpp"
#include "app/commands/print_error.hpp"
#include "app/system/files.hpp"
#include "core/calendar/calendar.hpp"
#include "intake/rates/rates.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {
namespace {

Result<intake::RateSheets> rates_of(const ops::CommandLine& line) {
  auto text = read_file(line.file);
  if (!text) return text.error();
  auto sheets = intake::read_rates(std::move(*text));
  if (!sheets) return error(sheets.error().code, line.file + ": " + sheets.error().message);
  if (line.since.empty()) return sheets;
  const auto since = parse_day(line.since);
  if (!since) return error(Errc::usage, "--since: " + since.error().message);
  return intake::rates_since(std::move(*sheets), *since);
}

}  // namespace

int org_rates(const ops::CommandLine& line) {
  const auto fresh = rates_of(line);
  if (!fresh) return print_error(fresh.error());
  auto store = OrgStore::open(line.config.data);
  if (!store) return print_error(store.error());
  const auto stored = store->get();
  if (!stored) return print_error(stored.error());
  const auto org = wire::read_org(stored->document, core::known_zone, wire::OrgRules::when_stored);
  if (!org) return print_error(org.error());

  // Changes only the rates in the text, so that the rest keeps its order and unknown fields.
  const auto rates = intake::with_rates(org->rates, *fresh);
  const auto document = wire::with_rates(stored->document, rates);
  if (!document) return print_error(document.error());
  if (const auto checked = wire::read_org(*document, core::known_zone, wire::OrgRules::when_stored);
      !checked)
    return print_error(checked.error());
  if (const auto put = store->put(*document, stored->version); !put)
    return print_error(put.error());

  const auto added = rates.size() - org->rates.size();
  std::cout << fresh->size() << (fresh->size() == 1 ? " rate sheet" : " rate sheets") << " from "
            << format_day(fresh->front().from) << " to " << format_day(fresh->back().from) << ": "
            << added << " added, " << fresh->size() - added << " replaced\n";
  return 0;
}

}  // namespace dealbell::app
