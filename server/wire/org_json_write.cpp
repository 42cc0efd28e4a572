#include "wire/org/org_parts.hpp"

namespace dealbell::wire {

std::string write_org(const core::Org& org) {
  auto document = Json::object();
  for (const auto& part : org_parts())
    if (auto json = part.write(org); !json.is_null())
      document[std::string(part.key)] = std::move(json);
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dealbell::wire
