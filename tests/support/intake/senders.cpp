#include "support/intake/senders.hpp"

namespace dealbell::intake {
namespace {

std::size_t up_to(std::mt19937& random, std::size_t most) {
  return std::uniform_int_distribution<std::size_t>(0, most)(random);
}

std::string random_text(std::mt19937& random, std::size_t length, std::string_view alphabet) {
  std::string text(length, ' ');
  for (char& c : text) c = alphabet[up_to(random, alphabet.size() - 1)];
  return text;
}

std::string random_word(std::mt19937& random) {
  return random_text(random, 1 + up_to(random, 8), "abcxyz0189");
}

// Contains no escapes, so that different bytes always have different meanings.
std::string random_form(std::mt19937& random) {
  std::string form;
  for (auto fields = up_to(random, 4); fields > 0; --fields)
    form += (form.empty() ? "" : "&") + random_word(random) + "=" + random_word(random);
  return form;
}

std::string random_object(std::mt19937& random) {
  std::string object = "{";
  for (auto members = up_to(random, 4); members > 0; --members)
    object += (object.size() == 1 ? "\"" : ",\"") + random_word(random) + R"(":[{"token":")" +
              random_word(random) + R"("},1.50])";
  return object + "}";
}

std::string random_outbound_message(std::mt19937& random) {
  return R"(<?xml version="1.0"?><s:Envelope xmlns:s="s"><s:Body><notifications xmlns="o">)"
         "<OrganizationId>00D000000000000EAA</OrganizationId><Notification><Id>" +
         random_word(random) +
         "</Id><OrganizationId>x</OrganizationId></Notification></notifications></s:Body>"
         "</s:Envelope>";
}

const std::string form_type = "application/x-www-form-urlencoded";
const std::string dash = "https://dash.example.com";

}  // namespace

std::string random_bytes(std::mt19937& random) {
  std::string bytes(up_to(random, 40), ' ');
  for (char& c : bytes) c = static_cast<char>(up_to(random, 255));
  return bytes;
}

std::string random_target(std::mt19937& random) {
  const auto query = random_text(random, up_to(random, 12), "ab=&%2Ff+;'\"~?");
  return "/hooks/" + random_word(random) + (query.empty() ? "" : "?" + query);
}

const std::vector<Sender>& senders() {
  static const std::vector<Sender> all = {
      {"v1",
       {"standard-webhooks", "", "", {{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}},
       "",
       "",
       random_bytes},
      {"v1a",
       {"standard-webhooks", "", "", {{"whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="}}},
       "whsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2DXWpgBgrEKt9VL/"
       "tPJZAc6DuFy89qmIyWvAhpo9wdRGg=="
       "",
       "",
       random_bytes},
      {"", {"hubspot-v3", "", dash, {{usual_secret}}}, "", "", random_bytes},
      {"", {"hubspot-v2", "", dash, {{usual_secret}}}, "", "", random_bytes},
      {"", {"hubspot-v1", "", "", {{usual_secret}}}, "", "", random_bytes},
      {"", {"stripe", "", "", {{usual_secret}}}, "", "", random_bytes},
      {"", {"github", "", "", {{usual_secret}}}, "", "", random_bytes},
      {"", {"attio", "", "", {{usual_secret}}}, "", "", random_bytes},
      // Digits only, because upper and lower case hexadecimal letters are equal.
      {"", {"close", "", "", {{"00112233445566778899"}}}, "", "", random_bytes},
      {"", {"zendesk", "", "", {{usual_secret}}}, "", "", random_bytes},
      {"json", {"twilio", "", dash, {{usual_secret}}}, "", "", random_bytes},
      {"form", {"twilio", "", dash + ":443", {{usual_secret}}}, "", form_type, random_form},
      {"", {"monday-jwt", "", dash, {{usual_secret}}}, "", "", random_bytes},
      {"", {"dialpad-jwt", "", "", {{usual_secret}}}, "", "", random_bytes},
      {"", {"basic", "", "", {{"user:" + usual_secret}}}, "", "", random_bytes},
      {"", {"bearer", "", "", {{usual_secret}}}, "", "", random_bytes},
      {"", {"header", "x-api-key", "", {{usual_secret}}}, "", "", random_bytes},
      {"", {"query-key", "code", "", {{usual_secret + "/+ %&"}}}, "", "", random_bytes},
      {"", {"path-token", "", "", {{usual_secret}}}, "", "", random_bytes},
      {"json", {"body-token", "$.token", "", {{usual_secret + "\"\\"}}}, "", "", random_object},
      {"form",
       {"body-token", "$.token", "", {{usual_secret + "&+ %"}}},
       "",
       form_type,
       random_form},
      {"xml",
       {"body-token", "//notifications/OrganizationId", "", {{usual_secret + "<&>"}}},
       "",
       "",
       random_outbound_message},
      {"", {"salesforce-org", "", "", {{"00D5w000004qGTO"}}}, "", "", random_outbound_message},
  };
  return all;
}

Result<> sign(const Sender& sender, Delivery& delivery, Instant now, const std::string& id) {
  auto auth = sender.auth;
  if (!sender.signing_key.empty()) auth.keys = {{sender.signing_key}};
  if (!sender.content_type.empty())
    delivery.headers.emplace_back("content-type", sender.content_type);
  return sign(auth, delivery, now, id);
}

}  // namespace dealbell::intake
