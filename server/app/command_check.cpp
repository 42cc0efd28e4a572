#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/tell.hpp"
#include "core/calendar.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {
namespace {

// A settings file has none of the org document's words in common with it.
bool looks_like_settings(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return false;
  for (const auto* key : {"listen", "data", "lan", "web", "tick_ms", "demo"})
    if (json.contains(key)) return true;
  return false;
}

}  // namespace

int check(const ops::CommandLine& line) {
  const auto text = read_file(line.file);
  if (!text) return tell(text.error());
  const bool settings = looks_like_settings(*text);
  const auto errors =
      settings ? ops::read_config(*text).errors : wire::check_org(*text, core::known_zone).errors;
  for (const auto& e : errors)
    std::cerr << line.file << ": " << (e.pointer.empty() ? "/" : e.pointer) << ": " << e.message
              << "\n";
  if (!errors.empty()) return 1;
  std::cout << line.file << ": " << (settings ? "settings" : "org document") << " ok\n";
  return 0;
}

}  // namespace dealbell::app
