#include <gtest/gtest.h>

#include "support/intake/senders.hpp"

namespace dealbell::intake {
namespace {

// "" when the configuration is in order, else where the mistake is.
std::string mistake(const Auth& auth) {
  const auto checked = check_auth(auth);
  if (checked) return "";
  for (const auto& key : auth.keys)
    EXPECT_TRUE(key.secret.size() < 8 ||
                checked.error().message.find(key.secret) == std::string::npos)
        << checked.error().message;
  return checked.error().pointer;
}

TEST(AuthCheck, SchemeNameUrlAndSecretsMustBeThere) {
  EXPECT_EQ(mistake({"github", "", "", {{usual_secret}}}), "");
  EXPECT_EQ(mistake({"", "", "", {{usual_secret}}}), "/scheme");
  EXPECT_EQ(mistake({"GitHub", "", "", {{usual_secret}}}), "/scheme");
  EXPECT_EQ(mistake({"github", "", "", {}}), "/secrets");
  EXPECT_EQ(mistake({"github", "", "", {{usual_secret}, {""}}}), "/secrets/1");
  EXPECT_EQ(mistake({"github", "", "", std::vector<Key>(8, {usual_secret})}), "");
  EXPECT_EQ(mistake({"github", "", "", std::vector<Key>(9, {usual_secret})}), "/secrets");
  for (const auto* scheme : {"hubspot-v3", "hubspot-v2", "twilio", "monday-jwt"})
    EXPECT_EQ(mistake({scheme, "", "", {{usual_secret}}}), "/public_url") << scheme;
  for (const auto* scheme : {"header", "query-key", "body-token"})
    EXPECT_EQ(mistake({scheme, "", "", {{usual_secret}}}), "/name") << scheme;
}

TEST(AuthCheck, APublicUrlIsWhatStandsBeforeTheTarget) {
  for (const auto* url : {"https://dash.example.com", "http://10.0.0.1:8080", "https://[::1]",
                          "https://example.com/dash"})
    EXPECT_EQ(mistake({"twilio", "", url, {{usual_secret}}}), "") << url;
  for (const auto* url : {"dash.example.com", "https://", "https://dash.example.com/", "https:///x",
                          "https://dash.example.com/?x", "ftp://x", "https://a b", "https://u:p@x"})
    EXPECT_EQ(mistake({"twilio", "", url, {{usual_secret}}}), "/public_url") << url;
}

TEST(AuthCheck, KeysHaveTheFormOfTheirScheme) {
  EXPECT_EQ(mistake({"close", "", "", {{"A3f1c9d2"}}}), "");
  EXPECT_EQ(mistake({"close", "", "", {{"a3f1c9d"}}}), "/secrets/0");
  EXPECT_EQ(mistake({"close", "", "", {{usual_secret}}}), "/secrets/0");
  const auto standard = [](const std::string& key) {
    return mistake({"standard-webhooks", "", "", {{key}}});
  };
  EXPECT_EQ(standard("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "");
  EXPECT_EQ(standard("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "");
  EXPECT_EQ(standard("whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="), "");
  EXPECT_EQ(standard("whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "/secrets/0");
  EXPECT_EQ(standard("whsk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="), "/secrets/0");
  EXPECT_EQ(standard("whsec_test secret"), "/secrets/0");
  EXPECT_EQ(standard("whsec_"), "/secrets/0");
}

TEST(AuthCheck, ZendesksTestSecretIsForTestsOnly) {
  EXPECT_EQ(mistake({"zendesk", "", "", {{"dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="}}}),
            "/secrets/0");
}

TEST(AuthCheck, ASecretThatTravelsHasSixteenBytes) {
  for (const auto& [scheme, name] :
       std::vector<std::pair<std::string, std::string>>{{"bearer", ""},
                                                        {"header", "X-Key"},
                                                        {"query-key", "code"},
                                                        {"path-token", ""},
                                                        {"body-token", "$.token"}}) {
    EXPECT_EQ(mistake({scheme, name, "", {{"0123456789abcdef"}}}), "") << scheme;
    EXPECT_EQ(mistake({scheme, name, "", {{"0123456789abcde"}}}), "/secrets/0") << scheme;
  }
  EXPECT_EQ(mistake({"basic", "", "", {{"user:0123456789a"}}}), "");
  EXPECT_EQ(mistake({"basic", "", "", {{"user:0123456789"}}}), "/secrets/0");
  EXPECT_EQ(mistake({"basic", "", "", {{usual_secret}}}), "/secrets/0");
  EXPECT_EQ(mistake({"path-token", "", "", {{usual_secret + "/x"}}}), "/secrets/0");
  EXPECT_EQ(mistake({"salesforce-org", "", "", {{"00D5w000004qGTO"}}}), "");
  EXPECT_EQ(mistake({"salesforce-org", "", "", {{"00D5w000004qGTOE"}}}), "/secrets/0");
}

TEST(AuthCheck, NamesCanBeFound) {
  EXPECT_EQ(mistake({"header", "X-Api-Key", "", {{usual_secret}}}), "");
  EXPECT_EQ(mistake({"header", "X Api", "", {{usual_secret}}}), "/name");
  for (const auto* path : {"$.token", "$.a.b", "//T", "//notifications/OrganizationId"})
    EXPECT_EQ(mistake({"body-token", path, "", {{usual_secret}}}), "") << path;
  for (const auto* path :
       {"token", "$", "$.", "$.a..b", "//", "/T", "//a//b", "$.a.b.c.d.e.f.g.h.i"})
    EXPECT_EQ(mistake({"body-token", path, "", {{usual_secret}}}), "/name") << path;
}

TEST(AuthRedacted, WhatCarriesASecretIsCovered) {
  const Delivery delivery{"POST",
                          "/hooks/x/the-token?a=1&code=xyz&b=%20",
                          {{"authorization", "Bearer x"}, {"x-key", "k"}, {"x-other", "o"}},
                          "{}"};
  const auto stored = redacted({{"path-token"}, {"header", "X-Key"}}, delivery);
  EXPECT_EQ(stored.target, "/hooks/x/[redacted]?a=1&code=[redacted]&b=%20");
  const std::vector<std::pair<std::string, std::string>> headers = {
      {"authorization", "[redacted]"}, {"x-key", "[redacted]"}, {"x-other", "o"}};
  EXPECT_EQ(stored.headers, headers);
  EXPECT_EQ(stored.body, "{}");
}

}  // namespace
}  // namespace dealbell::intake
