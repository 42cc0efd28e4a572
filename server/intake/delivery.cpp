#include "intake/delivery.hpp"

namespace dealbell::intake {

const std::string* only_header(const Delivery& delivery, std::string_view name) {
  const std::string* found = nullptr;
  for (const auto& [key, value] : delivery.headers) {
    if (key != name) continue;
    if (found) return nullptr;
    found = &value;
  }
  return found;
}

}  // namespace dealbell::intake
