#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.hpp"
#include "base/utf8.hpp"
#include "intake/document/cloudevents.hpp"
#include "intake/document/document.hpp"
#include "intake/document/form.hpp"
#include "intake/document/json.hpp"
#include "intake/document/jwt.hpp"
#include "intake/document/xml.hpp"

namespace {

using namespace dealbell;
using intake::Value;

std::size_t values_in(const Value& value, std::size_t depth) {
  // The contents of data_base64 have a depth of their own.
  DEALBELL_CHECK(depth <= 2 * intake::document_depth_max);
  DEALBELL_CHECK(first_bad_utf8(value.text) == value.text.size());
  std::size_t count = 1;
  for (const auto& item : value.items) count += values_in(item, depth + 1);
  for (const auto& name : value.names) {
    DEALBELL_CHECK(value.find(name) != nullptr);
    DEALBELL_CHECK(first_bad_utf8(name) == name.size());
  }
  return count;
}

void check(const Result<Value>& value) {
  if (!value) return;
  values_in(*value, 1);
  const auto text = intake::to_json(*value);
  const auto back = intake::decode_json(text);
  if (back) DEALBELL_CHECK(intake::to_json(*back) == text);
}

}  // namespace

// Any bytes in any format give an error or a bounded value in UTF-8, which to_json writes so that
// it reads back the same. The first byte selects the format.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 6) {
    case 0:
      check(intake::decode_json(text));
      break;
    case 1:
      check(intake::decode_xml(text));
      break;
    case 2:
      check(intake::decode_form(text));
      break;
    case 3:
      check(intake::decode_jwt(text));
      break;
    case 4: {
      intake::Delivery delivery;
      delivery.headers = {{"content-type", data[0] & 0x80 ? "application/cloudevents-batch+json"
                                                          : "application/cloudevents+json"}};
      delivery.body = text;
      check(intake::decode_cloud_events(delivery));
      break;
    }
    default: {
      // Each line is the value of a header, the rest is the body.
      intake::Delivery delivery;
      std::string_view rest = text;
      for (const char* name : {"ce-specversion", "ce-id", "ce-source", "ce-type", "ce-x"}) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        delivery.headers.emplace_back(name, line);
      }
      delivery.body = rest;
      check(intake::decode_cloud_events(delivery));
    }
  }
  return 0;
}
