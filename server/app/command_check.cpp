#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/tell.hpp"
#include "core/calendar.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {
int check(const ops::CommandLine& line) {
  const auto text = read_file(line.file);
  if (!text) return tell(text.error());
  const bool settings = ops::looks_like_config(*text);
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
