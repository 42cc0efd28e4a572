#include "core/access/role.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dealbell::core {
namespace {

constexpr std::array<std::pair<AccessRole, std::string_view>, 8> names{{
    {AccessRole::none, "none"},
    {AccessRole::ingest, "ingest"},
    {AccessRole::reader, "reader"},
    {AccessRole::screen, "screen"},
    {AccessRole::viewer, "viewer"},
    {AccessRole::rep, "rep"},
    {AccessRole::manager, "manager"},
    {AccessRole::admin, "admin"},
}};

}  // namespace

AccessRole access_role(std::string_view name) {
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const auto& one) { return one.second == name; });
  return found == names.end() ? AccessRole::none : found->first;
}

std::string_view name_of(AccessRole role) { return names[static_cast<std::size_t>(role)].second; }

}  // namespace dealbell::core
