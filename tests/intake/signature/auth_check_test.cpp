#include <gtest/gtest.h>

#include "support/intake/senders.hpp"

namespace dealbell::intake {
namespace {

// The pointer of the error; "" if the configuration is valid.
std::string error_pointer(const Auth& auth) {
  const auto checked = check_auth(auth);
  if (checked) return "";
  for (const auto& key : auth.keys)
    EXPECT_TRUE(key.secret.size() < 8 ||
                checked.error().message.find(key.secret) == std::string::npos)
        << checked.error().message;
  return checked.error().pointer;
}

TEST(AuthCheck, SchemeNameUrlAndSecretsAreRequired) {
  EXPECT_EQ(error_pointer({"github", "", "", {{usual_secret}}}), "");
  EXPECT_EQ(error_pointer({"", "", "", {{usual_secret}}}), "/scheme");
  EXPECT_EQ(error_pointer({"GitHub", "", "", {{usual_secret}}}), "/scheme");
  EXPECT_EQ(error_pointer({"github", "", "", {}}), "/secrets");
  EXPECT_EQ(error_pointer({"github", "", "", {{usual_secret}, {""}}}), "/secrets/1");
  EXPECT_EQ(error_pointer({"github", "", "", std::vector<Key>(8, {usual_secret})}), "");
  EXPECT_EQ(error_pointer({"github", "", "", std::vector<Key>(9, {usual_secret})}), "/secrets");
  for (const auto* scheme : {"hubspot-v3", "hubspot-v2", "twilio", "monday-jwt"})
    EXPECT_EQ(error_pointer({scheme, "", "", {{usual_secret}}}), "/public_url") << scheme;
  for (const auto* scheme : {"header", "query-key", "body-token"})
    EXPECT_EQ(error_pointer({scheme, "", "", {{usual_secret}}}), "/name") << scheme;
}

TEST(AuthCheck, APublicUrlHasNoQueryAndNoFinalSlash) {
  for (const auto* url : {"https://dash.example.com", "http://10.0.0.1:8080", "https://[::1]",
                          "https://example.com/dash"})
    EXPECT_EQ(error_pointer({"twilio", "", url, {{usual_secret}}}), "") << url;
  for (const auto* url : {"dash.example.com", "https://", "https://dash.example.com/", "https:///x",
                          "https://dash.example.com/?x", "ftp://x", "https://a b", "https://u:p@x"})
    EXPECT_EQ(error_pointer({"twilio", "", url, {{usual_secret}}}), "/public_url") << url;
}

TEST(AuthCheck, KeysHaveTheFormatOfTheirScheme) {
  EXPECT_EQ(error_pointer({"close", "", "", {{"A3f1c9d2"}}}), "");
  EXPECT_EQ(error_pointer({"close", "", "", {{"a3f1c9d"}}}), "/secrets/0");
  EXPECT_EQ(error_pointer({"close", "", "", {{usual_secret}}}), "/secrets/0");
  const auto standard = [](const std::string& key) {
    return error_pointer({"standard-webhooks", "", "", {{key}}});
  };
  EXPECT_EQ(standard("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "");
  EXPECT_EQ(standard("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "");
  EXPECT_EQ(standard("whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="), "");
  EXPECT_EQ(standard("whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "/secrets/0");
  EXPECT_EQ(standard("whsk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="), "/secrets/0");
  EXPECT_EQ(standard("whsec_test secret"), "/secrets/0");
  EXPECT_EQ(standard("whsec_"), "/secrets/0");
}

TEST(AuthCheck, RejectsZendesksTestSecret) {
  EXPECT_EQ(error_pointer({"zendesk", "", "", {{"dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="}}}),
            "/secrets/0");
}

TEST(AuthCheck, ASharedSecretHasAtLeast16Bytes) {
  for (const auto& [scheme, name] :
       std::vector<std::pair<std::string, std::string>>{{"bearer", ""},
                                                        {"header", "X-Key"},
                                                        {"query-key", "code"},
                                                        {"path-token", ""},
                                                        {"body-token", "$.token"}}) {
    EXPECT_EQ(error_pointer({scheme, name, "", {{"0123456789abcdef"}}}), "") << scheme;
    EXPECT_EQ(error_pointer({scheme, name, "", {{"0123456789abcde"}}}), "/secrets/0") << scheme;
  }
  EXPECT_EQ(error_pointer({"basic", "", "", {{"user:0123456789a"}}}), "");
  EXPECT_EQ(error_pointer({"basic", "", "", {{"user:0123456789"}}}), "/secrets/0");
  EXPECT_EQ(error_pointer({"basic", "", "", {{usual_secret}}}), "/secrets/0");
  EXPECT_EQ(error_pointer({"path-token", "", "", {{usual_secret + "/x"}}}), "/secrets/0");
  EXPECT_EQ(error_pointer({"salesforce-org", "", "", {{"00D5w000004qGTO"}}}), "");
  EXPECT_EQ(error_pointer({"salesforce-org", "", "", {{"00D5w000004qGTOE"}}}), "/secrets/0");
}

TEST(AuthCheck, NamesAreValidHeadersOrPaths) {
  EXPECT_EQ(error_pointer({"header", "X-Api-Key", "", {{usual_secret}}}), "");
  EXPECT_EQ(error_pointer({"header", "X Api", "", {{usual_secret}}}), "/name");
  for (const auto* path : {"$.token", "$.a.b", "//T", "//notifications/OrganizationId"})
    EXPECT_EQ(error_pointer({"body-token", path, "", {{usual_secret}}}), "") << path;
  for (const auto* path :
       {"token", "$", "$.", "$.a..b", "//", "/T", "//a//b", "$.a.b.c.d.e.f.g.h.i"})
    EXPECT_EQ(error_pointer({"body-token", path, "", {{usual_secret}}}), "/name") << path;
}

TEST(AuthRedacted, RedactsTokensInPathQueryAndHeaders) {
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
