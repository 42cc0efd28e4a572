#include <algorithm>
#include <array>
#include <iomanip>
#include <iostream>

#include "app/commands/commands.hpp"
#include "app/commands/print_error.hpp"
#include "app/commands/token_store.hpp"

namespace dealbell::app {
namespace {

using Line = std::array<std::string, 7>;

// Pads every column but the last to its widest cell.
void print_table(const std::vector<Line>& lines) {
  std::array<std::size_t, std::tuple_size_v<Line> - 1> widths{};
  for (const auto& line : lines)
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < widths.size(); ++i)
      std::cout << std::left << std::setw(static_cast<int>(widths[i]) + 2) << line[i];
    std::cout << line.back() << "\n";
  }
}

std::string to_second(Instant time) {
  return format_instant(std::chrono::floor<std::chrono::seconds>(time));
}

Line line_of(const wire::ListedDevice& d) {
  return {"  " + d.id,
          "device",
          to_second(d.created_at),
          to_second(d.expires_at),
          to_second(d.used_at),
          d.from.empty() ? "-" : d.from,
          d.agent};
}

}  // namespace

int token_create(const ops::CommandLine& line) {
  auto store = TokenStore::open(line.config.data, true);
  if (!store) return print_error(store.error());
  const auto issued = store->create(line.name, core::access_role(line.role));
  if (!issued) return print_error(issued.error());
  std::cout << issued->token << "\n";
  std::cerr << "token " << issued->id << " (" << line.role << "), which is not shown again\n";
  return 0;
}

int token_list(const ops::CommandLine& line) {
  auto store = TokenStore::open(line.config.data, false);
  if (!store) return print_error(store.error());
  const auto list = store->list();
  if (!list) return print_error(list.error());
  std::vector<Line> lines{{"id", "role", "created", "expires", "last used", "from", "name"}};
  for (const auto& t : list->tokens) {
    lines.push_back({t.id, t.role, to_second(t.created_at),
                     t.expires_at ? to_second(*t.expires_at) : "never", to_second(t.used_at), "-",
                     t.name});
    for (const auto& device : t.devices) lines.push_back(line_of(device));
  }
  for (const auto& device : list->devices) lines.push_back(line_of(device));
  print_table(lines);
  return 0;
}

int token_revoke(const ops::CommandLine& line) {
  auto store = TokenStore::open(line.config.data, false);
  if (!store) return print_error(store.error());
  const auto removed = store->revoke(line.id);
  if (!removed) return print_error(removed.error());
  std::cout << "revoked " << line.id << "\n";
  return 0;
}

}  // namespace dealbell::app
