#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "crypto/base64.hpp"
#include "intake/signature/auth.hpp"

namespace dealbell::intake {
namespace {

// Deliveries that vendors' own packages signed, and what must not pass; too large to keep here.
nlohmann::json shared_vectors() {
  const auto* shared = std::getenv("DEALBELL_SHARED");
  const std::string folder = shared ? shared : std::string(DEALBELL_SOURCE_DIR) + "/../shared";
  std::ifstream in(folder + "/webhooks/vectors.json");
  return in ? nlohmann::json::parse(in)["vectors"] : nlohmann::json();
}

Delivery delivery_of(const nlohmann::json& vector, std::string& origin) {
  const auto url = vector["url"].get<std::string>();
  const auto path = url.find('/', url.find("://") + 3);
  origin = url.substr(0, path);
  Delivery delivery{vector["method"], url.substr(path), {}, {}};
  for (const auto& [name, value] : vector["headers"].items()) {
    std::string lower(name);
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (const auto& one : value.is_array() ? value : nlohmann::json::array({value}))
      delivery.headers.emplace_back(lower, one.get<std::string>());
  }
  delivery.body = crypto::from_base64(vector["body_base64"].get<std::string>()).value();
  return delivery;
}

Auth auth_of(const nlohmann::json& vector, const std::string& origin) {
  Auth auth{vector["scheme"], "", origin, {{vector["secret"].get<std::string>()}}};
  if (vector.contains("token_path")) auth.name = vector["token_path"];
  if (auth.scheme == "query-key") auth.name = "code";
  return auth;
}

TEST(AuthVectors, EveryVectorGetsItsVerdict) {
  const auto vectors = shared_vectors();
  if (vectors.empty()) GTEST_SKIP() << "no webhooks/vectors.json in DEALBELL_SHARED or ../shared";
  std::map<std::string, int> proven;
  for (const auto& vector : vectors) {
    if (vector["scheme"] == "cloudevents") continue;  // has no proof of its own
    SCOPED_TRACE(vector["id"].get<std::string>());
    std::string origin;
    const auto delivery = delivery_of(vector, origin);
    const auto now = from_ms(vector["now_ms"]);
    const auto verdict = verify(auth_of(vector, origin), delivery, now);
    EXPECT_EQ(verdict.key.has_value(), vector["valid"].get<bool>()) << word_of(verdict.refusal);
    proven[vector["scheme"]] += verdict.key.has_value();
  }
  EXPECT_GE(proven.size(), 15u);
  for (const auto& [scheme, count] : proven) EXPECT_GT(count, 0) << scheme;
}

TEST(AuthVectors, ASalesforceIdIsComparedByItsFirstFifteenCharacters) {
  for (const auto& vector : shared_vectors()) {
    if (vector["id"] != "body-token/salesforce-org-id") continue;
    std::string origin;
    const auto delivery = delivery_of(vector, origin);
    const auto id = vector["secret"].get<std::string>();
    for (const auto& secret : {id, id.substr(0, 15), id.substr(0, 15) + "XXX"})
      EXPECT_TRUE(verify({"salesforce-org", "", "", {{secret}}}, delivery, from_ms(0)).key);
    EXPECT_FALSE(
        verify({"salesforce-org", "", "", {{"0" + id.substr(0, 14)}}}, delivery, from_ms(0)).key);
    return;
  }
  GTEST_SKIP() << "no webhooks/vectors.json in DEALBELL_SHARED or ../shared";
}

}  // namespace
}  // namespace dealbell::intake
