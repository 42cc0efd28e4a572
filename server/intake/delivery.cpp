#include "intake/delivery.hpp"

#include <algorithm>

namespace dealbell::intake {

const std::string* first_header(const Delivery& delivery, std::string_view name) {
  const auto at = std::ranges::find(delivery.headers, name,
                                    [](const auto& h) -> std::string_view { return h.first; });
  return at == delivery.headers.end() ? nullptr : &at->second;
}

const std::string* only_header(const Delivery& delivery, std::string_view name) {
  const std::string* found = nullptr;
  for (const auto& [key, value] : delivery.headers) {
    if (key != name) continue;
    if (found) return nullptr;
    found = &value;
  }
  return found;
}

std::string media_type(const Delivery& delivery) {
  const auto* header = first_header(delivery, "content-type");
  if (!header) return {};
  std::string type = header->substr(0, header->find_first_of("; "));
  for (auto& c : type)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return type;
}

}  // namespace dealbell::intake
