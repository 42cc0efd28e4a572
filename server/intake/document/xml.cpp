#include "intake/document/xml.hpp"

#include <pugixml.hpp>

#include "base/utf8.hpp"

namespace dealbell::intake {
namespace {

std::string_view local_name(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_namespace(std::string_view attribute) {
  return attribute == "xmlns" || attribute.starts_with("xmlns:");
}

bool is_nil(const pugi::xml_node& element) {
  for (const auto& attribute : element.attributes()) {
    const std::string_view name = attribute.name(), value = attribute.value();
    if (name.find(':') != std::string_view::npos && local_name(name) == "nil")
      return value == "true" || value == "1";
  }
  return false;
}

// A character reference may name half a surrogate pair, which is not a character.
Result<std::string> checked_text(std::string text) {
  if (first_bad_utf8(text) == text.size()) return text;
  return error(Errc::bad_utf8, "a character reference does not name a character");
}

// Recursive; the budget bounds the depth.
Result<Value> value_of(const pugi::xml_node& element, std::size_t depth, DocumentBudget& budget) {
  if (auto added = budget.add_value(depth); !added) return added.error();
  if (is_nil(element)) return Value{};
  std::vector<std::pair<std::string, Value>> members;
  for (const auto& attribute : element.attributes()) {
    if (is_namespace(attribute.name())) continue;
    if (auto added = budget.add_value(depth + 1); !added) return added.error();
    auto text = checked_text(attribute.value());
    if (!text) return text.error();
    members.emplace_back("@" + std::string(local_name(attribute.name())),
                         Value::of(std::move(*text)));
  }
  std::string text;
  for (const auto& child : element.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
      text += child.value();
    if (child.type() != pugi::node_element) continue;
    auto value = value_of(child, depth + 1, budget);
    if (!value) return value.error();
    members.emplace_back(local_name(child.name()), std::move(*value));
  }
  auto checked = checked_text(std::move(text));
  if (!checked) return checked.error();
  if (members.empty()) return Value::of(std::move(*checked));
  if (!checked->empty()) members.emplace_back("#text", Value::of(std::move(*checked)));
  return Value::of(std::move(members));
}

Result<> check_prolog(const pugi::xml_document& document) {
  for (const auto& node : document.children()) {
    if (node.type() == pugi::node_doctype)
      return error(Errc::bad_value, "XML with a DOCTYPE is not accepted");
    if (node.type() != pugi::node_declaration) continue;
    std::string encoding = node.attribute("encoding").value();
    for (auto& c : encoding)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!encoding.empty() && encoding != "UTF-8" && encoding != "US-ASCII")
      return error(Errc::bad_utf8, "the XML is in " + encoding.substr(0, 40) + ": expected UTF-8");
  }
  return {};
}

}  // namespace

Result<Value> decode_xml(std::string_view text) {
  if (auto checked = check_text(text); !checked) return checked.error();
  pugi::xml_document document;
  constexpr auto options = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                           pugi::parse_wconv_attribute | pugi::parse_doctype |
                           pugi::parse_declaration;
  const auto parsed = document.load_buffer(text.data(), text.size(), options, pugi::encoding_utf8);
  if (!parsed)
    return error(Errc::bad_value,
                 "not XML at byte " + std::to_string(parsed.offset) + ": " + parsed.description());
  if (auto checked = check_prolog(document); !checked) return checked.error();
  const auto root = document.document_element();
  DocumentBudget budget;
  auto value = value_of(root, 1, budget);
  if (!value) return value.error();
  std::vector<std::pair<std::string, Value>> members;
  members.emplace_back(local_name(root.name()), std::move(*value));
  return Value::of(std::move(members));
}

}  // namespace dealbell::intake
