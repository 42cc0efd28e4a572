#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "crypto/base64.hpp"
#include "intake/signature/auth.hpp"
#include "support/intake/test_data.hpp"

namespace dealbell::intake {
namespace {

// Deliveries signed by other implementations, valid and invalid. Ours are made by
// fixtures/make_vectors.mjs, the shared ones by the vendors' own packages.
struct Vectors {
  std::filesystem::path folder;
  nlohmann::json all;
};

std::vector<Vectors> all_vectors() {
  std::vector<Vectors> all;
  for (const auto& folder : test::data_folders("webhooks", "webhooks"))
    all.push_back(
        {folder, nlohmann::json::parse(test::file_text(folder / "vectors.json"))["vectors"]});
  return all;
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
  if (auth.scheme == "query-key") auth.name = "code";
  for (const auto* member : {"token_path", "name"})
    if (vector.contains(member)) auth.name = vector[member];
  return auth;
}

TEST(AuthVectors, ValidOnesAreVerifiedAndOthersAreNot) {
  for (const auto& [folder, vectors] : all_vectors()) {
    SCOPED_TRACE(folder);
    std::map<std::string, int> verified;
    for (const auto& vector : vectors) {
      if (vector["scheme"] == "cloudevents") continue;  // has no authentication of its own
      SCOPED_TRACE(vector["id"].get<std::string>());
      std::string origin;
      const auto delivery = delivery_of(vector, origin);
      const auto now = from_ms(vector["now_ms"]);
      const auto verdict = verify(auth_of(vector, origin), delivery, now);
      EXPECT_EQ(verdict.key.has_value(), vector["valid"].get<bool>()) << word_of(verdict.failure);
      verified[vector["scheme"]] += verdict.key.has_value();
    }
    EXPECT_GE(verified.size(), 15u);
    for (const auto& [scheme, count] : verified) EXPECT_GT(count, 0) << scheme;
  }
}

TEST(AuthVectors, CoverEveryScheme) {
  const auto ours = all_vectors().front().all;
  for (const auto& scheme : schemes())
    EXPECT_TRUE(std::ranges::any_of(ours, [&](const auto& vector) {
      return vector["scheme"] == std::string(scheme.name);
    })) << scheme.name;
}

TEST(AuthVectors, SalesforceIdsAreComparedByTheirFirst15Characters) {
  for (const auto& [folder, vectors] : all_vectors()) {
    SCOPED_TRACE(folder);
    const auto vector = std::ranges::find_if(vectors, [](const auto& v) {
      return v["id"] == "salesforce-org/valid" || v["id"] == "body-token/salesforce-org-id";
    });
    ASSERT_TRUE(vector != vectors.end());
    std::string origin;
    const auto delivery = delivery_of(*vector, origin);
    const auto id = (*vector)["secret"].get<std::string>();
    for (const auto& secret : {id, id.substr(0, 15), id.substr(0, 15) + "XXX"})
      EXPECT_TRUE(verify({"salesforce-org", "", "", {{secret}}}, delivery, from_ms(0)).key);
    EXPECT_FALSE(
        verify({"salesforce-org", "", "", {{"0" + id.substr(0, 14)}}}, delivery, from_ms(0)).key);
  }
}

}  // namespace
}  // namespace dealbell::intake
