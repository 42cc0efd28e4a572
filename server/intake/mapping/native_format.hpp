#pragma once

#include "core/events/event.hpp"
#include "intake/document/document.hpp"

namespace dealbell::intake {

// The event in the native format, without source and received_at.
Value native_format(const core::Event& event);

}  // namespace dealbell::intake
