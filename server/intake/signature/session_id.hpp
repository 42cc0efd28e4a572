#pragma once

#include <string>

namespace dealbell::intake::signature {

// Replaces the contents of <SessionId> elements, whatever their prefix: Salesforce sends a live
// session of the user, see "Outbound Messaging" in
// https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/. If an element has no end, the
// rest of the text is replaced. Linear in the text.
void redact_session_ids(std::string& text);

}  // namespace dealbell::intake::signature
