#pragma once

#include <string_view>

#include "core/events/event.hpp"
#include "intake/document/document.hpp"

namespace dealbell::intake {

// Sets the field of this name, as the native format names it; "amounts/arr" is an additional
// amount. The limits are those of the native format. Null and "" clear the field.
Result<> set_field(core::DealEvent& deal, std::string_view name, const Value& value);
Result<> set_field(core::ActivityEvent& activity, std::string_view name, const Value& value);
Result<> set_field(core::RefundEvent& refund, std::string_view name, const Value& value);

}  // namespace dealbell::intake
