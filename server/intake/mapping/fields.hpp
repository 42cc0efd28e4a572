#pragma once

#include <string_view>

#include "core/events/event.hpp"
#include "intake/document/document.hpp"

namespace dealbell::intake {

// Puts a value into the field of this name (as in the native format; "amounts/arr" is a further
// amount), within the limits of our own format. Null and "" clear it.
Result<> set_field(core::DealEvent& deal, std::string_view name, const Value& value);
Result<> set_field(core::ActivityEvent& activity, std::string_view name, const Value& value);
Result<> set_field(core::RefundEvent& refund, std::string_view name, const Value& value);

// An event in the native format, without source and received_at.
Value native(const core::Event& event);

}  // namespace dealbell::intake
