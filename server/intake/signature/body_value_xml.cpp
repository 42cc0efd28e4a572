#include <pugixml.hpp>

#include "intake/signature/body_value.hpp"

namespace dealbell::intake::signature {
namespace {

// Without the namespace prefix, which the sender may choose.
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_at(pugi::xml_node node, const std::vector<std::string_view>& names) {
  for (auto name = names.rbegin(); name != names.rend(); ++name, node = node.parent())
    if (local_name(node) != *name) return false;
  return true;
}

// The next node in document order; an empty node after the last. Updates `depth`.
pugi::xml_node next(pugi::xml_node node, std::size_t& depth) {
  if (const auto child = node.first_child()) {
    ++depth;
    return child;
  }
  while (node && !node.next_sibling()) {
    node = node.parent();
    --depth;
  }
  return node.next_sibling();
}

}  // namespace

Checked<BodyValue> xml_value(std::string_view body, const std::vector<std::string_view>& names) {
  pugi::xml_document document;
  // A DOCTYPE is parsed only to reject it: pugixml expands no entities but the five of XML.
  constexpr auto options = pugi::parse_minimal | pugi::parse_escapes | pugi::parse_doctype;
  if (!document.load_buffer(body.data(), body.size(), options, pugi::encoding_utf8))
    return AuthFailure::malformed;
  Checked<BodyValue> found{AuthFailure::missing};
  std::size_t depth = 0;
  for (pugi::xml_node node = document.root(); node; node = next(node, depth)) {
    if (node.type() == pugi::node_doctype || depth > depth_max) return AuthFailure::malformed;
    if (node.type() != pugi::node_element || !is_at(node, names)) continue;
    if (found) return AuthFailure::repeated;
    const auto text = node.first_child();
    const bool only_text = text.type() == pugi::node_pcdata && !text.next_sibling();
    if (!only_text || text.offset_debug() < 0) continue;
    const auto begin = static_cast<std::size_t>(text.offset_debug());
    found = BodyValue{text.value(), begin, body.find('<', begin) - begin};
  }
  return found;
}

}  // namespace dealbell::intake::signature
